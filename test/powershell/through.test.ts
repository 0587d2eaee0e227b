/** Every bundled scenario played through a real PowerShell, by the live adapter and the generated module, gives the same journal. */
import {mkdirSync, mkdtempSync, rmSync, symlinkSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {expect, onTestFinished, test} from 'vitest';
import {products} from '../../scripts/stand-in/module-text.js';
import {bundledScenarios} from '../../src/adapters/mock/bundled.js';
import type {Way} from '../../src/commands/rehearsal.js';
import {wayThrough} from '../../src/commands/way-through.js';
import {playThrough, withoutItsOwn} from '../adapters/stand-in/through-play.js';
import {loadScenario, newHeader, play} from '../playing/play.js';
import {writeModule} from './binder-transcript.js';
import {powershell} from './find.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Some hundred calls, and a tenth of a second for each record of progress; on a busy machine more. */
const patienceMs = 10 * 60_000;

function wayThroughReal(): Way {
	const directory = mkdtempSync(join(tmpdir(), 'switchback-real-'));
	onTestFinished(() => rmSync(directory, {recursive: true, force: true}));
	const files = join(directory, 'product');
	mkdirSync(files);
	for (const product of products) writeModule(root, product, join(files, 'stand-in'));
	symlinkSync(join(root, 'src/adapters/powershell'), join(files, 'powershell'));
	return wayThrough({executable: powershell ?? ''}, join(directory, 'recordings'), files);
}

test.skipIf(!powershell).each(bundledScenarios.map(({name}) => name))(
	'%s played through the PowerShell that is here gives the same journal, entry for entry',
	{timeout: patienceMs},
	async name => {
		const direct = play({scenario: loadScenario(name)});
		const through = await playThrough(newHeader({scenario: loadScenario(name)}), wayThroughReal());
		expect(through.end).toEqual({end: 'sealed'});
		expect(withoutItsOwn(through.entries)).toEqual(withoutItsOwn(direct.entries));
	},
);
