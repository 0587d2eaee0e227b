/** Which PowerShell a rehearsal goes through, and which it never does. */
import {chmodSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, onTestFinished, test} from 'vitest';
import {askOnce} from '../../../src/adapters/powershell/ask-once.js';
import {findPowerShell} from '../../../src/adapters/stand-in/find-powershell.js';
import {findForStandIn, findThrough} from '../../../src/commands/through.js';
import type {UsageProblem} from '../../../src/commands/usage-problem.js';

/** A program that answers so, whatever it is asked. */
function program(answer: string, exitCode = 0): string {
	const directory = mkdtempSync(join(tmpdir(), 'switchback-find-'));
	onTestFinished(() => rmSync(directory, {recursive: true, force: true}));
	const path = join(directory, 'pwsh');
	writeFileSync(path, `#!/bin/sh\ncat <<'END'\n${answer}\nEND\nexit ${exitCode}\n`);
	chmodSync(path, 0o755);
	return path;
}

const answer = (realModules: readonly string[]) => JSON.stringify({version: '7.6.5', realModules});
const deskWith = (SWITCHBACK_PWSH: string) =>
	({streams: {environment: {PATH: process.env.PATH, SWITCHBACK_PWSH}, onSignal: () => () => {}}, say: () => {}}) as never;
const problemOf = (found: Promise<unknown>): Promise<Partial<UsageProblem>> =>
	found.then(
		() => ({}),
		(error: UsageProblem) => ({problem: error.problem, exitCode: error.exitCode}),
	);

test.skipIf(process.platform === 'win32')('the first that answers is taken, whatever it prints before', async () => {
	const good = program(`A banner of the policy\n${answer([])}`);
	const names = [join(tmpdir(), 'not-there'), program('nonsense'), program(answer([]), 1), good];
	expect(await findPowerShell(names, process.env)).toEqual({executable: good, version: '7.6.5', realModules: []});
});

test.skipIf(process.platform === 'win32')('one that has the module of a real farm is refused, and nothing is started', async () => {
	const real = program(answer(['C:\\Program Files\\Common Files\\Skype for Business Server 2019\\Modules\\SkypeForBusiness.psd1']));
	expect(await problemOf(findThrough(deskWith(real), 'powershell'))).toMatchObject({problem: {id: 'cli.realModule'}, exitCode: 3});
});

test.skipIf(process.platform === 'win32')('one that never answers is given up, though what it started holds its streams', async () => {
	const path = program('');
	writeFileSync(path, '#!/bin/sh\ntrap "" TERM\nsleep 30 &\nwait\n');
	expect(await askOnce(path, '', process.env, {withinMs: 50})).toBeUndefined();
});

test('without one it is said, and without the option nobody looks for one', async () => {
	const none = deskWith(join(tmpdir(), 'not-there'));
	expect(await problemOf(findThrough(none, 'powershell'))).toMatchObject({problem: {id: 'cli.noPowerShell'}, exitCode: 3});
	expect(await problemOf(findThrough(none, 'ssh'))).toMatchObject({problem: {id: 'cli.through'}, exitCode: 2});
	expect(await findThrough(none, undefined)).toBeUndefined();
});

test.skipIf(process.platform === 'win32')('for the stand-in farm nobody is told to leave out what was not typed', async () => {
	const none = findForStandIn(deskWith(join(tmpdir(), 'not-there')));
	expect(await problemOf(none)).toMatchObject({problem: {id: 'cli.noPowerShellForFarm'}, exitCode: 3});
	const real = findForStandIn(deskWith(program(answer(['C:\\Modules\\Lync.psd1']))));
	expect(await problemOf(real)).toMatchObject({problem: {id: 'cli.realModuleForFarm'}, exitCode: 3});
});
