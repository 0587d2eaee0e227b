/** Crashes at many places of a drill: what is wrong with what came after each of them. */
import {readFileSync} from 'node:fs';
import {chance} from '../../src/adapters/mock/chance.js';
import {loadDeployment, loadScenario, newHeader, type Played, playOn} from '../playing/play.js';
import {type Death, deathsAround, deathsInChanges, goOnAfter, hasEnded, problemsOf, type Run, truthAt} from './crash.js';

export const scenarios = ['site-dark', 'cms-blank', 'back-end-dead', 'edge-next-hop'] as const;
export const deployments = ['contoso-core', 'se-pair', 'third-pair', 'sfb-2019', 'one-edge', 'no-edge'] as const;
export const runs = ['poolFailover', 'poolFailback'] as const;

/** From the root of the project, where tests and scripts run: a script is bundled elsewhere. */
const fixture = (name: string) => loadDeployment(readFileSync(`test/fixtures/deployments/${name}.json`, 'utf8'));

export type DrillOptions = {readonly deployment?: string; readonly scenario?: string; readonly seed?: number; readonly begunFor?: string};

/** Failed over and back, undisturbed. The CMS failover is in the one, and in the other where the store is moved back. */
export function drillOf({deployment = 'contoso-core', scenario = 'site-dark', seed = 1, begunFor}: DrillOptions = {}): Drill {
	const header = newHeader({deployment: fixture(deployment), scenario: loadScenario(scenario), seed, ...(begunFor ? {begunFor} : {})});
	return {header, entries: playOn(header, []).entries};
}

export type Drill = Pick<Played, 'header' | 'entries'>;

export function runIn({header, entries}: Drill, run: string): Run {
	const [began, ended] = (['runBegan', 'runEnded'] as const).map(
		kind => entries.find(entry => entry.kind === kind && entry.run === run)?.seq,
	);
	if (!began || !ended) throw new Error(`${run} has not ended`);
	// The drill was played on after this run: told up to its end, the world is what it was then.
	return {run, from: began, to: ended + 1, truth: truthAt(playOn(header, entries.slice(0, ended), () => true))};
}

/** Once at each. An engine that dies in a run has ended that run when it is over. */
export function problemsAfter({header, entries}: Drill, run: Run, deaths: readonly Death[]): readonly string[] {
	return deaths.flatMap(death => {
		const kept = entries.slice(0, death.kept);
		return told(death.how, () => problemsOf(goOnAfter(header, entries, death, hasEnded(run.run)), kept, run));
	});
}

export const deathsIn = ({entries}: Drill, {from, to}: Run): readonly Death[] => deathsAround(entries, from, to);
export const deathsWhileChanging = ({entries}: Drill, {from, to}: Run): readonly Death[] =>
	deathsInChanges(entries, to).filter(({kept}) => kept >= from);

/** Two crashes in one run, the second some time after it was gone on with. */
export function problemsAfterPair({header, entries}: Drill, run: Run, seed: number): readonly string[] {
	const pick = <Item>(items: readonly Item[], what: string) => items[Math.floor(chance(seed, 'pair', what) * items.length)] as Item;
	const first = pick(deathsAround(entries, run.from, run.to), 'first');
	const more = 1 + Math.floor(chance(seed, 'pair', 'more') * (run.to - first.kept));
	const hasOneMore = (written: typeof entries) => written.length >= first.kept + more || hasEnded(run.run)(written);
	return told(`pair ${seed}, ${first.how}`, () => {
		const between = goOnAfter(header, entries, first, hasOneMore).entries;
		const later = deathsAround(between, first.kept + 2, between.length + 1);
		const second = later.at(-1 - Math.floor(chance(seed, 'pair', 'second') * Math.min(2, later.length)));
		if (!second) return [];
		const problems = problemsOf(goOnAfter(header, between, second, hasEnded(run.run)), between.slice(0, second.kept), run);
		return problems.map(problem => `then ${second.how}: ${problem}`);
	});
}

function told(how: string, find: () => readonly string[]): readonly string[] {
	try {
		return find().map(problem => `${how}: ${problem}`);
	} catch (error) {
		return [`${how}: ${error instanceof Error ? error.stack : error}`];
	}
}
