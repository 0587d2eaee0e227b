/** Home's ear: a key, and where the operator is, give where they are then and what is to be done. Nothing here changes a deployment. */

import {say} from '../../machines/message.js';
import type {Procedure} from '../../machines/procedures/catalog.js';
import type {LookedAt} from '../../machines/procedures/ids.js';
import {answered, triageQuestions} from '../../machines/triage/told.js';
import {pressedOf} from '../console/pressed.js';
import type {KeyEvent} from '../terminal/key-events.js';
import type {HomeFacts} from './home-facts.js';
import {type HomeKey, homeKeys} from './home-keys.js';
import {type HomeEffect, type HomeState, type Item, itemsAt, liveIn, type Place} from './home-state.js';

export type HomeHeard = {readonly state: HomeState; readonly effect?: HomeEffect};

/** What stays in sight of whoever scrolls. */
const screenful = 10;
const moves: Readonly<Record<string, number>> = {'↑': -1, '↓': 1, PgUp: -screenful, PgDn: screenful, Home: -Infinity, End: Infinity};

/** `scrollLimit`: how far what is read there can be moved, on the screen that it is read on. `now`: ms of the wall clock. */
type Moment = {readonly scrollLimit?: number; readonly now?: number};

export function hearHome(event: KeyEvent, before: HomeState, facts: HomeFacts, {scrollLimit = 0, now = 0}: Moment = {}): HomeHeard {
	const {said: _, ...state} = before;
	if (event.type === 'paste') return {state: {...state, said: say('key.pasted')}};
	const pressed = pressedOf(event);
	// Nothing is open here that could be lost: it leaves, as in a shell.
	if (pressed === 'Ctrl-C') return {state, effect: {type: 'quit'}};
	const by = moves[pressed];
	if (by !== undefined && scrollLimit > 0) return {state: {...state, scroll: within(scrollLimit, (state.scroll ?? 0) + by)}};
	if (by !== undefined) return {state: moved(state, facts, by)};
	const row = homeKeys.find(({key}) => key === pressed);
	if (!row) return {state: {...state, said: say('key.dead.unknown', {key: pressed})}};
	const dead = row.dead?.(state, facts);
	return dead ? {state: {...state, said: dead}} : command(row, state, facts, now);
}

const within = (limit: number, to: number): number => Math.max(0, Math.min(limit, to));

function command({command}: HomeKey, before: HomeState, facts: HomeFacts, now: number): HomeHeard {
	const {scroll: _, ...state} = before;
	switch (command) {
		case 'choose':
			return choose(state, facts);
		case 'back':
			return {state: {...state, place: placeBefore(state)}};
		case 'choosePool':
			return {state: {...state, place: 'pools', choosesFor: state.place, selected: {...state.selected, pools: 0}}};
		case 'lookOnly':
			return lookOnly(state, facts);
		case 'runLive': {
			const chosen = liveIn(state, facts);
			return chosen ? {state, effect: {type: 'runLive', ...chosen}} : {state};
		}
		case 'sayKnown':
			return {state: {...state, place: 'questions'}};
		case 'answer':
		case 'answerBack':
			return {state: answering(state, facts, command === 'answer' ? 1 : -1, now)};
		case 'help':
			return {state: {...state, place: state.place === 'help' ? 'home' : 'help'}};
		default:
			return {state, effect: {type: command}};
	}
}

function placeBefore({place, choosesFor, foundFrom}: HomeState): Place {
	if (place === 'plan') return 'procedures';
	if (place === 'finding') return foundFrom ?? 'home';
	return place === 'pools' ? (choosesFor ?? 'home') : 'home';
}

/** It is kept as said, with the time; it starts nothing. */
function answering(state: HomeState, {deployment}: HomeFacts, by: 1 | -1, now: number): HomeState {
	const questions = triageQuestions(deployment);
	const question = questions[Math.min(state.selected.questions ?? 0, questions.length - 1)];
	return question ? {...state, told: answered(state.told, question, by, now)} : state;
}

export const selectedAt = ({selected, place}: HomeState, items: readonly Item[]): number =>
	Math.max(0, Math.min(selected[place] ?? 0, items.length - 1));

function choose(state: HomeState, facts: HomeFacts): HomeHeard {
	const items = itemsAt(state, facts);
	const item = items[selectedAt(state, items)];
	if (!item) return {state: {...state, said: say('home.dead.nothingToChoose')}};
	if (item.dead) return {state: {...state, said: item.dead}};
	const {does} = item;
	if (!('opens' in does)) return {state, effect: does};
	const {opens, finding = state.finding, procedure = state.procedure, pool} = does;
	const from = opens === 'finding' ? {foundFrom: state.place} : {};
	return {state: {...state, ...from, place: opens, finding, procedure, ...(pool ? {pool} : {}), selected: {...state.selected, [opens]: 0}}};
}

/** The store is moved within the failover of its pool: whoever looks at its move looks at all of that. */
/** A procedure that has no walk of its own is looked at by walking the one that it belongs to. */
const walkOf: Readonly<Record<Procedure['id'], LookedAt>> = {
	poolFailover: 'poolFailover',
	poolFailback: 'poolFailback',
	siteFailover: 'poolFailover',
	plannedFailover: 'plannedFailover',
	cmsFailover: 'poolFailover',
	swap: 'plannedFailover',
	forcedSwap: 'poolFailover',
	storeFailover: 'storeFailover',
	storeMove: 'storeMove',
	storeMoveBack: 'storeMove',
	storeRestore: 'storeRestore',
	storeRepair: 'storeRepair',
	federationFailover: 'federationFailover',
	xmppFailover: 'xmppFailover',
	mediaFailover: 'mediaFailover',
	remoteAccess: 'remoteAccess',
	edgeFailback: 'federationFailover',
	inboundFederation: 'inboundFederation',
};

function lookOnly(state: HomeState, {procedures}: HomeFacts): HomeHeard {
	const {pool} = state;
	const chosen = procedures[state.procedure];
	if (!chosen) return {state: {...state, said: say('home.dead.nothingToChoose')}};
	const {id, scenario} = chosen;
	return {state, effect: {type: 'lookOnly', scenario, procedure: walkOf[id], ...(pool ? {pool} : {})}};
}

function moved(state: HomeState, facts: HomeFacts, by: number): HomeState {
	const items = itemsAt(state, facts);
	if (items.length === 0) return state;
	const to = Math.min(items.length - 1, Math.max(0, selectedAt(state, items) + by));
	return {...state, selected: {...state.selected, [state.place]: to}};
}
