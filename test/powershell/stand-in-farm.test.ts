/** The stand-in farm with the PowerShell that is here: its binder, its streams, its hosts, and the files in which they keep ends. */
import {copyFileSync, mkdirSync, readdirSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {expect, test} from 'vitest';
import {products} from '../../scripts/stand-in/module-text.js';
import type {JournalEntry} from '../../src/machines/journal/journal-entry.js';
import {openSshServer, sshd} from '../adapters/powershell/ssh-server.js';
import {expectChangeIsFound, killEngineInChange} from '../playing/kill-live.js';
import {changesIn, play} from '../playing/play.js';
import {newDirectory, playLive, repairedSoon} from '../playing/play-live.js';
import {writeModule} from './binder-transcript.js';
import {powershell} from './find.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const patienceMs = 10 * 60_000;
const executable = powershell ?? '';

/** What the build puts beside the bundle. */
function productFiles(): string {
	const files = join(newDirectory(), 'product');
	mkdirSync(files);
	for (const product of products) writeModule(root, product, join(files, 'stand-in'));
	const scripts = join(root, 'src/adapters/powershell');
	for (const name of readdirSync(scripts).filter(each => each.endsWith('.ps1'))) copyFileSync(join(scripts, name), join(files, name));
	return files;
}

test.skipIf(!powershell).each(['site-dark', 'edge-next-hop'])(
	'%s is played live through the PowerShell that is here, to the failback, with the cmdlets that its rehearsal runs',
	{timeout: patienceMs},
	async name => {
		const scenario = repairedSoon(name);
		const {end, entries, truth} = await playLive({scenario, executable, files: productFiles(), rate: 100});
		expect(end).toEqual({end: 'sealed'});
		expect(entries.at(-1)).toMatchObject({kind: 'sealed', outcome: 'done'});
		expect(changesIn(entries)).toEqual(changesIn(play({scenario}).entries));
		expect(truth.left).toEqual([]);
	},
);

test.skipIf(!powershell || !sshd)(
	'site-dark is played live with every PowerShell behind an OpenSSH server, a link that is cut in the middle of a change included',
	{timeout: patienceMs},
	async () => {
		const {everyName: ssh, cutLinks} = await openSshServer(newDirectory());
		let cut = '';
		const heard = (entry: JournalEntry) => {
			if (cut !== '' || entry.kind !== 'callBegan' || !('name' in entry.what) || entry.what.name !== 'Invoke-CsPoolFailOver') return;
			cut = entry.call;
			setImmediate(cutLinks);
		};
		const {end, entries, truth} = await playLive({
			scenario: repairedSoon('site-dark'),
			executable,
			files: productFiles(),
			rate: 100,
			ssh,
			heard,
		});
		expect(end).toEqual({end: 'sealed'});
		expect(entries.at(-1)).toMatchObject({kind: 'sealed', outcome: 'done'});
		expect(truth.left).toEqual([]);
		const ended = entries.find(entry => entry.kind === 'callEnded' && entry.call === cut);
		expect(ended).toMatchObject({end: {ok: false, reason: 'outcomeUnknown'}});
		const ways = entries.flatMap(entry => (entry.kind === 'engine' && entry.message.id === 'log.opening' ? [entry.message.args?.way] : []));
		expect(new Set(ways)).toEqual(new Set(['ssh']));
	},
);

test.skipIf(!powershell).each([
	{scenario: 'edge-next-hop', cmdlet: 'Invoke-CsManagementServerFailover'},
	{scenario: 'site-dark', cmdlet: 'Invoke-CsPoolFailOver'},
] as const)(
	'an engine that is killed in $cmdlet leaves it to this PowerShell, and the next one finds its end there',
	{timeout: patienceMs},
	async killedIn => expectChangeIsFound(await killEngineInChange({executable, files: productFiles()}, killedIn)),
);
