/** What the documents name exists: files, commands, options, scenarios, fields. Nobody reads a document that was wrong once. */
import {existsSync, readFileSync} from 'node:fs';
import {describe, expect, test} from 'vitest';
import {bundledScenarios} from '../../src/adapters/mock/bundled.js';
import {exitCodes} from '../../src/commands/usage-problem.js';
import {parseDeployment} from '../../src/machines/deployment/deployment-file.js';
import {parseScenario} from '../../src/machines/deployment/scenario-file.js';
import {keymap} from '../../src/ui/console/keymap.js';
import {en} from '../../src/ui/messages/en/catalog.js';
import {runCommand} from '../commands/fake-streams.js';

const root = new URL('../../', import.meta.url);
const read = (file: string) => readFileSync(new URL(file, root), 'utf8');
const names = ['README.md', 'CONTRIBUTING.md', 'DECISIONS.md', 'CHANGELOG.md'] as const;
const documents = names.filter(name => existsSync(new URL(name, root))).map(name => ({name, text: read(name)}));
const readme = read('README.md');
const contributing = read('CONTRIBUTING.md');
const scripts: Record<string, string> = JSON.parse(read('package.json')).scripts;

/** What a match's first group found, each once. */
const all = (text: string, pattern: RegExp): readonly string[] => [...new Set([...text.matchAll(pattern)].map(([, found = '']) => found))];
/** The text from one heading to the next of the same depth or above. */
function section(text: string, heading: string): string {
	const from = text.indexOf(`\n${heading}\n`);
	if (from < 0) throw new Error(`There is no heading “${heading}”`);
	const depth = heading.indexOf(' ');
	const end = new RegExp(`\\n#{1,${depth}} `).exec(text.slice(from + heading.length))?.index;
	return text.slice(from, end === undefined ? undefined : from + heading.length + end);
}
const jsonIn = (text: string): string => /```json\n(.*?)```/s.exec(text)?.[1] ?? '';
const anchorOf = (heading: string) =>
	heading
		.toLowerCase()
		.replace(/[^\w\s-]/g, '')
		.trim()
		.replaceAll(' ', '-');

describe.each(documents)('$name', ({text}) => {
	test('links only to what is there', () => {
		const dead = all(text, /\]\(([^)\s]+)\)/g).filter(link => {
			const [file = '', anchor] = link.split('#');
			if (/^https?:/.test(link)) return false;
			if (file !== '' && !existsSync(new URL(file, root))) return true;
			return (
				anchor !== undefined &&
				!all(file ? read(file) : text, /^#+ (.*)$/gm)
					.map(anchorOf)
					.includes(anchor)
			);
		});
		expect(dead).toEqual([]);
	});

	test('names only files that are there', () => {
		const named = all(text, /(?<![\w/.-])((?:src|test|scripts|bin)\/[\w./-]*[\w/])/g);
		// The one that a reader of the example is about to make.
		const made = ['src/adapters/mock/scenarios/link-breaks.json'];
		expect(named.filter(file => !made.includes(file) && !existsSync(new URL(file, root)))).toEqual([]);
	});

	test('names only npm scripts that are there', () => {
		const named = all(text, /npm run (?:--silent )?([\w-]+)/g);
		expect(named.filter(name => scripts[name] === undefined)).toEqual([]);
	});

	test('says nothing of the machine that it was written on', () => {
		expect(all(text, /((?<![\w.~])\/(?:home|root|work|tmp|var|opt|mnt|usr|Users)\/\S*|\b[A-Z]:\\\S*|\.\.\/shared\S*)/g)).toEqual([]);
	});
});

describe('the README', () => {
	test('has every command and every option, and no other', async () => {
		const help = await helpOf();
		const commands = all(help.slice(help.indexOf('Commands:')), /^ {2}([a-z]+) /gm);
		expect(commands).toContain('drill');
		const options = new Set([
			'--version',
			...(await Promise.all(commands.map(helpOf))).flatMap(text => all(text, /(--[a-z]+(?:-[a-z]+)*)/g)),
		]);
		const told = section(readme, '## Commands');
		const [rows = ''] = told.split('### ');
		expect(all(rows, /^\| `([a-z]+)(?: [<[][^`]*)?` \|/gm).toSorted()).toEqual(commands.toSorted());
		const optionRows = rows.split('\n').filter(row => row.startsWith('| `--'));
		const toldOptions = optionRows.flatMap(row => all(row.split('|')[1] ?? '', /(--[a-z]+(?:-[a-z]+)*)/g));
		expect(toldOptions.toSorted()).toEqual([...options].toSorted());
		for (const option of all(readme, /(?<![\w-])(--[a-z]+(?:-[a-z]+)*)/g)) expect([...options, '--silent']).toContain(option);
	});

	test('has the keys of the screen, as the table that the console obeys has them', () => {
		const rows = section(readme, '## The screen')
			.split('\n')
			.filter(row => row.startsWith('| `'));
		const told = keymap.map(
			({key, command, on}) => `| \`${key}\` | ${en[`key.${command}`]} | ${on.length > 1 ? 'both' : on[0] === 'run' ? 'drill' : 'replay'} |`,
		);
		expect(rows).toEqual(told);
	});

	test('has every exit code', () => {
		const told = all(readme, /^\| (\d) \|/gm).map(Number);
		expect(told).toEqual(Object.values(exitCodes).toSorted());
	});

	test('has every bundled scenario in its table, and no other', () => {
		const [table = ''] = section(readme, '## Scenarios').split('### ');
		expect(all(table, /^\| `([a-z-]+)` \|/gm)).toEqual(bundledScenarios.map(({name}) => name));
		const commands = all(readme, /npm start (?:--silent )?-- drill ([a-z][a-z-]*)/g);
		expect(commands.filter(name => !bundledScenarios.some(scenario => scenario.name === name))).toEqual([]);
	});

	test('has an example of a deployment that loads', () => {
		expect(parseDeployment(jsonIn(section(readme, '## Your own deployment')), 'ours.json')).toMatchObject({warnings: []});
	});

	test('has every field of the report of a drill', async () => {
		const {stdout} = await runCommand(['drill', '--headless', '--json']);
		const report = JSON.parse(stdout);
		const rows = section(readme, '### `drill --json`').split('\n');
		const told = rows.filter(row => row.startsWith('| `')).flatMap(row => all(row.split('|')[1] ?? '', /`(\w+)`/g));
		expect(told.filter(field => field !== 'why').toSorted()).toEqual(Object.keys(report).toSorted());
		for (const clock of Object.keys(report.clocks)) expect(rows.find(row => row.startsWith('| `clocks`'))).toContain(`\`${clock}\``);
		for (const field of Object.keys(report.steps[0])) expect(rows.find(row => row.startsWith('| `steps`'))).toContain(`\`${field}\``);
	});

	test('names fields, faults and roles of a scenario that there are, all of the faults and roles', () => {
		const [form = '', faultTable = ''] = section(readme, '### A scenario file').split('| fault |');
		const given = {
			schema: 1,
			name: 'x',
			title: 'X',
			startsAt: '2026-02-11T03:12:00+00:00',
			timeZone: 'Europe/Dublin',
			given: [],
			faults: [],
		};
		const briefing = {outageBefore: 'PT12M', lastSeenBefore: null, text: 'X', people: []};
		const written = {...given, briefing, procedure: 'plannedFailover', goal: 'failover'};
		expect(parseScenario(JSON.stringify(written), 'x.json')).toMatchObject({warnings: []});
		const fields = [
			...Object.keys(written).filter(field => field !== 'briefing'),
			...Object.keys(briefing).map(field => `briefing.${field}`),
		];
		const told = form.split('\n').filter(row => row.startsWith('| `'));
		expect(told.flatMap(row => all(row.split('|')[1] ?? '', /`([\w.]+)`/g)).toSorted()).toEqual(fields.toSorted());
		const faults = all(faultTable, /^\| `(\w+)` \|/gm);
		for (const fault of faults)
			expect(withFault({fault, role: fault === 'off' || fault === 'repaired' ? 'hitPool' : undefined})).toEqual([]);
		expect(knownIn({fault: 'none'})).toEqual(faults.toSorted());
		const roles = all(/\nRoles: (.*)/.exec(faultTable)?.[1] ?? '', /`(\w+)`/g);
		expect(knownIn({fault: 'off', role: 'none'})).toEqual(roles.toSorted());
	});
});

/** Warnings, or the problem. */
function withFault(fault: object): unknown {
	const parsed = parseScenario(JSON.stringify({name: 'x', title: 'X', faults: [{at: 'PT0S', ...fault}]}), 'x.json');
	return 'problem' in parsed ? parsed.problem : parsed.warnings;
}

/** What could have stood there, as the refusal says. */
function knownIn(fault: object): readonly string[] {
	const {args} = withFault(fault) as {args: Record<string, readonly string[]>};
	return [...(Object.values(args).find(Array.isArray) ?? [])].toSorted();
}

test('the scenario that CONTRIBUTING writes loads', () => {
	const text = jsonIn(section(contributing, '## A scenario in five minutes'));
	expect(parseScenario(text, 'my.json')).toMatchObject({scenario: {name: 'link-breaks'}, warnings: []});
});

const helpOf = async (command?: string) => (await runCommand([...(command ? [command] : []), '--help'])).stdout;
