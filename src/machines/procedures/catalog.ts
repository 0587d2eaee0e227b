/** The procedures that can be run: letter, versions, direction in one sentence, and the numbered steps in the order they are taken. */
import type {Deployment, ServiceVersion} from '../deployment.js';
import type {PlannedStep} from '../journal-entry.js';
import {type Message, say} from '../message.js';
import type {Step} from '../step.js';
import {edgeRuns} from './edge-plans.js';
import {type Facts, homeOf, livingPartnerOf, partnerOf, type RunInput} from './facts.js';
import {after, plannedStep, type Run} from './planned.js';
import {emptyLedger} from './procedure.js';
import {findStandby, locateCms, moveCms} from './steps/central-management.js';
import {decideOnCmsBack, placesOfCms} from './steps/cms-back.js';
import {decide, tellDeadFromCutOff} from './steps/decision.js';
import {changeNextHops, giveNextHopsBack} from './steps/edge.js';
import {closeFollowUps, followUpVoice, moveRoutes, pointDns} from './steps/follow-ups.js';
import {awaitAddressBook, checkBackup, startServices, syncConferences} from './steps/repair.js';
import {neededForFailover, waitForReplicas} from './steps/replicas.js';
import {failBackUsers, failOverUsers, proveIt} from './steps/users.js';

export type ProcedureId = 'poolFailover' | 'poolFailback' | 'federationFailover' | 'edgeFailback';

export type Procedure = {
	readonly id: ProcedureId | 'cmsFailover' | 'inboundFederation';
	/** In `procedures.md`, and in the handbook of the operator. */
	readonly letter: string;
	readonly title: Message;
	/** In a few words: what has to be there. */
	readonly needs: Message;
	readonly versions: readonly Product[];
	/** It is run as a part of this one, and has no run of its own. */
	readonly within?: ProcedureId;
	/** In which it can be rehearsed. */
	readonly scenario: string;
};

type Product = '2010' | '2013' | '2015' | '2019' | 'SE';
const productOf: Readonly<Record<ServiceVersion, Product>> = {5: '2010', 6: '2013', 7: '2015', 8: '2019'};
const paired: readonly Product[] = ['2013', '2015', '2019', 'SE'];

export const procedures: readonly Procedure[] = [
	procedure('poolFailover', 'a', 'site-dark'),
	procedure('poolFailback', 'c', 'site-dark'),
	{...procedure('cmsFailover', 'e', 'cms-blank'), within: 'poolFailover'},
	procedure('federationFailover', 'f', 'edge-dark'),
	procedure('edgeFailback', 'h', 'edge-dark'),
	{...procedure('inboundFederation', 'k', 'edge-dark'), within: 'federationFailover'},
];

function procedure(id: Procedure['id'], letter: string, scenario: string): Procedure {
	return {...{id, letter, title: say(`procedure.${id}`), needs: say(`procedure.needs.${id}`)}, versions: paired, scenario};
}

/** The product of a pool for which a procedure is not there, because its version decides (letter r); undefined where it is there. */
export function notOfferedTo({versions}: Procedure, deployment: Deployment, pool: string): Product | undefined {
	const product = productOf[homeOf({deployment, pool}).version];
	return versions.includes(product) ? undefined : product;
}

type Planned = readonly (readonly [state: string, describe: (facts: Facts) => Step, needs: (facts: Facts) => Message])[];

const partner = (facts: Facts) => livingPartnerOf(facts).fqdn;
const toPartner = (facts: Facts) => ({...facts, target: partner(facts), isDisaster: true});
/** What has to be there before a step can end well: people, or what earlier steps make so. */
const needs = (what: string) => (facts: Facts) => say(what, {pool: facts.pool, partner: partner(facts)});
const failover: Planned = [
	['deciding', decide, needs('needs.decider')],
	['tellingDeadFromCutOff', tellDeadFromCutOff, needs('needs.witnesses')],
	['locatingCms', locateCms, needs('needs.livingFrontEnd')],
	['cmsFailover/findingStandby', findStandby, after('3')],
	['cmsFailover/movingCms', facts => moveCms(toPartner(facts)), after('3', '4')],
	['cmsFailover/waitingForReplicas', facts => waitForReplicas(facts, partner(facts), neededForFailover(facts, partner(facts))), after('5')],
	['changingNextHops', facts => changeNextHops(facts, partner(facts)), after('6')],
	['failingOverUsers', failOverUsers, needs('needs.loss')],
	['provingIt', facts => proveIt(facts, partner(facts), '9'), needs('needs.proof')],
	['pointingDns', pointDns, needs('needs.dns')],
	['movingRoutes', moveRoutes, needs('needs.livingEdge')],
	['followingUpVoice', followUpVoice, needs('needs.voice')],
];

const failback: Planned = [
	['startingServices', startServices, needs('needs.power')],
	['awaitingAddressBook', awaitAddressBook, after('1')],
	[
		'waitingForReplicas',
		facts => waitForReplicas(facts, placesOfCms(facts).to, {frontEnds: homeOf(facts).computers, edges: []}, '2'),
		after('1'),
	],
	['checkingBackup', checkBackup, after('1', '2')],
	['failingBackUsers', failBackUsers, after('2', '3')],
	['syncingConferences', syncConferences, after('4')],
	['givingNextHopsBack', giveNextHopsBack, after('4')],
	['askingAboutCms', decideOnCmsBack, needs('needs.decider')],
	['closingFollowUps', closeFollowUps, after('4', '6')],
];

/** Nothing can be planned for a pool without a partner: the run refuses before its first step. */
const planOf =
	(planned: Planned) =>
	(input: RunInput, run: string): readonly PlannedStep[] => {
		if (!partnerOf(input)) return [];
		const facts: Facts = {...input, ...emptyLedger(input.debts)};
		return planned.map(([state, describe, needed]) => plannedStep(`${run}/${state}`, describe(facts), needed(facts)));
	};

const names = (input: RunInput) => ({pool: input.pool, partner: homeOf(input).backupPool ?? '', users: homeOf(input).users});

export const catalog: Readonly<Record<ProcedureId, Run>> = {
	poolFailover: {
		direction: input => (partnerOf(input) ? say('direction.failover', names(input)) : say('direction.noPair', {pool: input.pool})),
		plan: planOf(failover),
	},
	poolFailback: {direction: input => say('direction.failback', names(input)), plan: planOf(failback)},
	...edgeRuns,
};

/** What a session is about, when nothing was run in it yet. */
export const mainProcedure = ({edge}: Pick<RunInput, 'edge'>): ProcedureId => (edge === undefined ? 'poolFailover' : 'federationFailover');
