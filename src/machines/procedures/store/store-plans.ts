/** The Central Management store on its own (procedure e): direction and plan of its move, its failover, its way back and its repair. */
import type {PlannedStep} from '../../journal/journal-entry.js';
import {type Message, say} from '../../message.js';
import type {Step} from '../../step/step.js';
import type {Facts, RunInput} from '../facts.js';
import {after, plannedStep, type Run} from '../pool/planned.js';
import {emptyLedger} from '../procedure.js';
import {compareStores, findDatabase, findStandby, locateCms, moveCms} from './steps/central-management.js';
import {placesOfCms} from './steps/cms-back.js';
import {waitForReplicas} from './steps/replicas.js';
import {awaitStandby, decideOnStore, moveNumbers, replicasOfPair, standbyOf} from './steps/store.js';
import {atStore, decideOnMoveAgain, findConnection, repairStore, restoreStore} from './steps/store-repair.js';
import {forceReplication, reloadLocalStores} from './steps/store-replicas.js';
import {startStoreServices} from './steps/store-services.js';

type Places = {readonly from: string; readonly to: string};
type Planned = readonly (readonly [state: string, describe: (facts: Facts) => Step, needs: Message])[];

/** Where the store is, as far as the records say, and where it goes; the same where no pool stands by for it. */
function placesOf(input: RunInput): Places {
	const {to} = placesOfCms(input);
	return {from: to, to: standbyOf(input, to)};
}

function movedTo(facts: Facts, isDisaster: boolean) {
	const {from: cmsPool, to: target} = placesOf(facts);
	return {...facts, cmsPool, target, isDisaster, numbers: moveNumbers};
}

const onTarget = (facts: Facts) => {
	const {from, to} = placesOf(facts);
	return waitForReplicas(facts, to, replicasOfPair(facts, from), '6');
};
const host = say('needs.anyFrontEnd');

const move: Planned = [
	['locatingCms', facts => locateCms(facts, '1'), host],
	['cmsFailover/findingStandby', facts => findStandby(movedTo(facts, false)), after('1')()],
	['cmsFailover/movingCms', facts => moveCms(movedTo(facts, false)), after('1', '2')()],
	['cmsFailover/waitingForReplicas', onTarget, after('4')()],
	['cmsFailover/comparingStores', facts => compareStores(movedTo(facts, false)), after('4')()],
];

const moveBack: Planned = [
	['startingServices', facts => startStoreServices(facts), say('needs.storeHome')],
	['awaitingStandby', awaitStandby, say('needs.sqlQuery')],
	...move.slice(1),
];

const failover: Planned = [
	['locatingCms', facts => locateCms(facts, '1'), host],
	['deciding', decideOnStore, say('needs.decider')],
	['cmsFailover/findingStandby', facts => findStandby(movedTo(facts, true)), after('1')()],
	['cmsFailover/findingDatabase', facts => findDatabase(movedTo(facts, true)), after('2')()],
	['cmsFailover/movingCms', facts => moveCms(movedTo(facts, true)), after('1', '2', '3')()],
	['cmsFailover/waitingForReplicas', onTarget, after('4')()],
	['cmsFailover/comparingStores', facts => compareStores(movedTo(facts, true)), after('4')()],
];

const here = (facts: Facts, number: string) => {
	const {from} = placesOf(facts);
	return waitForReplicas(facts, from, replicasOfPair(facts, from), number);
};

const restore: Planned = [
	['findingConnection', facts => findConnection(facts, '1'), host],
	['restoring', facts => restoreStore(facts, '2'), after('1')()],
	['waitingForReplicas', facts => here(facts, '3'), after('2')()],
	['comparingStores', facts => compareStores(atStore(facts)), after('2')()],
];

const repair: Planned = [
	['startingServices', facts => startStoreServices(facts, '1'), say('needs.bothPools')],
	['findingConnection', facts => findConnection(facts, '2'), after('1')()],
	['restoring', repairStore, after('1', '2')()],
	['reloadingLocalStores', reloadLocalStores, after('3')()],
	['forcingReplication', forceReplication, after('3', '4')()],
	['waitingForReplicas', facts => here(facts, '5'), after('5')()],
	['askingAboutMove', decideOnMoveAgain, say('needs.decider')],
];

const planOf =
	(planned: Planned) =>
	(input: RunInput, run: string): readonly PlannedStep[] => {
		const facts: Facts = {...input, ...emptyLedger(input.debts)};
		return planned.map(([state, describe, needed]) => plannedStep(`${run}/${state}`, describe(facts), needed));
	};

const runOf = (direction: (places: Places) => Message, planned: Planned): Run => ({
	direction: input => direction(placesOf(input)),
	plan: planOf(planned),
});

export const storeRuns = {
	storeFailover: runOf(places => say('direction.storeFailover', places), failover),
	storeMove: runOf(places => say('direction.storeMove', places), move),
	storeMoveBack: runOf(places => say('direction.storeMoveBack', places), moveBack),
	storeRestore: runOf(({from}) => say('direction.storeRestore', {pool: from}), restore),
	storeRepair: runOf(({from}) => say('direction.storeRepair', {pool: from}), repair),
} as const satisfies Record<string, Run>;
