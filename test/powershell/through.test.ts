/** Every bundled scenario played through a real PowerShell, by the live adapter and the generated module, gives the same journal. */

import {copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {expect, onTestFinished, test} from 'vitest';
import {products} from '../../scripts/stand-in/module-text.js';
import {bundledScenarios} from '../../src/adapters/mock/bundled.js';
import {hostParts} from '../../src/adapters/powershell/ssh-transport.js';
import type {Way} from '../../src/commands/rehearsal.js';
import {wayThrough} from '../../src/commands/way-through.js';
import {faultyScenarios, playThrough, withoutItsOwn} from '../adapters/stand-in/through-play.js';
import {isChange} from '../playing/kill-live.js';
import {loadScenario, newHeader, play} from '../playing/play.js';
import {writeModule} from './binder-transcript.js';
import {powershell} from './find.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Some hundred calls, and a tenth of a second for each record of progress; on a busy machine more. */
const patienceMs = 10 * 60_000;

function wayThroughReal(directory = newDirectory()): Way {
	const files = join(directory, 'product');
	mkdirSync(files);
	for (const product of products) writeModule(root, product, join(files, 'stand-in'));
	for (const part of ['host.ps1', ...hostParts]) copyFileSync(join(root, 'src/adapters/powershell', part), join(files, part));
	return wayThrough({executable: powershell ?? ''}, join(directory, 'recordings'), files);
}

function newDirectory(): string {
	const directory = mkdtempSync(join(tmpdir(), 'switchback-real-'));
	onTestFinished(() => rmSync(directory, {recursive: true, force: true}));
	return directory;
}

test.skipIf(!powershell).each([...bundledScenarios.map(({name}) => loadScenario(name)), ...faultyScenarios])(
	'$name played through the PowerShell that is here gives the same journal, entry for entry',
	{timeout: patienceMs},
	async scenario => {
		const direct = play({scenario});
		const through = await playThrough(newHeader({scenario}), wayThroughReal());
		expect(through.end).toEqual({end: 'sealed'});
		expect(withoutItsOwn(through.entries)).toEqual(withoutItsOwn(direct.entries));
	},
);

/** Processes whose command names a path of this test. */
const processesWith = (path: string): readonly number[] =>
	readdirSync('/proc')
		.filter(name => /^\d+$/.test(name))
		.filter(name => attempt(() => readFileSync(`/proc/${name}/cmdline`, 'utf8').includes(path)) ?? false)
		.map(Number);

function attempt<Result>(act: () => Result): Result | undefined {
	try {
		return act();
	} catch {
		return undefined;
	}
}

test.skipIf(!powershell || process.platform !== 'linux').each([
	{scenario: 'edge-next-hop', says: 'Activating the store', cmdlet: 'Invoke-CsManagementServerFailover'},
	{scenario: 'site-dark', says: 'Marking the routing groups', cmdlet: 'Invoke-CsPoolFailOver'},
])(
	'a PowerShell that is killed in the middle of $cmdlet leaves it unknown; it is looked for, and the session goes on',
	{timeout: patienceMs},
	async ({scenario, says, cmdlet}) => {
		const directory = newDirectory();
		let isKilled = false;
		const {end, entries} = await playThrough(newHeader({scenario: loadScenario(scenario)}), wayThroughReal(directory), entry => {
			if (isKilled || entry.kind !== 'stream' || !entry.text.startsWith(says)) return;
			isKilled = true;
			for (const pid of processesWith(directory)) process.kill(pid, 'SIGKILL');
		});
		expect(end).toEqual({end: 'sealed'});
		const lost = entries.find(entry => entry.kind === 'callEnded' && !entry.end.ok && entry.end.errorId === 'HostDied,Switchback');
		expect(lost).toMatchObject({end: {reason: 'outcomeUnknown'}});
		const call = lost?.kind === 'callEnded' ? lost.call : '';
		const next = entries.find(entry => entry.seq > (lost?.seq ?? 0) && entry.kind === 'callBegan');
		expect(next).toMatchObject({kind: 'callBegan', what: {fateOf: call}});
		const step = call.slice(0, call.lastIndexOf('/'));
		const [first, ...again] = entries.filter(entry => isChange(entry)).filter(each => each.call.startsWith(`${step}/`));
		expect(first).toMatchObject({call, what: {name: cmdlet}});
		// Where looking shows neither that it happened nor that it did not, it is called again only when the operator has said which.
		const saidSo = entries.filter(each => each.kind === 'decision' && each.step === step && each.choice === 'nothingHappened');
		expect(again.filter(({seq}, at) => (saidSo[at]?.seq ?? seq) >= seq)).toEqual([]);
		expect(entries.find(entry => entry.kind === 'stepEnded' && entry.step === step)).toMatchObject({end: {kind: 'done'}});
	},
);
