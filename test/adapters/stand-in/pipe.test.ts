/** The pipe of a rehearsal takes calls from what this session started, and from nobody else. */
import {mkdtempSync, rmSync} from 'node:fs';
import {connect} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {type ArrivedCall, openPipe} from '../../../src/adapters/stand-in/pipe.js';
import {lineOf} from '../../../src/adapters/stand-in/said.js';

let directory = '';
let address = '';
let arrived: ArrivedCall[] = [];
let pipe: {readonly close: () => void};

beforeEach(() => {
	directory = mkdtempSync(join(tmpdir(), 'switchback-pipe-'));
	address = join(directory, 'simulator');
	arrived = [];
	pipe = openPipe(address, {
		arrived(call, tell) {
			arrived.push(call);
			tell({kind: 'end'});
			return () => {};
		},
		computerWith: token => (token === 'known' ? 'fe11.contoso.com' : undefined),
		failed: error => {
			throw error;
		},
	});
});

afterEach(() => {
	pipe.close();
	rmSync(directory, {recursive: true, force: true});
});

/** What came back before the connection was closed, by either side. */
function send(...lines: readonly string[]): Promise<string> {
	const {promise, resolve} = Promise.withResolvers<string>();
	const socket = connect(address);
	let heard = '';
	socket.setEncoding('ascii').on('data', text => {
		heard += text;
		socket.end();
	});
	socket.on('error', () => {});
	socket.on('close', () => resolve(heard));
	socket.write(lines.map(line => `${line}\n`).join(''));
	return promise;
}

const request = (value: unknown) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value), 'utf16le').toString('base64');

test('a call with the token of a computer is one that runs there', async () => {
	expect(await send('known', request({cmdlet: 'Get-CsPool', parameters: {Identity: 'p.x'}}))).toBe(lineOf({kind: 'end'}));
	expect(arrived).toEqual([{computer: 'fe11.contoso.com', cmdlet: 'Get-CsPool', parameters: {Identity: 'p.x'}}]);
});

test.each([
	['a wrong token', ['guessed', request({cmdlet: 'Get-CsPool', parameters: {}})]],
	['no token', [request({cmdlet: 'Get-CsPool', parameters: {}})]],
	['no call', ['known', request('nonsense')]],
	['no cmdlet', ['known', request({parameters: {}})]],
	['no parameters', ['known', request({cmdlet: 'Get-CsPool'})]],
])('%s is sent away without a word', async (_, lines) => {
	expect(await send(...lines)).toBe('');
	expect(arrived).toEqual([]);
});

test('every text arrives as it is, half a surrogate pair too', async () => {
	const texts = ["it's", '\u2018\u2019\u201a\u201b', '$(exit)`;\n\0', '\ud800', '\udc00\ud800', '\u202e', '2013-11-20T10:15:02'];
	await send('known', request({cmdlet: 'Get-CsPool', parameters: {Identity: texts}}));
	expect(arrived[0]?.parameters.Identity).toEqual(texts);
});

test('what is said is ASCII, and no text looks like a date', () => {
	const line = lineOf({kind: 'output', value: {At: '2013-11-20T10:15:02', Name: 'caf\u00e9 \ud800', List: ['a', 1, null, true]}});
	expect(line).toMatch(/^[ -~]+\n$/);
	expect(JSON.parse(line)).toEqual({
		kind: 'output',
		value: {At: '=2013-11-20T10:15:02', Name: '=caf\u00e9 \ud800', List: ['=a', 1, null, true]},
	});
});
