/** The procedures that can be run: letter, versions, direction in one sentence, and the numbered steps in the order they are taken. */
import type {Deployment, ServiceVersion} from '../deployment/deployment.js';
import {type Message, say} from '../message.js';
import {edgeRuns} from './edge/edge-plans.js';
import {homeOf} from './facts.js';
import type {ProcedureId} from './ids.js';
import type {Run} from './pool/planned.js';
import {poolRuns} from './pool/pool-plans.js';
import {swapRuns} from './pool/swap-plans.js';
import {siteRuns} from './site/site-plan.js';
import {storeRuns} from './store/store-plans.js';

export type Procedure = {
	readonly id: ProcedureId | 'cmsFailover';
	/** In `procedures.md`, and in the handbook of the operator. */
	readonly letter: string;
	readonly title: Message;
	/** In a few words: what has to be there. */
	readonly needs: Message;
	readonly versions: readonly Product[];
	/** Why the other versions have none. */
	readonly otherVersions: Message;
	/** It is run as a part of this one, and has no run of its own. */
	readonly within?: ProcedureId;
	/** In which it can be rehearsed. */
	readonly scenario: string;
};

type Product = '2010' | '2013' | '2015' | '2019' | 'SE';
const productOf: Readonly<Record<ServiceVersion, Product>> = {5: '2010', 6: '2013', 7: '2015', 8: '2019'};
/** It came with 2013 and was removed in 2019. */
const withXmpp: readonly Product[] = ['2013', '2015'];
const paired: readonly Product[] = ['2013', '2015', '2019', 'SE'];

export const procedures: readonly Procedure[] = [
	procedure('poolFailover', 'a', 'site-dark'),
	procedure('plannedFailover', 'b', 'maintenance'),
	procedure('poolFailback', 'c', 'site-dark'),
	procedure('swap', 'd', 'swap'),
	procedure('forcedSwap', 'd', 'swap-dark'),
	procedure('storeFailover', 'e', 'store-dead'),
	{...procedure('cmsFailover', 'e', 'cms-blank'), within: 'poolFailover'},
	procedure('storeMove', 'e', 'maintenance'),
	procedure('storeMoveBack', 'e', 'maintenance'),
	procedure('storeRestore', 'e', 'store-blank'),
	procedure('storeRepair', 'e', 'store-stuck'),
	procedure('federationFailover', 'f', 'edge-dark'),
	{...procedure('xmppFailover', 'g', 'edge-dark'), versions: withXmpp, otherVersions: say('refusal.otherVersions.xmpp')},
	procedure('edgeFailback', 'h', 'edge-dark'),
	procedure('mediaFailover', 'i', 'edge-dark'),
	procedure('remoteAccess', 'j', 'edge-walled'),
	procedure('inboundFederation', 'k', 'partners-astray'),
	procedure('siteFailover', 'a f g i k', 'site-dark'),
];

function procedure(id: Procedure['id'], letter: string, scenario: string): Procedure {
	return {
		...{id, letter, title: say(`procedure.${id}`), needs: say(`procedure.needs.${id}`)},
		versions: paired,
		otherVersions: say('refusal.otherVersions.paired'),
		scenario,
	};
}

/** The product of a pool for which a procedure is not there, because its version decides (letter r); undefined where it is there. */
export function notOfferedTo({versions}: Procedure, deployment: Deployment, pool: string): Product | undefined {
	const product = productOf[homeOf({deployment, pool}).version];
	return versions.includes(product) ? undefined : product;
}

export const catalog: Readonly<Record<ProcedureId, Run>> = {...poolRuns, ...swapRuns, ...siteRuns, ...storeRuns, ...edgeRuns};
