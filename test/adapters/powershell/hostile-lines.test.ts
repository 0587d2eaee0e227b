/** The lines that stand for calls, shown and copied, with hostile values: typed into a real PowerShell they are what the call is. */
import {execFile} from 'node:child_process';
import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';
import {describe, expect, test} from 'vitest';
import type {CmdletCall, Value} from '../../../src/machines/cmdlet.js';
import {cmdletLine} from '../../../src/machines/cmdlet-line.js';
import {emptyView, type SessionView} from '../../../src/machines/journal/session-view.js';
import {copiedLines} from '../../../src/ui/shown-lines.js';
import {createChance, hostileStrings, sumOf} from './hostile-strings.js';
import {powershell, temporaryFolder} from './world.js';

const patienceMs = 120_000;
const beside = (name: string) => fileURLToPath(new URL(`HostileCs/${name}`, import.meta.url));
const strings = hostileStrings(3_500).filter(text => text.isWellFormed());

const callWith = (parameters: CmdletCall['parameters']): CmdletCall => ({
	...{name: 'Get-CsTold', parameters, changesState: false, timeoutMs: 1, runsOn: 'fe01.contoso.test'},
});
const lineOf = (parameters: CmdletCall['parameters']) => cmdletLine(callWith(parameters));
/** What `Get-CsTold` says of values, each by its type and its text. */
const told = (...values: readonly string[]) => sumOf(values.map(each => `String ${each}`).join('\0'));

/** As they stand on the clipboard. */
const copied = (calls: readonly CmdletCall[]) => copiedLines({...emptyView, steps: [{moved: {calls}}]} as unknown as SessionView);

/** What PowerShell said of each text, and in the end the canary. */
async function typed(texts: readonly string[]): Promise<readonly string[]> {
	const path = join(temporaryFolder(), 'texts.json');
	writeFileSync(
		path,
		JSON.stringify(texts).replace(/[^ -~]/g, sign => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`),
	);
	const words = ['-NoProfile', '-NonInteractive', '-File', beside('type-lines.ps1'), beside('HostileCs.psm1'), path];
	const {stdout} = await promisify(execFile)(powershell ?? '', words, {maxBuffer: 64 * 1024 * 1024});
	return stdout.trimEnd().split(/\r?\n/);
}

describe.skipIf(!powershell)('a real PowerShell', () => {
	test('is told by a line what the call says, single values and lists, and evaluates nothing', {timeout: patienceMs}, async () => {
		const chance = createChance(5);
		const some = () => Array.from({length: 2 + chance(6)}, () => strings[chance(strings.length)] ?? '');
		const lists = Array.from({length: 800}, some);
		const lines = [
			...strings.map(text => [lineOf({Identity: text}), told(text)]),
			...strings.map(text => [lineOf({Identity: 'x', List: [text]}), told('x', text)]),
			...lists.map(list => [lineOf({List: list, Identity: list[0] ?? ''}), told(list[0] ?? '', ...list)]),
			...strings.slice(0, 500).map(text => [lineOf({Identity: {timeSpan: text}}), told(text)]),
			...strings.slice(0, 500).map(text => [lineOf({Identity: {secret: text}}), told(text)]),
			...strings.slice(0, 500).map(text => [lineOf({Identity: {secret: 'x', user: text}}), told(text)]),
		] as const;
		const said = await typed(lines.map(([line = '']) => line));
		expect(said.at(-1)).toBe('canary 0');
		expect(lines.flatMap(([line, wanted], at) => (said[at] === wanted ? [] : [{line, said: said[at]}]))).toEqual([]);
	});

	test('is told by numbers and by what is true what they are', {timeout: patienceMs}, async () => {
		const values: readonly (readonly [Value, string])[] = [
			[7, 'Int32 7'],
			[3.5, 'Double 3.5'],
			[1e21, 'Double 1E+21'],
			[[true, 'a', 1], 'Boolean True\0String a\0Int32 1'],
		];
		const said = await typed(values.map(([value]) => lineOf({Identity: value})));
		expect(said).toEqual([...values.map(([, wanted]) => sumOf(wanted)), 'canary 0']);
	});

	test('takes all that is copied at once as one command a line', {timeout: patienceMs}, async () => {
		const calls = strings.map(text => callWith({Identity: text, List: [text, 'x']}));
		const text = copied(calls);
		expect(text.split('\n')).toHaveLength(calls.length);
		const [said = '', canary] = await typed([text]);
		expect(canary).toBe('canary 0');
		const sums = said.split(' ');
		expect(sums).toHaveLength(calls.length);
		// What could steer a terminal is shown as a code, and is copied as it is shown.
		const lines = text.split('\n');
		const whole = strings.flatMap((each, at) => (lines[at] === lineOf({Identity: each, List: [each, 'x']}) ? [at] : []));
		expect(whole.length).toBeGreaterThan(500);
		expect(whole.filter(at => sums[at] !== told(strings[at] ?? '', strings[at] ?? '', 'x'))).toEqual([]);
	});

	test('is not led by a line that is too long to run what stands in the next one', {timeout: patienceMs}, async () => {
		const calls = [callWith({Identity: `'${'a'.repeat(5_000)}`}), callWith({Identity: "x'; Invoke-CsCanary #"}), callWith({Identity: 'y'})];
		expect(await typed([copied(calls)])).toEqual([`${told("x'; Invoke-CsCanary #")} ${told('y')}`, 'canary 0']);
	});

	test('has a canary that sings when it is run', {timeout: patienceMs}, async () => {
		expect((await typed(['Invoke-CsCanary'])).at(-1)).toBe('canary 1sang');
	});
});
