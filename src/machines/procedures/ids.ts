/** The procedures that have a run of their own. Light: whoever reads files needs no more than their names. */

export const procedureIds = [
	...(['poolFailover', 'siteFailover', 'poolFailback', 'plannedFailover', 'swap', 'forcedSwap'] as const),
	...(['storeFailover', 'storeMove', 'storeMoveBack', 'storeRestore', 'storeRepair'] as const),
	...(['federationFailover', 'xmppFailover', 'mediaFailover', 'remoteAccess', 'inboundFederation', 'edgeFailback'] as const),
] as const;
export type ProcedureId = (typeof procedureIds)[number];

/** Those that can be walked by looking only. */
export const walkedIds = [
	...(['poolFailover', 'poolFailback', 'plannedFailover'] as const),
	...(['storeFailover', 'storeMove', 'storeRestore', 'storeRepair', 'federationFailover'] as const),
	...(['xmppFailover', 'mediaFailover', 'remoteAccess', 'inboundFederation'] as const),
] as const satisfies readonly ProcedureId[];
export type LookedAt = (typeof walkedIds)[number];

/** Made of others, of what is owed, or a part on its own: its steps are numbered as its plan has them, whatever they are called elsewhere. */
export const isNumberedByPlan = (procedure: ProcedureId): boolean =>
	['siteFailover', 'swap', 'inboundFederation', 'edgeFailback'].includes(procedure);

/** Begun while the pool lives: nobody is without service, and nothing is lost. */
export const isPlanned = (procedure: ProcedureId): boolean => procedure === 'plannedFailover' || procedure === 'swap';

/** What a procedure is about, and with which others it is offered. */
export type Family = 'pool' | 'store' | 'edge';
export function familyOf(procedure: ProcedureId): Family {
	if (procedure.startsWith('store')) return 'store';
	return /^(?:federation|xmpp|media|remote|inbound|edge)/.test(procedure) ? 'edge' : 'pool';
}

/** Each undoes that other one, and is rehearsed after it. */
const undone: Partial<Record<ProcedureId, ProcedureId>> = {
	...{poolFailback: 'poolFailover', edgeFailback: 'federationFailover', storeMoveBack: 'storeMove'},
};

/** What a session is for: what it was begun for, else the failover of a lost pool, or of federation where it is about an Edge pool. */
export function mainProcedure({begunFor, edge}: {readonly begunFor?: string; readonly edge?: string}): ProcedureId {
	const begun = procedureIds.find(id => id === begunFor);
	if (begun) return undone[begun] ?? begun;
	return edge === undefined ? 'poolFailover' : 'federationFailover';
}
