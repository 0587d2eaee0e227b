/** The adapter without PowerShell: over a host that says what a real one said, and over ones that misbehave, each in its own way. */
import {readFileSync} from 'node:fs';
import {createConnection} from 'node:net';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {describe, expect, test} from 'vitest';
import {localTransport} from '../../../src/adapters/powershell/local-transport.js';
import {hostParts} from '../../../src/adapters/powershell/ssh-transport.js';
import type {FateEnd} from '../../../src/machines/ask.js';
import {keepsPromises} from './promises.js';
import {fingerprint, type Header, type Line, transcriptPath} from './transcript.js';
import {computer, hostScript, openWorld, secretText, sharedWorld, type WorldOptions} from './world.js';

const standIn = fileURLToPath(new URL('stand-in.mjs', import.meta.url));
const standingIn = (...words: string[]) => ({program: [process.execPath, standIn, ...words] as [string, ...string[]]});
const misbehaving = (how: string, options: WorldOptions = {}) => openWorld({local: standingIn(how), ...options});

describe('a host that says what a real one said', () => {
	keepsPromises(sharedWorld({local: standingIn('replay', transcriptPath)}));
});

describe.skipIf(process.env.SWITCHBACK_TRANSCRIBE)('the transcript', () => {
	const [header, ...lines] = readFileSync(transcriptPath, 'utf8').trimEnd().split('\n');

	test('is of the host that is shipped: after a change of it, SWITCHBACK_TRANSCRIBE=1 npm run test:powershell writes it anew', () => {
		expect((JSON.parse(header ?? '') as Header).fingerprint).toBe(fingerprint());
	});

	test('holds nothing of the machine that it comes from', () => {
		expect(lines.filter(line => /\/(?:tmp|home|root|work|Users)\b|\\\\Users/i.test(line))).toEqual([]);
		expect(lines.map(line => (JSON.parse(line) as Line).line.token).filter(token => token !== undefined)).toEqual(['token']);
	});

	test('holds no secret, in no spelling of JSON', () => {
		const spelt = JSON.stringify(secretText).replace(/[^ -~]/g, sign => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);
		expect(lines.join('')).not.toContain('sesame');
		expect(lines.join('')).not.toContain(spelt.slice(1, -1));
		expect(lines.join('')).toContain('"=(secret)"');
	});

	test('is ASCII, as the channel is', () => {
		expect(lines.join('')).toMatch(/^[ -~]*$/);
	});
});

test.each(['host.ps1', ...hostParts])('%s is ASCII: Windows PowerShell reads a script without a mark as ANSI', name => {
	expect(readFileSync(hostScript.replace('host.ps1', name), 'utf8')).toMatch(/^[\n -~]*$/);
});

describe('what cmdlets take', () => {
	test('is what the host says of them', async () => {
		expect(await misbehaving('describes').backend.describe(computer)).toMatchObject({
			cmdlets: [{name: 'Get-CsKind', module: 'TestCs', sets: [[{name: 'Kind', isMandatory: true, values: ['One']}], []]}],
		});
	});

	test.each([
		['dies before it describes', 'HostDied,Switchback'],
		['cannot open', 'HostNotOpened,Switchback'],
	])('is not known of a host that %s', async (how, errorId) => {
		expect(await misbehaving(how).backend.describe(computer)).toMatchObject({failure: {ok: false, errorId}});
	});
});

describe('a host that', () => {
	test.each([
		['dies at once', 'HostNotStarted,Switchback', 'the policy says no'],
		['constrained', 'HostConstrained,Switchback', 'constrained language'],
		['cannot open', 'HostNotOpened,Switchback', 'No such module.'],
		['does not know the token', 'HostNotStarted,Switchback', 'It ended with the code 0.'],
		['says nothing', 'HostNotStarted,Switchback', 'It took more than'],
	])('%s was never asked anything', async (how, errorId, what) => {
		const patience = {openMs: what.startsWith('It took') ? 1_000 : 60_000};
		const end = await misbehaving(how, {patience}).change('Set-CsAtOnce').end;
		expect(end).toMatchObject({ok: false, reason: 'refused', errorId});
		expect(end.ok ? '' : end.message).toContain(what);
		expect(end.ok ? '' : end.message).toContain('Nothing was sent to it.');
	});

	test('is not there at all is said so', async () => {
		const {change} = openWorld({local: {program: ['/no/such/powershell']}});
		expect(await change('Set-CsAtOnce').end).toMatchObject({reason: 'notFound', errorId: 'HostNotFound,Switchback'});
	});

	test.each([
		['closes half-way', 'HostClosed,Switchback'],
		['dies', 'HostDied,Switchback'],
		['dies before it begins', 'HostDied,Switchback'],
		['goes silent', 'HostSilent,Switchback'],
		['never stops', 'HostDisobedient,Switchback'],
		['floods', 'HostFlooded,Switchback'],
		['says binary', 'HostGarbage,Switchback'],
		['says what is no line of ours', 'HostGarbage,Switchback'],
		['leaves a line out', 'HostGarbage,Switchback'],
	])('%s leaves a change unknown, and a read without an answer', async (how, errorId) => {
		const patience = {pingMs: 20, silentMs: 1_500, stopMs: 50};
		const timeoutMs = how === 'never stops' ? 50 : 60_000;
		// `closes half-way` ends as its process does.
		const ids = how === 'closes half-way' ? [errorId, 'HostDied,Switchback'] : [errorId];
		const changed = await misbehaving(how, {patience}).change('Set-CsAtOnce', {}, {timeoutMs}).end;
		expect(changed).toMatchObject({ok: false, reason: 'outcomeUnknown', errorId: expect.toBeOneOf(ids)});
		const read = await misbehaving(how, {patience}).read('Get-CsEcho', {}, {timeoutMs}).end;
		expect(read).toMatchObject({ok: false, reason: 'interrupted', errorId: expect.toBeOneOf(ids)});
	});

	test('dies says its last words, and what waited behind was never sent', async () => {
		const {change, read} = misbehaving('dies');
		const [first, second] = [change('Set-CsAtOnce'), read('Get-CsEcho')];
		const [lost, waited] = [await first.end, await second.end];
		expect(lost.ok ? '' : lost.message).toBe('fe01.contoso.test: Its PowerShell ended. It ended with the code 9. out of memory.');
		expect(waited).toMatchObject({reason: 'refused', errorId: 'HostDied,Switchback'});
	});

	test('is lost is not used again', async () => {
		const {read, log} = misbehaving('dies');
		await read('Get-CsEcho').end;
		await read('Get-CsEcho').end;
		expect(log.filter(line => line.startsWith('PowerShell '))).toHaveLength(2);
	});

	test.each(['ends twice', 'ends another call'])('%s is believed once, for its own call', async how => {
		const {change, read} = misbehaving(how);
		expect(await change('Set-CsAtOnce').end).toEqual({ok: true, output: null});
		expect(await read('Get-CsEcho').end).toEqual({ok: true, output: null});
	});

	test('talks beside the channel is heard in the log, line by line and bounded', async () => {
		const world = misbehaving('talks beside the channel');
		const call = world.read('Get-CsEcho');
		expect(await call.end).toEqual({ok: true, output: null});
		// Two ways, no order between them: what comes after the end is nobody's, and is kept all the same.
		const texts = () => [...call.records.map(({text}) => text), ...world.log];
		if (!texts().includes('last line')) await world.logged('last line');
		expect(Math.max(...texts().map(text => text.length))).toBeLessThanOrEqual(64 * 1024);
		const [first = ''] = texts().filter(text => text.startsWith('y'));
		expect(first).toMatch(/^y{16384} \(cut: \d+ more characters\)$/);
	});

	test('puts out more than is kept says so, once, where a change came to its end; of a read it is no answer', async () => {
		const {change, read} = misbehaving('puts out too much');
		const changed = change('Set-CsAtOnce');
		expect(await changed.end).toMatchObject({ok: true});
		expect(changed.records).toEqual([{stream: 'warning', text: expect.stringContaining('its output was left out')}]);
		expect(await read('Get-CsEcho').end).toMatchObject({ok: false, errorId: 'OutputTooLarge,Switchback'});
	});

	test('left half an end behind is known to run no more, and one that cannot be read may run', async () => {
		const fate = async (how: string) => ((await misbehaving(how).asked({fateOf: 'c1', runsOn: computer}).end) as FateEnd).output;
		expect(await fate('left half an end')).toEqual({fate: 'gone'});
		expect(await fate('cannot read')).toEqual({fate: 'silent'});
	});

	test('does not come says nothing of a change', async () => {
		const {asked} = misbehaving('dies at once');
		expect(((await asked({fateOf: 'c1', runsOn: computer}).end) as FateEnd).output).toEqual({fate: 'silent'});
	});
});

describe('what is asked', () => {
	test('and stopped before it began, did nothing', async () => {
		const {change} = misbehaving('never stops');
		const call = change('Set-CsAtOnce');
		call.stop();
		expect(await call.end).toMatchObject({reason: 'refused', errorId: 'PipelineStopped'});
	});

	test('of the network goes no way through PowerShell', async () => {
		const {asked} = openWorld({local: {program: ['/no/such/powershell']}});
		expect(await asked({probe: 'tcp', to: 'fe01.contoso.test', port: 5061}).end).toEqual({ok: true, output: 'open'});
	});

	test('has to be a value that can be sent', async () => {
		const {read} = misbehaving('well');
		expect(await read('Get-CsEcho', {Value: {secret: 'unknown'}}).end).toMatchObject({reason: 'refused', errorId: 'NoSecret,Switchback'});
		expect(await read('Get-CsEcho', {Value: Number.NaN}).end).toMatchObject({reason: 'refused', errorId: 'NoValue,Switchback'});
		expect(await read('Get-CsEcho', {Value: 'x'.repeat(2_000_000)}).end).toMatchObject({reason: 'refused', errorId: 'TooLong,Switchback'});
	});
});

test('whoever else finds the channel is sent away, and the host is still awaited', async () => {
	const folder = openWorld().folder;
	const address = join(folder, 'found');
	const lines: string[] = [];
	const heard = Promise.withResolvers<void>();
	const transport = localTransport({
		program: [process.execPath, '-e', `setTimeout(() => import(${JSON.stringify(standIn)}), 300)`, 'well'],
		place: () => ({address, release: () => {}}),
	});
	const connection = transport({
		line(line) {
			lines.push(line);
			heard.resolve();
		},
		stray: () => {},
		ended: () => {},
	});
	await new Promise<void>(resolve => {
		const knock = () => {
			const stranger = createConnection(address);
			stranger.on('connect', () => stranger.write('{"n":1,"kind":"hello","token":"x","pid":1,"version":"1","edition":"x"}\n'));
			stranger.on('close', hadError => (hadError ? setImmediate(knock) : resolve()));
			stranger.on('error', () => {});
		};
		knock();
	});
	await heard.promise;
	expect(lines[0]).toContain('Desktop');
	connection.kill();
});
