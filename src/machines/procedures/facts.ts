/** What a run around one pool is told at its start, and what its steps teach it. `pool` is always the one whose users they are. */
import type {Debt} from '../debt.js';
import {type Deployment, type FrontEndPool, poolOf} from '../deployment/deployment.js';
import type {Known} from '../journal/journal-entry.js';
import type {Ledger} from './procedure.js';

export type RunInput = {
	readonly deployment: Deployment;
	/** FQDN of the home pool of the affected users: `PoolFqdn`, in both directions [S004]. */
	readonly pool: string;
	readonly known: Known;
	/** FQDN of the Edge pool that it is about, where it is about one. */
	readonly edge?: string;
	readonly debts: readonly Debt[];
};

export type CmsState = 'healthy' | 'blank' | 'silent';

export type Facts = RunInput &
	Ledger & {
		/** Computer that the cmdlets run on. */
		readonly host?: string;
		/** When the outage began, ms of the session. */
		readonly outageAt?: number;
		readonly decider?: string;
		/** FQDN of the pool with the active store, and how it is. */
		readonly cmsPool?: string;
		readonly cmsState?: CmsState;
		/** Edge pools whose next hop is the pool. */
		readonly edgesOnPool?: readonly string[];
		readonly poolAnswers?: boolean;
		readonly movesCmsBack?: boolean;
		/** FQDN of the pool whose store the management connection names, and whether it is moved again after a repair. */
		readonly storePool?: string;
		readonly movesStore?: boolean;
		/** Of a planned failover: whether the pools are compared first, how long the final synchronisation is waited for, and what is flushed. */
		readonly comparesPools?: boolean;
		readonly waitMinutes?: number;
		readonly flushesStorage?: boolean;
	};

/** The pool, which the composition root has found in the deployment before. */
export function homeOf({deployment, pool}: Pick<RunInput, 'deployment' | 'pool'>): FrontEndPool {
	const found = poolOf(deployment, pool);
	if (!found) throw new Error(`${pool} is not a pool of this deployment`);
	return found;
}

export const partnerOf = (facts: Pick<RunInput, 'deployment' | 'pool'>): FrontEndPool | undefined =>
	poolOf(facts.deployment, homeOf(facts).backupPool ?? '');

/** The partner, in steps that come after the preflight has found it. */
export function livingPartnerOf(facts: Pick<RunInput, 'deployment' | 'pool'>): FrontEndPool {
	const partner = partnerOf(facts);
	if (!partner) throw new Error(`${facts.pool} has no backup pool`);
	return partner;
}

/** The computer that cmdlets run on; before one was found, the first Front End of the partner. */
export const hostOf = (facts: Facts): string => facts.host ?? partnerOf(facts)?.computers[0] ?? facts.pool;
