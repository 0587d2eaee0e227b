/** Where a policy of the domain forbids script files, the host is started without one. The policies of Windows are played to a real PowerShell. */
import {spawnSync} from 'node:child_process';
import {expect, test} from 'vitest';
import {hostStart} from '../../../src/adapters/powershell/local-transport.js';
import {forbidsFiles, lookAtPowerShell, policyQuestion} from '../../../src/adapters/powershell/look-at-powershell.js';
import {powershell} from './world.js';

/** As on a Windows with these policies. */
function asked(machine: string, user: string, language = 'FullLanguage'): unknown {
	const played = `$env:OS = 'Windows_NT'; function Get-ExecutionPolicy($Scope) { @{MachinePolicy = '${machine}'; UserPolicy = '${user}'}[$Scope] }`;
	const mode = `$ExecutionContext.SessionState.LanguageMode = '${language}'`;
	const words = ['-NoProfile', '-NonInteractive', '-Command', [played, mode, policyQuestion].join('; ')];
	const {stdout} = spawnSync(powershell ?? '', words, {encoding: 'utf8'});
	return JSON.parse(stdout);
}

test.skipIf(!powershell).each([
	['Undefined', 'Undefined', false],
	['AllSigned', 'Undefined', true],
	['Undefined', 'Restricted', true],
	['RemoteSigned', 'Restricted', false],
	['Restricted', 'Unrestricted', true],
])('with the policies %s and %s of the domain, files are forbidden: %s, in constrained language too', (machine, user, forbids) => {
	expect(asked(machine, user)).toEqual({forbidsFiles: forbids});
	expect(asked(machine, user, 'ConstrainedLanguage')).toEqual({forbidsFiles: forbids});
});

test.skipIf(!powershell || process.platform === 'win32')(
	'elsewhere than on Windows no policy forbids them, and nobody is asked',
	async () => {
		expect(await lookAtPowerShell([powershell ?? ''], process.env)).toMatchObject({forbidsFiles: false});
		const asks: string[] = [];
		expect(await forbidsFiles('/no/such/powershell', {}, {asks: executable => asks.push(executable)})).toBe(false);
		expect(asks).toEqual([]);
	},
);

test('a PowerShell that gives no answer is taken for one that runs files', async () => {
	expect(await forbidsFiles('/no/such/powershell', {}, {}, 'win32')).toBe(false);
});

test('a host is started by its file, and where that is forbidden by its text', () => {
	const host = {script: 'host.ps1', text: () => 'the text', forbidsFiles: false};
	expect(hostStart('powershell', host)).toEqual({program: expect.arrayContaining(['-File', 'host.ps1'])});
	const {program, text} = hostStart('powershell', {...host, forbidsFiles: true});
	expect(program).toContain('-EncodedCommand');
	expect(program.join(' ')).not.toContain('host.ps1');
	expect(text).toBe('the text');
});
