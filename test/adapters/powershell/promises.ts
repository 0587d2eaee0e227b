/** What a host promises of calls, streams, errors and values: kept by a real PowerShell, and by what was written down of one. */
import {hash} from 'node:crypto';
import {expect, test} from 'vitest';
import type {FateEnd} from '../../../src/machines/ask.js';
import {computer, secretText, type World} from './world.js';

/** Declares the tests. They are transcribed in this order. */
export function keepsPromises(world: () => World): void {
	test('binds values as what they are', async () => {
		const {read} = world();
		const {end} = read('Get-CsBound', {Span: {timeSpan: '01:30:00'}, Number: 7, List: ['a', 'b'], Flag: true, Nothing: null});
		expect(await end).toEqual({ok: true, output: '01:30:00|7|a+b|2|True|True'});
	});

	test('a secret arrives as one, with a user as a credential, and is not readable on its way back', async () => {
		const sum = hash('sha256', Buffer.from(secretText, 'utf16le'));
		const {read} = world();
		expect(await read('Get-CsSecret', {Secret: {secret: 'known'}}).end).toEqual({ok: true, output: ['(secret)', sum]});
		const credential = {secret: 'known', user: 'CONTOSO\\karin'};
		expect(await read('Get-CsSecret', {Credential: credential}).end).toEqual({ok: true, output: ['CONTOSO\\karin', '(secret)', sum]});
	});

	test('a secret that nobody typed is not sent, and neither is the call', async () => {
		const end = await world().read('Get-CsSecret', {Secret: {secret: 'unknown'}}).end;
		expect(end).toMatchObject({reason: 'refused', errorId: 'NoSecret,Switchback'});
	});

	test('says what every stream said, in that order', async () => {
		const {read} = world();
		const call = read('Get-CsStreams');
		expect(await call.end).toMatchObject({ok: false, errorId: 'Eighth,Get-CsStreams', message: 'eight'});
		expect(call.records.map(({stream, text}) => `${stream} ${text}`)).toEqual([
			'verbose one',
			'warning two',
			'verbose four',
			'information five',
			'progress Moving: six',
			'verbose seven',
			'error eight',
			'verbose nine',
		]);
	});

	test.each([
		['a parameter that is none', 'Get-CsEcho', {Foo: 'x'}, 'NamedParameterNotFound,Get-CsEcho'],
		['a mandatory parameter that is missing', 'Get-CsEcho', {}, 'MissingMandatoryParameter,Get-CsEcho'],
		['a value that is none of a set', 'Get-CsKind', {Kind: 'Three'}, 'ParameterArgumentValidationError,Get-CsKind'],
		['a value of the wrong type', 'Get-CsKind', {Number: 'x'}, 'ParameterArgumentTransformationError,Get-CsKind'],
		['a cmdlet that the module has not', 'Get-CsGone', {}, 'CommandNotFoundException'],
		['an error that ends it', 'Get-CsRefused', {}, 'NotNow,Get-CsRefused'],
		['something thrown', 'Get-CsThrown', {}, 'boom'],
		['an error in the middle', 'Get-CsPartly', {}, 'Half,Get-CsPartly'],
	] as const)('refuses %s, by the id of the error', async (_, name, parameters, errorId) => {
		const {read} = world();
		expect(await read(name, parameters).end).toMatchObject({ok: false, reason: 'refused', errorId});
	});

	knowsDenials(world);

	test('what lies behind an error is said with it, and what it is about', async () => {
		const call = world().read('Get-CsBehind');
		const words =
			'The operation failed. Because: The store of pool7 does not answer. Because: A connection was refused. (ResourceUnavailable, fe71)';
		expect(await call.end).toMatchObject({errorId: 'Failed,Get-CsBehind', message: words});
		expect(call.records).toEqual([{stream: 'error', text: words}]);
		expect(await world().read('Get-CsRefused').end).toMatchObject({message: 'Not now. Because: inside. (ResourceBusy, pool1)'});
	});

	test('an error that the cmdlet caught is none', async () => {
		expect(await world().read('Get-CsCaught').end).toEqual({ok: true, output: 'fine'});
	});

	test('a change that came to its end over an error is unknown', async () => {
		expect(await world().change('Set-CsPartly').end).toMatchObject({reason: 'outcomeUnknown', errorId: 'Half,Set-CsPartly'});
	});

	test.each(['exit', 'break', 'continue'])('a read that leaves itself by “%s” is no empty answer', async word => {
		const end = await world().read('Get-CsLeft', {Word: word}).end;
		expect(end).toMatchObject({ok: false, reason: 'interrupted', errorId: 'CmdletLeft,Switchback'});
		expect(end.ok ? '' : end.message).toContain(`“${word}”`);
	});

	test('a change that ends itself is unknown, its computer says the same, and the next one is taken', async () => {
		const {asked, read} = world();
		const change = {name: 'Set-CsLeft', parameters: {}, changesState: true, timeoutMs: 60_000, runsOn: computer} as const;
		const end = {ok: false, reason: 'outcomeUnknown', errorId: 'CmdletLeft,Switchback'};
		expect(await asked(change, 'left').end).toMatchObject(end);
		expect(((await asked({fateOf: 'left', runsOn: computer}).end) as FateEnd).output).toMatchObject({fate: 'ended', end});
		expect(await read('Get-CsEcho', {Value: 'still there'}).end).toEqual({ok: true, output: 'still there'});
	});

	test.each([
		['Read-Host in a read', 'Get-CsAsking', false, 'refused', 'Read-Host'],
		['Read-Host in a change', 'Set-CsAsking', true, 'outcomeUnknown', 'Read-Host'],
		['Get-Credential', 'Get-CsCredential', false, 'refused', 'Get-Credential'],
		['ShouldProcess', 'Set-CsGuarded', true, 'refused', 'ShouldProcess'],
	] as const)('%s neither waits nor ends well, and is said', async (_, name, changes, reason, what) => {
		const {read, change} = world();
		const end = await (changes ? change : read)(name).end;
		expect(end).toMatchObject({ok: false, reason});
		expect(end.ok ? '' : end.message).toContain(what);
	});

	test('a confirmation that was decided is not asked for', async () => {
		expect(await world().change('Set-CsGuarded', {Identity: 'p1', Confirm: false}).end).toEqual({ok: true, output: 'moved'});
	});

	test('makes plain values of objects, whatever they are', async () => {
		expect(await world().read('Get-CsShapes').end).toEqual({
			ok: true,
			output: [
				{Name: 'cycle', Inner: {Name: 'inner', Deeper: {Name: 'deeper'}}, Itself: null, Broken: null, Made: 42},
				{
					Version: '6.0.9319.0',
					Span: '1.02:03:04',
					Date: '2026-11-21T03:04:05.000Z',
					Half: 0.5,
					Million: 1_234_567,
					Large: '9223372036854775807',
					Money: 1.1,
					None: 'NaN',
					Day: 'Monday',
					One: [1],
					Empty: [],
					Table: {a: 1},
					Guid: '00000000-0000-0000-0000-000000000001',
					Yes: true,
					Nothing: null,
					Signs: '\u2018\0\ud800"\\',
				},
			],
		});
	});

	test('a cmdlet knows neither the channel nor its token, and loads no module by itself', async () => {
		expect(await world().read('Get-CsPreference').end).toEqual({ok: true, output: '|None'});
	});

	test('what is asked at the same time is answered one after the other', async () => {
		const {read} = world();
		const values = ['a', 'b', 'c', 'd', 'e'];
		const ends = await Promise.all(values.map(Value => read('Get-CsEcho', {Value}).end));
		expect(ends).toEqual(values.map(output => ({ok: true, output})));
	});

	test('a cmdlet that is asked to stop stops, and the next one is taken', async () => {
		const {read} = world();
		const call = read('Get-CsSleep');
		await call.said('sleeping');
		call.stop();
		expect(await call.end).toEqual({
			ok: false,
			reason: 'interrupted',
			errorId: 'PipelineStopped',
			message: 'The pipeline has been stopped.',
		});
		expect(await read('Get-CsEcho', {Value: 'next'}).end).toEqual({ok: true, output: 'next'});
	});

	test('what became of a change is found, and it is not made again', async () => {
		const {asked} = world();
		const change = {name: 'Set-CsAtOnce', parameters: {}, changesState: true, timeoutMs: 60_000, runsOn: computer} as const;
		const fate = async (call: string) => ((await asked({fateOf: call, runsOn: computer}).end) as FateEnd).output;
		expect(await fate('once')).toEqual({fate: 'gone'});
		expect(await asked(change, 'once').end).toEqual({ok: true, output: null});
		expect(await fate('once')).toEqual({fate: 'ended', end: {ok: true, output: null}});
		expect(await asked(change, 'once').end).toMatchObject({reason: 'outcomeUnknown', errorId: 'BegunBefore,Switchback'});
	});
}

/** What keeps a change from being sent once more through the same logon. */
export function knowsDenials(world: () => World): void {
	test('a denial of what lies behind the computer is known as one, wherever it stands in the error', async () => {
		expect(await world().read('Get-CsDenied').end).toMatchObject({
			ok: false,
			reason: 'refused',
			message: 'No. Because: Access is denied.',
			isDenied: true,
		});
		expect(await world().read('Get-CsThrown').end).not.toHaveProperty('isDenied');
	});

	test.each([
		['Authentication', true],
		['COM', true],
		['System.DirectoryServices.DirectoryServicesCOMException', true],
		['System.DirectoryServices.ActiveDirectory.ActiveDirectoryOperationException', true],
		['OtherCOM', false],
		['Certificate', false],
	])('behind an error, %s is a denial: %s', async (By, isDenied) => {
		const end = await world().read('Get-CsDenied', {By}).end;
		expect(!end.ok && (end.isDenied ?? false)).toBe(isDenied);
	});
}
