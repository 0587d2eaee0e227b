/**
 * Plays rehearsals with random faults and a random operator, one for each seed, and says which of them broke a promise. `npm test` plays
 * some; this plays as many as you like: `npm run simulate -- --runs 10000`, and one again: `npm run simulate -- --runs 1 --seed 77`.
 */
import {parseArgs} from 'node:util';
import {loadTypeScript} from './load-typescript.js';

const {runs, seed: first} = readOptions();
const {brokenPromises, outcomeOf, playSeed} = await loadTypeScript('test/simulation/simulate.ts');
const linesEvery = 500;
const outcomes = {};
let brokenSeeds = 0;
const began = performance.now();

for (let done = 1; done <= runs; done++) {
	const seed = first + done - 1;
	const broken = problemsOf(seed);
	if (broken.length > 0) brokenSeeds++;
	for (const what of broken) say(`seed ${seed}: ${what}`);
	if (done % linesEvery === 0 || done === runs) say(`${done} of ${runs} runs, ${brokenSeeds} broken; ${told(outcomes)}; ${seconds()} s`);
}
process.exitCode = brokenSeeds > 0 ? 1 : 0;

function problemsOf(seed) {
	try {
		const played = playSeed(seed);
		const broken = brokenPromises(played);
		const outcome = broken.some(what => what.startsWith('not over')) ? 'not over' : outcomeOf(played);
		outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
		return broken;
	} catch (error) {
		outcomes.thrown = (outcomes.thrown ?? 0) + 1;
		return [error.stack];
	}
}

function readOptions() {
	try {
		const {values} = parseArgs({options: {runs: {type: 'string', default: '1000'}, seed: {type: 'string', default: '1'}}});
		for (const [name, value] of Object.entries(values)) {
			if (!/^\d{1,9}$/.test(value) || (name === 'runs' && Number(value) === 0))
				throw new Error(`--${name} takes a whole number, not “${value}”`);
		}
		return {runs: Number(values.runs), seed: Number(values.seed)};
	} catch (error) {
		process.stderr.write(`${error.message}. For example: npm run simulate -- --runs 10000 --seed 1\n`);
		return process.exit(2);
	}
}

function told(counts) {
	return Object.entries(counts)
		.toSorted(([, a], [, b]) => b - a)
		.map(([outcome, count]) => `${outcome} ${count}`)
		.join(', ');
}

function seconds() {
	return ((performance.now() - began) / 1000).toFixed(0);
}

function say(line) {
	process.stdout.write(`${line}\n`);
}
