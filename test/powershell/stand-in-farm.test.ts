/** The stand-in farm with the PowerShell that is here: its binder, its streams, its hosts, and the files in which they keep ends. */
import {copyFileSync, mkdirSync, readdirSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {expect, test} from 'vitest';
import {products} from '../../scripts/stand-in/module-text.js';
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

test.skipIf(!powershell)(
	'an engine that is killed in a change leaves it to this PowerShell, and the next one finds its end there',
	{timeout: patienceMs},
	async () => expectChangeIsFound(await killEngineInChange({executable, files: productFiles()})),
);
