/** Plays a rehearsal in memory, as fast as it goes: no disk, no timers. */
import {bundledScenarios, contoso} from '../../src/adapters/mock/bundled.js';
import {openRehearsal, type Rehearsal} from '../../src/commands/rehearsal.js';
import {headerOf} from '../../src/commands/rehearsal-header.js';
import {briefingOf, type PlayEnd, playScripted} from '../../src/commands/scripted-play.js';
import {changesState} from '../../src/machines/ask.js';
import type {Deployment} from '../../src/machines/deployment/deployment.js';
import {parseDeployment} from '../../src/machines/deployment/deployment-file.js';
import type {Scenario} from '../../src/machines/deployment/scenario.js';
import {parseScenario} from '../../src/machines/deployment/scenario-file.js';
import type {Header, JournalEntry} from '../../src/machines/journal/journal-entry.js';

export function loadDeployment(text: string = contoso.text): Deployment {
	const parsed = parseDeployment(text, 'test.json');
	if ('problem' in parsed) throw new Error(JSON.stringify(parsed.problem));
	return parsed.deployment;
}

export function loadScenario(name: string): Scenario {
	const bundled = bundledScenarios.find(scenario => scenario.name === name);
	const parsed = parseScenario(bundled?.text ?? '', `${name}.json`);
	if ('problem' in parsed) throw new Error(JSON.stringify(parsed.problem));
	return parsed.scenario;
}

export type Played = {readonly header: Header; readonly entries: readonly JournalEntry[]; readonly rehearsal: Rehearsal};
export type PlayOptions = {
	readonly deployment?: Deployment;
	readonly scenario?: Scenario;
	readonly pool?: string;
	readonly seed?: number;
	readonly begunFor?: string;
};

export const newHeader = ({
	deployment = loadDeployment(),
	scenario = loadScenario('site-dark'),
	pool,
	seed = 1,
	begunFor,
}: PlayOptions = {}): Header => ({
	...headerOf({deployment, scenario, seed, ...(pool ? {pool} : {}), ...(begunFor ? {begunFor} : {})}),
	session: 'in-a-test',
});

/** No rehearsal needs more events than this: a higher number is a loop. */
const eventsAtMost = 50_000;

/** Goes on with a record until `until` says that it is enough, or nothing happens any more. */
export function playOn(
	header: Header,
	record: readonly JournalEntry[],
	until?: (entries: readonly JournalEntry[]) => boolean,
	start?: (rehearsal: Rehearsal, over: (end: PlayEnd) => void) => void,
): Played {
	return playRehearsal(header, openRehearsal(header, {record, append: () => {}}), until, start);
}

/** Advances the clock of a rehearsal until `until` says that it is enough, or nothing happens any more. */
export function playRehearsal(
	header: Header,
	rehearsal: Rehearsal,
	until: (entries: readonly JournalEntry[]) => boolean = () => false,
	start: (rehearsal: Rehearsal, over: (end: PlayEnd) => void) => void = (played, over) => playScripted(played, briefingOf(header), over),
): Played {
	let end: PlayEnd | undefined;
	start(rehearsal, given => {
		end = given;
	});
	for (let events = 0; events < eventsAtMost; events++) {
		const {entries} = rehearsal.engine;
		if (rehearsal.engine.fault()) throw rehearsal.engine.fault();
		if (end?.end === 'cannotAnswer') throw new Error(`Nobody answers ${end.question}`);
		if (entries.at(-1)?.kind === 'sealed' || until(entries) || !rehearsal.clock.advance()) return {header, entries, rehearsal};
	}
	const tail = rehearsal.engine.entries.filter(({kind}) => ['stepMoved', 'asked', 'decision', 'stepEnded'].includes(kind)).slice(-6);
	throw new Error(`Still not over after ${eventsAtMost} events: ${tail.map(entry => JSON.stringify(entry).slice(0, 300)).join('\n')}`);
}

export const play = (options: PlayOptions = {}): Played => playOn(newHeader(options), []);

/** Names of the changing cmdlets of a session, in the order in which they began. */
export const changesIn = (entries: readonly JournalEntry[]): readonly string[] =>
	entries.flatMap(entry => (entry.kind === 'callBegan' && changesState(entry.what) ? [entry.what.name] : []));
