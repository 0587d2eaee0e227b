/** Which procedures a live session will need, and which others it will offer: what is looked up before it begins is what those ask. */
import {familyOf, type ProcedureId, procedureIds} from '../procedures/ids.js';
import type {UsedCall} from '../procedures/used-call.js';
import {usedCalls} from '../procedures/used-calls.js';

export type MayRun = {
	/** The one that it is begun for, its parts, and what undoes it. Without one of its calls nothing is begun. */
	readonly needed: readonly ProcedureId[];
	/** What it can be asked for between runs. */
	readonly offered: readonly ProcedureId[];
};

const parts: Partial<Record<ProcedureId, readonly ProcedureId[]>> = {
	siteFailover: ['poolFailover', 'federationFailover', 'xmppFailover', 'mediaFailover', 'inboundFederation'],
};

/** They are offered wherever something is owed. */
const back: readonly ProcedureId[] = ['poolFailback', 'storeMoveBack', 'edgeFailback'];

const undoneBy: Partial<Record<ProcedureId, readonly ProcedureId[]>> = {
	poolFailover: ['poolFailback'],
	plannedFailover: ['poolFailback'],
	swap: ['poolFailback'],
	forcedSwap: ['poolFailback'],
	siteFailover: ['poolFailback', 'edgeFailback'],
	storeFailover: ['storeMoveBack'],
	storeMove: ['storeMoveBack'],
	federationFailover: ['edgeFailback'],
	xmppFailover: ['edgeFailback'],
	mediaFailover: ['edgeFailback'],
	inboundFederation: ['edgeFailback'],
};

/** `onlyLooks`: it is walked by looking, and ends with it. */
export function mayRun(begunFor: ProcedureId, onlyLooks = false): MayRun {
	if (onlyLooks) return {needed: [begunFor], offered: []};
	const needed = [begunFor, ...(parts[begunFor] ?? []), ...(undoneBy[begunFor] ?? [])];
	const others = procedureIds.filter(id => familyOf(id) === familyOf(begunFor) || back.includes(id));
	return {needed, offered: others.filter(id => !needed.includes(id) && !parts[id])};
}

export const isStepOf =
	(ids: readonly ProcedureId[]) =>
	(step: string): boolean =>
		ids.some(id => step.startsWith(`${id}/`));

/** The calls of these procedures, each with only their steps. */
export function callsOf(ids: readonly ProcedureId[]): readonly UsedCall[] {
	const isTheirs = isStepOf(ids);
	return usedCalls.map(call => ({...call, steps: call.steps.filter(isTheirs)})).filter(({steps}) => steps.length > 0);
}
