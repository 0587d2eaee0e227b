/**
 * Lets the engine die around every entry of every drill, goes on, and says what was wrong with what came after. `npm test` does some;
 * this does them all, and as many pairs of crashes as you like: `npm run crash -- --pairs 1000`, or one drill only:
 * `npm run crash -- --deployment se-pair --scenario cms-blank --seed 7`.
 */
import {parseArgs} from 'node:util';
import {loadTypeScript} from './load-typescript.js';

const {deployment, scenario, seed, pairs} = readOptions();
const sweep = await loadTypeScript('test/resume/sweep.ts');
const began = performance.now();
let broken = 0;

for (const each of chosen(deployment, sweep.deployments)) {
	for (const what of chosen(scenario, sweep.scenarios)) crashIn({deployment: each, scenario: what, seed});
}
process.exitCode = broken > 0 ? 1 : 0;

function crashIn(options) {
	const drill = sweep.drillOf(options);
	for (const name of sweep.runs) {
		const run = sweep.runIn(drill, name);
		const deaths = [...sweep.deathsWhileChanging(drill, run), ...sweep.deathsIn(drill, run)];
		const problems = [
			...sweep.problemsAfter(drill, run, deaths),
			...Array.from({length: pairs}, (_, index) => sweep.problemsAfterPair(drill, run, index + 1)).flat(),
		];
		broken += problems.length;
		const where = `${options.scenario} on ${options.deployment}, seed ${options.seed}, ${name}`;
		for (const problem of problems) say(`${where}: ${problem}`);
		say(`${where}: ${deaths.length} crashes, ${pairs} pairs, ${problems.length} problems; ${seconds()} s`);
	}
}

function chosen(one, all) {
	if (one === undefined) return all;
	return all.includes(one) ? [one] : stop(`“${one}” is none of ${all.join(', ')}`);
}

function readOptions() {
	try {
		const text = {type: 'string'};
		const {values} = parseArgs({
			options: {deployment: text, scenario: text, seed: {...text, default: '1'}, pairs: {...text, default: '200'}},
		});
		for (const name of ['seed', 'pairs'])
			if (!/^\d{1,9}$/.test(values[name])) throw new Error(`--${name} takes a whole number, not “${values[name]}”`);
		return {...values, seed: Number(values.seed), pairs: Number(values.pairs)};
	} catch (error) {
		return stop(error.message);
	}
}

function stop(problem) {
	process.stderr.write(`${problem}. For example: npm run crash -- --pairs 1000 --seed 1\n`);
	return process.exit(2);
}

function seconds() {
	return ((performance.now() - began) / 1000).toFixed(0);
}

function say(line) {
	process.stdout.write(`${line}\n`);
}
