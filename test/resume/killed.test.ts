/**
 * The real process of the engine is killed at ten moments, and each time the session is gone on with and finished: nothing is lost, and
 * no change is called twice unless looking, or the operator in writing, said that nothing had happened. `npm run soak` does hundreds.
 */
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {beforeAll, expect, test} from 'vitest';
import {buildConsole} from '../console/terminal.js';
import {playKilled, undisturbed} from './killed.js';
import {drillOf} from './sweep.js';

beforeAll(buildConsole);

const plain = undisturbed(drillOf());

test.concurrent.for([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])(
	'an engine that is killed at moment %i is followed by one that finishes',
	async (seed, {onTestFinished}) => {
		const home = mkdtempSync(join(tmpdir(), 'switchback-'));
		onTestFinished(() => rmSync(home, {recursive: true, force: true, maxRetries: 3}));
		const {problems} = await playKilled({...plain, seed, home});
		expect(problems).toEqual([]);
	},
);
