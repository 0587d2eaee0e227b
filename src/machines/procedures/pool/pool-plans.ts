/** Failover and failback of a Front End pool: direction and plan. */
import type {PlannedStep} from '../../journal/journal-entry.js';
import {type Message, say} from '../../message.js';
import type {Step} from '../../step/step.js';
import {changeNextHops, giveNextHopsBack} from '../edge/steps/edge.js';
import {type Facts, homeOf, livingPartnerOf, partnerOf, type RunInput} from '../facts.js';
import {emptyLedger} from '../procedure.js';
import {awaitAddressBook, checkBackup, startServices, syncConferences} from '../steps/repair.js';
import {findStandby, locateCms, moveCms} from '../store/steps/central-management.js';
import {decideOnCmsBack, placesOfCms} from '../store/steps/cms-back.js';
import {neededForFailover, waitForReplicas} from '../store/steps/replicas.js';
import {after, plannedStep, type Run} from './planned.js';
import {decide, tellDeadFromCutOff} from './steps/decision.js';
import {closeFollowUps, followUpVoice, moveRoutes, pointDns} from './steps/follow-ups.js';
import {announce, boundWait, cmsNumbers, decideOnCompare, handOver} from './steps/planned.js';
import {failOverAsPlanned} from './steps/planned-users.js';
import {failBackUsers, failOverUsers, proveIt} from './steps/users.js';

type Planned = readonly (readonly [state: string, describe: (facts: Facts) => Step, needs: (facts: Facts) => Message])[];

const partner = (facts: Facts) => livingPartnerOf(facts).fqdn;
/** What has to be there before a step can end well: people, or what earlier steps make so. */
const needs = (what: string) => (facts: Facts) => say(what, {pool: facts.pool, partner: partner(facts)});

/** Nothing can be planned for a pool without a partner: the run refuses before its first step. */
const planOf =
	(planned: Planned) =>
	(input: RunInput, run: string): readonly PlannedStep[] => {
		if (!partnerOf(input)) return [];
		const facts: Facts = {...input, ...emptyLedger(input.debts)};
		return planned.map(([state, describe, needed]) => plannedStep(`${run}/${state}`, describe(facts), needed(facts)));
	};

const toPartner = (facts: Facts) => ({...facts, target: partner(facts), isDisaster: true});

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

const clean = (facts: Facts) => ({...facts, cmsPool: facts.pool, target: partner(facts), isDisaster: false, numbers: cmsNumbers});

const planned: Planned = [
	['checkingBackup', facts => checkBackup(facts, '1'), needs('needs.power')],
	['askingAboutCompare', decideOnCompare, needs('needs.decider')],
	['locatingCms', locateCms, needs('needs.livingFrontEnd')],
	['cmsFailover/movingCms', facts => moveCms(clean(facts)), after('3')],
	[
		'cmsFailover/waitingForReplicas',
		facts => waitForReplicas(facts, partner(facts), neededForFailover(facts, partner(facts)), '3'),
		after('3'),
	],
	['changingNextHops', facts => changeNextHops(facts, partner(facts), '4'), after('3')],
	['announcing', announce, needs('needs.announcement')],
	['boundingWait', boundWait, needs('needs.decider')],
	['failingOverUsers', failOverAsPlanned, after('1', '3', '4')],
	['provingIt', facts => proveIt(facts, partner(facts), '6'), needs('needs.proof')],
	['pointingDns', facts => pointDns(facts, '7'), needs('needs.dns')],
	['followingUpVoice', facts => followUpVoice(facts, '7'), needs('needs.voice')],
	['handingOver', handOver, after('6')],
];

const names = (input: RunInput) => ({pool: input.pool, partner: homeOf(input).backupPool ?? '', users: homeOf(input).users});
const failoverDirection = (input: RunInput) =>
	partnerOf(input) ? say('direction.failover', names(input)) : say('direction.noPair', {pool: input.pool});

export const poolRuns = {
	poolFailover: {direction: failoverDirection, plan: planOf(failover)},
	plannedFailover: {
		direction: (input: RunInput) => (partnerOf(input) ? say('direction.plannedFailover', names(input)) : failoverDirection(input)),
		plan: planOf(planned),
	},
	poolFailback: {direction: (input: RunInput) => say('direction.failback', names(input)), plan: planOf(failback)},
} as const satisfies Record<string, Run>;
