/**
 * What a machine decides by once it has located the Central Management store, and what it tells the procedure that moves it to its standby:
 * the same in the procedures that need the store and in those that are about it.
 */
import {poolOf} from '../../deployment/deployment.js';
import type {Facts} from '../facts.js';
import type {CmsFailoverInput} from './cms-failover.machine.js';
import type {CmsMove} from './steps/central-management.js';
import {replicasOfPair, standbyOf} from './steps/store.js';

type Guarded = {readonly context: Facts};

export const cmsIs2010 = ({context}: Guarded): boolean => poolOf(context.deployment, context.cmsPool ?? '')?.version === 5;
export const cmsIsWell = ({context}: Guarded): boolean => context.cmsState === 'healthy';
export const cmsIsSick = (guarded: Guarded): boolean => !cmsIsWell(guarded);
/** It was not on the pool, and its master and file transfer agent are somewhere. */
export const cmsStays = ({context}: Guarded): boolean => context.cmsPool !== context.pool && cmsIsWell({context});

/** `cmsPool`: that has it, by default where it was located. `needed`: replicas to wait for, by default those of both pools and of the Edges. */
type Move = Pick<CmsMove, 'isDisaster' | 'numbers'> & Partial<Pick<CmsFailoverInput, 'cmsPool' | 'needed'>>;

export function moveToStandby(facts: Facts, {isDisaster, numbers, ...given}: Move): CmsFailoverInput {
	const cmsPool = given.cmsPool ?? facts.cmsPool ?? facts.deployment.cms.active;
	const needed = given.needed ?? replicasOfPair(facts, cmsPool);
	return {...facts, cmsPool, target: standbyOf(facts, cmsPool), isDisaster, needed, ...(numbers ? {numbers} : {})};
}
