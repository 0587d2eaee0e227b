/**
 * Kills the real process of the engine at random moments, goes on with the session and finishes it, and says what was wrong with what came
 * after. `npm test` does ten; this does as many as you like, up to three in one session: `npm run soak -- --sessions 500 --seed 1`.
 */
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {parseArgs} from 'node:util';
import './build.js';
import {loadTypeScript} from './load-typescript.js';

const {sessions, seed: first} = readOptions();
const {playKilled, undisturbed} = await loadTypeScript('test/resume/killed.ts');
const {drillOf, scenarios} = await loadTypeScript('test/resume/sweep.ts');
const linesEvery = 20;
const mostKills = 3;
const plain = scenarios.map(scenario => ({scenario, ...undisturbed(drillOf({scenario}))}));
const began = performance.now();
let kills = 0;
let lost = 0;
let broken = 0;

for (let done = 1; done <= sessions; done++) {
	const seed = first + done - 1;
	const {scenario, ...drill} = plain[seed % plain.length];
	const played = await killIn({...drill, seed, kills: 1 + (seed % mostKills)});
	kills += played.kills;
	lost += played.lost.length;
	if (played.problems.length > 0) broken++;
	for (const problem of played.problems) say(`seed ${seed}, ${scenario}: ${problem}`);
	if (done % linesEvery === 0 || done === sessions)
		say(`${done} of ${sessions} sessions, ${kills} kills, ${lost} in the middle of a change, ${broken} broken; ${seconds()} s`);
}
process.exitCode = broken > 0 ? 1 : 0;

async function killIn(options) {
	const home = await mkdtemp(join(tmpdir(), 'switchback-soak-'));
	try {
		return await playKilled({...options, home});
	} catch (error) {
		return {kills: 0, lost: [], problems: [error.stack]};
	} finally {
		await rm(home, {recursive: true, force: true, maxRetries: 3});
	}
}

function readOptions() {
	try {
		const {values} = parseArgs({options: {sessions: {type: 'string', default: '300'}, seed: {type: 'string', default: '1'}}});
		for (const [name, value] of Object.entries(values))
			if (!/^[1-9]\d{0,8}$/.test(value)) throw new Error(`--${name} takes a whole number from 1, not “${value}”`);
		return {sessions: Number(values.sessions), seed: Number(values.seed)};
	} catch (error) {
		process.stderr.write(`${error.message}. For example: npm run soak -- --sessions 300 --seed 1\n`);
		return process.exit(2);
	}
}

function seconds() {
	return ((performance.now() - began) / 1000).toFixed(0);
}

function say(line) {
	process.stdout.write(`${line}\n`);
}
