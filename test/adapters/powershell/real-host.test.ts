/** The host in a real PowerShell. Skipped where there is none. */
import {existsSync, mkdirSync, readFileSync} from 'node:fs';
import {delimiter, join} from 'node:path';
import {describe, expect, test} from 'vitest';
import {textProgram} from '../../../src/adapters/powershell/local-transport.js';
import {hostTexts} from '../../../src/adapters/powershell/ssh-transport.js';
import {keepsPromises} from './promises.js';
import {transcribed} from './transcript.js';
import {computer, hostScript, openWorld, powershell, sharedWorld, temporaryFolder, testModule} from './world.js';

describe.skipIf(!powershell)('a real PowerShell', () => {
	keepsPromises(sharedWorld({through: transcribed}));
});

describe.skipIf(!powershell)('a real PowerShell, beyond what is transcribed', () => {
	const world = sharedWorld();

	test('a preview shows its text and changes nothing', async () => {
		const call = world().read('Set-CsGuarded', {Identity: 'p1', WhatIf: true});
		expect(await call.end).toEqual({ok: true, output: null});
		expect(call.records.map(({text}) => text)).toEqual(['What if: Performing the operation "Move" on target "p1".']);
	});

	test('it says what the cmdlets take, and nothing of those that are not there', async () => {
		const described = await world().backend.describe(computer);
		if (!('cmdlets' in described)) throw new Error(JSON.stringify(described));
		const {cmdlets} = described;
		expect(cmdlets.map(({name}) => name)).not.toContain('Get-CsGone');
		const [set = []] = cmdlets.find(({name}) => name === 'Get-CsKind')?.sets ?? [];
		expect(set).toContainEqual({name: 'Kind', type: 'System.String', isMandatory: false, aliases: [], values: ['One', 'Two']});
		expect(set).toContainEqual(
			expect.objectContaining({name: 'Verbose', type: 'System.Management.Automation.SwitchParameter', aliases: ['vb']}),
		);
		const [echo = []] = cmdlets.find(({name}) => name === 'Get-CsEcho')?.sets ?? [];
		expect(echo).toContainEqual(expect.objectContaining({name: 'Value', isMandatory: true}));
	});

	test('it says who runs the cmdlets, and what time it is there', async () => {
		const before = Date.now();
		const account = await world().backend.account(computer);
		if ('failure' in account) throw new Error(JSON.stringify(account));
		expect(account.name).not.toBe('');
		expect(Date.parse(account.clock)).toBeGreaterThanOrEqual(before - 1);
		expect(Date.parse(account.clock)).toBeLessThanOrEqual(Date.now());
		if (process.platform !== 'win32') expect(account).toMatchObject({isElevated: null, groups: null, logon: ''});
	});

	test('what a cmdlet writes elsewhere never comes upon the channel', async () => {
		const {read, log} = world();
		const call = read('Get-CsStray');
		expect(await call.end).toEqual({ok: true, output: 'kept'});
		expect(await read('Get-CsEcho', {Value: 'still there'}).end).toEqual({ok: true, output: 'still there'});
		const everything = [...call.records.map(({text}) => text), ...log].join('\n');
		expect(everything).toContain('"kind":"ended"');
		expect(everything).toContain('stray error');
	});

	test.skipIf(process.platform === 'win32')('a program that a cmdlet starts takes nothing of what is said to the host', async () => {
		const {read} = world();
		const [first, second] = [read('Get-CsInput', {Program: '/bin/cat'}), read('Get-CsEcho', {Value: 'heard'})];
		expect(await first.end).toEqual({ok: true, output: 'the child ended'});
		expect(await second.end).toEqual({ok: true, output: 'heard'});
	});

	test('an output too large is no answer, one too long is cut, one too deep is said to be', async () => {
		const {read} = world();
		expect(await read('Get-CsLarge').end).toMatchObject({ok: false, reason: 'interrupted', errorId: 'OutputTooLarge,Switchback'});
		const long = await read('Get-CsLong').end;
		expect(long.ok && String(long.output).endsWith('x (cut: 134464 more characters)')).toBe(true);
		const deep = read('Get-CsEndless');
		expect(await deep.end).toMatchObject({ok: true});
		expect(deep.records).toEqual([
			{stream: 'information', text: 'Of an object of the output, 1 values were too deep, or could not be read.'},
		]);
	});

	test('progress comes at most ten times a second, the last one always, and no line is lost', async () => {
		const {read} = world();
		const moving = read('Get-CsProgress', {Count: 200});
		expect(await moving.end).toEqual({ok: true, output: 'over'});
		expect(moving.records.length).toBeLessThan(100);
		expect(moving.records.at(-1)).toEqual({stream: 'progress', text: 'Moving users: 200 of 200', percent: 100});
		const lines = read('Get-CsLines', {Count: 2_000});
		await lines.end;
		expect(lines.records.map(({text}) => text)).toEqual(Array.from({length: 2_000}, (_, index) => `line ${index + 1}`));
	});

	test('what is not on the list is not sent', async () => {
		const {asked} = world();
		const end = await asked({
			name: 'Invoke-Expression',
			parameters: {Command: '1'},
			changesState: false,
			timeoutMs: 1_000,
			runsOn: computer,
		}).end;
		expect(end).toMatchObject({reason: 'refused', errorId: 'NotAllowed,Switchback'});
	});

	test('the host itself runs only what is on its list and of the form of the product', async () => {
		const {asked} = openWorld({cmdlets: ['Invoke-Expression', 'Get-Process', 'Get-CsEcho']});
		for (const name of ['Invoke-Expression', 'Get-Process'] as const) {
			expect(await asked({name, parameters: {}, changesState: false, timeoutMs: 5_000, runsOn: computer}).end).toMatchObject({
				reason: 'refused',
				errorId: 'NotAllowed,Switchback',
			});
		}
	});

	test('a module that stands in for that of a farm is loaded where no real one is, and nothing is found beyond what comes with PowerShell', async () => {
		const {read} = openWorld({load: {standIn: testModule}, local: {environment: {PSModulePath: temporaryFolder()}}});
		const end = await read('Get-CsPlaces').end;
		const places = (end.ok ? String(end.output) : '').split(delimiter);
		expect(places).toHaveLength(1);
		expect(existsSync(join(String(places[0]), 'Microsoft.PowerShell.Utility'))).toBe(true);
	});

	test.each(['Lync', 'SkypeForBusiness'])('where the module %s of a farm can be found, no other one stands in for it', async name => {
		const place = temporaryFolder();
		mkdirSync(join(place, name));
		const local = {environment: {PSModulePath: [temporaryFolder(), place].join(delimiter)}};
		const refused = await openWorld({load: {standIn: testModule}, local}).change('Set-CsAtOnce').end;
		expect(refused).toMatchObject({reason: 'refused', errorId: 'HostNotOpened,Switchback'});
		expect(refused.ok ? '' : refused.message).toContain(join(place, name));
		expect(await openWorld({local}).read('Get-CsEcho', {Value: 'on a farm'}).end).toEqual({ok: true, output: 'on a farm'});
	});

	test.skipIf(process.platform === 'win32')('numbers and dates are the same in every language', async () => {
		const {read} = openWorld({local: {environment: {LC_ALL: 'de_DE.UTF-8'}}});
		expect(await read('Get-CsNumbers').end).toEqual({
			ok: true,
			// What a cmdlet makes a text of itself is its own.
			output: {Said: '1.234,5', Half: 1234.5, Date: '2026-11-21T03:04:05.000Z'},
		});
	});

	test('is started where script files are forbidden, and a program of a cmdlet finds nothing to read there', async () => {
		const {host: text} = hostTexts(name => readFileSync(hostScript.replace('host.ps1', name), 'utf8'));
		const {read} = openWorld({local: {program: textProgram(powershell ?? ''), text}});
		expect(await read('Get-CsEcho', {Value: 'by text'}).end).toEqual({ok: true, output: 'by text'});
		if (process.platform !== 'win32')
			expect(await read('Get-CsInput', {Program: '/bin/cat'}).end).toEqual({ok: true, output: 'the child ended'});
	});
});
