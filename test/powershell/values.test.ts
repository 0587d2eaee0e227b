/** What is given to a cmdlet through a real PowerShell arrives as it is, and is never run, whatever it looks like. */
import {existsSync, mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {expect, onTestFinished, test} from 'vitest';
import {products} from '../../scripts/stand-in/module-text.js';
import {chance} from '../../src/adapters/mock/chance.js';
import {createPowerShellBackend} from '../../src/adapters/powershell/backend.js';
import {hostProgram, localTransport} from '../../src/adapters/powershell/local-transport.js';
import {type ArrivedCall, openPipe} from '../../src/adapters/stand-in/pipe.js';
import type {AskEnd} from '../../src/machines/ask.js';
import type {CmdletCall} from '../../src/machines/cmdlet.js';
import {writeModule} from './binder-transcript.js';
import {powershell} from './find.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const [lync] = products;

/** Sent, bound and forwarded: what came to the pipe, and the end. */
async function arrivedFrom(calls: readonly Pick<CmdletCall, 'name' | 'parameters'>[], directory: string) {
	const arrived: ArrivedCall[] = [];
	const address = join(directory, 'simulator');
	const pipe = openPipe(address, {
		arrived(call, tell) {
			arrived.push(call);
			tell({kind: 'end'});
			return () => {};
		},
		computerWith: token => token,
		failed: error => {
			throw error;
		},
	});
	let hosts = 0;
	const backend = createPowerShellBackend({
		session: 'values',
		transportTo: computer =>
			localTransport({
				program: hostProgram(powershell ?? '', join(root, 'src/adapters/powershell/host.ps1')),
				place: () => ({address: join(directory, `host-${hosts++}`), release: () => {}}),
				environment: {SWITCHBACK_SIMULATOR: address, SWITCHBACK_SIMULATOR_TOKEN: computer},
			}),
		load: {standIn: writeModule(root, lync as (typeof products)[number], directory)},
		module: 'Lync',
		cmdlets: ['Move-CsUser', 'Get-CsPool', 'Set-CsSite'],
		endsIn: join(directory, 'ends'),
		probe: () => Promise.reject(new Error('Nothing is probed here')),
		now: () => 0,
	});
	const ends: AskEnd[] = [];
	try {
		for (const [i, call] of calls.entries()) {
			const what: CmdletCall = {...call, changesState: false, timeoutMs: 300_000, runsOn: 'fe11.contoso.com'};
			ends.push(await new Promise<AskEnd>(ended => void backend.ask(`call${i}`, what, {stream: () => {}, ended})));
		}
		return {arrived, ends};
	} finally {
		backend.close();
		pipe.close();
	}
}

const signs = [
	...'\'"`$();{}[]@#|&<>,=-%\\/\n\r\t\0 \u0007\u001b\u007f\u0085\u00a0\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u2028\u2029\u202e\u200f\ufeff\ufffe',
	...['\u{1f600}', 'caf\u00e9', '$env:PATH', '$(exit 1)', '`u{41}', '%COMSPEC%', '2013-11-20T10:15:02', '\\/Date(0)\\/', '--%'],
];

/** Of a seed: so many signs that mean something to PowerShell, to JSON or to a terminal. Half a surrogate pair is refused before. */
const hostile = (n: number, canary: string): string =>
	Array.from({length: 1 + (n % 9)}, (_, i) => signs[Math.floor(chance(1, 'hostile', String(n), String(i)) * signs.length)]).join('') +
	(n % 5 === 0 ? `'; New-Item '${canary}'; '$(New-Item "${canary}")` : '');

test.skipIf(!powershell)('10,000 hostile texts arrive as they are, and none is run', {timeout: 600_000}, async () => {
	const directory = mkdtempSync(join(tmpdir(), 'switchback-values-'));
	onTestFinished(() => rmSync(directory, {recursive: true, force: true}));
	const canary = join(directory, 'canary');
	const texts = Array.from({length: 10_000}, (_, n) => hostile(n, canary));
	const long = '\u2019$x'.repeat(330_000).slice(0, 300_000);
	const calls: readonly Pick<CmdletCall, 'name' | 'parameters'>[] = [
		{name: 'Move-CsUser', parameters: {Identity: 'a', Target: 'a.b', Confirm: false, AccessTokens: texts}},
		{name: 'Get-CsPool', parameters: {Identity: long}},
		...texts.slice(0, 40).map(text => ({name: 'Get-CsPool' as const, parameters: {Filter: text}})),
	];
	const {arrived, ends} = await arrivedFrom(calls, directory);
	expect(ends.filter(({ok}) => !ok)).toEqual([]);
	expect(arrived.map(({parameters}) => parameters.AccessTokens ?? parameters.Identity ?? parameters.Filter)).toEqual([
		texts,
		long,
		...texts.slice(0, 40),
	]);
	expect(existsSync(canary)).toBe(false);
});
