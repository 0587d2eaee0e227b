/** Where the operator is in home, and what is selected there. */

import type {Message} from '../../machines/message.js';
import {say} from '../../machines/message.js';
import {notOfferedTo, type Procedure} from '../../machines/procedures/catalog.js';
import type {LookedAt, ProcedureId} from '../../machines/procedures/ids.js';
import {type Told, triageQuestions} from '../../machines/triage/told.js';
import {findingsAt} from './found.js';
import type {HomeFacts} from './home-facts.js';
import {aboutPool, pairedPools, poolHit} from './pool-choice.js';

export type Place = 'home' | 'scenarios' | 'sessions' | 'recordings' | 'procedures' | 'plan' | 'pools' | 'finding' | 'questions' | 'help';

export type HomeState = {
	readonly place: Place;
	/** Index of what is selected, in each list; absent: the first. */
	readonly selected: Readonly<Partial<Record<Place, number>>>;
	/** The finding that is open. */
	readonly finding: number;
	/** The procedure whose plan is open. */
	readonly procedure: number;
	/** The pool that a rehearsal hits, by its FQDN; absent: the one with the active store. */
	readonly pool?: string;
	/** Rows that what is read has been moved up. */
	readonly scroll?: number;
	/** What the operator said where nothing can be seen. */
	readonly told: Told;
	/** Where a finding was opened. */
	readonly foundFrom?: Place;
	/** Where a pool was asked for. */
	readonly choosesFor?: Place;
	/** What the last key did, or why it is dead; gone with the next key. */
	readonly said?: Message;
};

export const firstHome: HomeState = {place: 'home', selected: {}, finding: 0, procedure: 0, told: {}};

export type HomeEffect =
	/** `begunFor`: what is recommended first, where the scenario alone does not say it. */
	| {readonly type: 'rehearse'; readonly scenario: string; readonly pool?: string; readonly begunFor?: ProcedureId}
	| {readonly type: 'lookOnly'; readonly scenario: string; readonly procedure: LookedAt; readonly pool?: string}
	| {readonly type: 'runLive'; readonly procedure: ProcedureId; readonly pool?: string}
	| {readonly type: 'resume' | 'replay'; readonly path: string}
	| {readonly type: 'lookAgain' | 'repaint' | 'quit'};

export type Item = {
	/** Before the label: which procedure it is. */
	readonly head?: Message;
	readonly label: Message;
	/** Said at the right, where there is room. */
	readonly note?: Message;
	readonly does: {readonly opens: Place; readonly finding?: number; readonly procedure?: number; readonly pool?: string} | HomeEffect;
	/** Why it cannot be chosen just now. */
	readonly dead?: Message;
};

/** What can be chosen at a place, in the order in which it stands there. */
export function itemsAt(state: HomeState, facts: HomeFacts): readonly Item[] {
	const {place, procedure, pool, choosesFor = 'scenarios'} = state;
	const hit = pool === undefined ? {} : {pool};
	switch (place) {
		case 'home':
			return homeItems(state, facts);
		case 'scenarios':
			return facts.scenarios.map(({name, titleFor}) => ({
				label: say('home.scenario', {name, title: titleFor(poolHit(facts.deployment, pool))}),
				does: {type: 'rehearse', scenario: name, ...hit},
			}));
		case 'pools':
			return pairedPools(facts.deployment).map(each => ({
				label: aboutPool(facts.deployment, each),
				does: {opens: choosesFor, pool: each.fqdn},
			}));
		case 'sessions':
			return facts.open.map(({path, label}) => ({label, does: {type: 'resume', path}}));
		case 'recordings':
			return facts.recordings.map(({path, label}) => ({label, does: {type: 'replay', path}}));
		case 'procedures':
			return facts.procedures.map((procedure, index) => procedureItem(procedure, index, facts, pool));
		case 'plan':
			return facts.procedures.slice(procedure, procedure + 1).map(({id, within, scenario}) => ({
				label: say('home.rehearsePlan', {scenario}),
				does: {type: 'rehearse', scenario, ...hit, begunFor: within ?? (id as ProcedureId)},
			}));
		case 'finding':
			return findingItems(state, facts);
		case 'questions':
			return questionItems(state, facts);
		default:
			return [];
	}
}

/** What is not there for the version of the pool stands in the list all the same, and says why. */
function procedureItem(procedure: Procedure, index: number, {deployment}: HomeFacts, pool?: string): Item {
	const {letter, title, versions, scenario, otherVersions} = procedure;
	const product = notOfferedTo(procedure, deployment, poolHit(deployment, pool));
	return {
		head: say('home.letter', {letter}),
		label: title,
		note: product ? say('home.notThere', {product}) : say('home.versions', {versions, scenario}),
		does: {opens: 'plan', procedure: index},
		...(product ? {dead: otherVersions} : {}),
	};
}

/** Whichever is selected, Enter leads to what the answers speak for. */
function questionItems(state: HomeState, facts: HomeFacts): readonly Item[] {
	const dead = findingsAt(state, facts).length === 0 ? {dead: say('home.told.nothingYet')} : {};
	return triageQuestions(facts.deployment).map(({part, name}) => ({
		label: say('home.told.subject', {part, name}),
		does: {opens: 'finding', finding: 0},
		...dead,
	}));
}

function homeItems(state: HomeState, facts: HomeFacts): readonly Item[] {
	const {open, recordings, procedures} = facts;
	const worth = findingsAt(state, facts)
		.filter(({situation}) => situation !== 'allAnswers')
		.slice(0, mostFindings);
	return [
		...worth.map(
			(found, index): Item => ({
				...(found.said?.length ? {head: say('home.told.head')} : {}),
				// What is gravest stands above this list already.
				label: found.proposes
					? say('home.proposed', {procedure: found.proposes.procedure, pool: found.proposes.pool})
					: index === 0
						? say('home.nothingProposed')
						: found.what,
				does: {opens: 'finding', finding: index},
			}),
		),
		{label: say('home.rehearse'), note: say('home.rehearse.note'), does: {opens: 'scenarios'}},
		{
			label: say('home.goOn', {count: open.length}),
			does: {opens: 'sessions'},
			...(open.length === 0 ? {dead: say('home.dead.noneOpen')} : {}),
		},
		{
			label: say('home.replay', {count: recordings.length}),
			does: {opens: 'recordings'},
			...(recordings.length === 0 ? {dead: say('home.noRecordings')} : {}),
		},
		{label: say('home.procedureList', {count: procedures.length}), does: {opens: 'procedures'}},
		{label: say('home.help'), does: {opens: 'help'}},
		{label: say('home.leave'), does: {type: 'quit'}},
	];
}

/** More would push what can be done off a small screen; the gravest come first. */
const mostFindings = 2;

/** The procedure that is shown, or proposed; what is run within another is run as that one. */
export function liveIn(state: HomeState, facts: HomeFacts): LiveChoice | undefined {
	const {place, procedure, finding, pool} = state;
	if (place === 'finding') {
		const proposed = findingsAt(state, facts)[finding]?.proposes;
		return proposed && {procedure: proposed.procedure, pool: proposed.pool};
	}
	const shown = place === 'plan' ? facts.procedures[procedure] : undefined;
	return shown && {procedure: shown.within ?? (shown.id as ProcedureId), ...(pool ? {pool} : {})};
}

type LiveChoice = {readonly procedure: ProcedureId; readonly pool?: string};

/** What can be done about a finding in this version: rehearse it, on the same deployment. */
function findingItems(state: HomeState, facts: HomeFacts): readonly Item[] {
	const found = findingsAt(state, facts)[state.finding];
	if (!found) return [];
	const {proposes, situation} = found;
	if (!proposes) return [{label: say('home.told.open'), does: {opens: 'questions'}}];
	const {procedure: begunFor, pool} = proposes;
	const scenario = begunFor === 'forcedSwap' ? 'swap-dark' : (scenarioFor[situation] ?? 'site-dark');
	return [{label: say('home.rehearseThis', {pool, scenario}), does: {type: 'rehearse', scenario, pool, begunFor}}];
}

/** The bundled scenario that is most like it. */
const scenarioFor: Readonly<Record<string, string>> = {
	siteLost: 'site-dark',
	poolLost: 'edge-next-hop',
	backEndLost: 'back-end-dead',
	cmsLost: 'store-dead',
	edgeLost: 'edge-dark',
};
