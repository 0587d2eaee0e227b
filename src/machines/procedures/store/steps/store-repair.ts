/** e.2, e.3 and e.6 of the repair: whose store the management connection names, putting it back in service, and moving it again. */
import {type Answer, all} from '../../../ask.js';
import {change, read} from '../../../cmdlet.js';
import {debtId} from '../../../debt.js';
import {firstLabel} from '../../../deployment/deployment.js';
import {say} from '../../../message.js';
import {type ChangeFate, type Judgement, mayCome, type Step} from '../../../step/step.js';
import {type Facts, homeOf, hostOf} from '../../facts.js';
import {errorOf, fqdnOf, objectsOf, seen} from '../../seeing.js';
import {cmsSign, errorSign} from '../../steps/signs.js';
import {toldPool} from '../../steps/told-pools.js';
import {type CmsMove, mastersAreOn} from './central-management.js';
import {standbyOf} from './store.js';

export const storePoolOf = ({storePool, deployment}: Pick<Facts, 'storePool' | 'deployment'>): string => storePool ?? deployment.cms.active;

/** As if the store were moved to where it is: the same hosts are looked for, and the same pointers compared. */
export const atStore = (facts: Facts): Facts & CmsMove => ({...facts, target: storePoolOf(facts), isDisaster: false});

export function findConnection(facts: Facts, number: string): Step {
	return {
		title: say('step.findConnection.title'),
		why: say('step.findConnection.why'),
		number,
		look: all(read(hostOf(facts), 'Get-CsManagementConnection')),
		told: toldPool(facts.deployment, say('field.storePool'), storePool => ({storePool})),
		judge([answer]): Judgement {
			const server = fqdnOf(objectsOf(answer)[0]?.SqlServer);
			const owner = facts.deployment.pools.find(({sql}) => server !== '' && [sql.primary, sql.mirror].includes(server));
			if (!answer?.end.ok || !owner) {
				const names = {server: server || '-', message: errorOf(answer) || '-'};
				const evidence = [
					answer?.end.ok ? seen(answer, 'bad', 'evidence.connection', {server: names.server, pool: '-'}) : errorSign(answer),
				];
				return {says: 'blocked', why: say('store.noConnection', names), remedy: say('store.noConnection.remedy'), evidence};
			}
			const evidence = [seen(answer, 'good', 'evidence.connection', {server, pool: owner.fqdn})];
			return {says: 'holds', evidence, learned: {storePool: owner.fqdn}};
		},
	};
}

/** Where it works already there is nothing to put back. */
export const restoreStore = (facts: Facts, number: string): Step => restoring(facts, number, () => true);

/** e.3 is done whatever the masters say: a store that works may still be the one that the other takes for standby. */
export const repairStore = (facts: Facts): Step => restoring(facts, '3', fate => fate === 'endedWell');

/** On a server of the pool whose store it is. Safe to run again: it makes active what is [PS-CMSFO]. `isEnough`: whether masters show that it is done. */
function restoring(facts: Facts, number: string, isEnough: (fate: ChangeFate) => boolean): Step {
	const pool = storePoolOf(facts);
	const host = hostOf(facts);
	const names = {pool};
	return {
		title: say('step.restoreStore.title', names),
		why: say('step.restoreStore.why'),
		number,
		look: all(read(host, 'Get-CsManagementStoreReplicationStatus', {CentralManagementStoreStatus: true})),
		judge(answers: readonly Answer[], fate): Judgement {
			const isThere = mastersAreOn(facts, pool, answers);
			const evidence = [cmsSign(answers, isThere ? 'good' : 'bad')];
			if (isThere && isEnough(fate)) return {says: 'holds', evidence};
			if (mayCome(fate)) return {says: 'cannotTell', why: say(isThere ? 'store.restoreUnseen' : 'store.noMasterYet', names), evidence};
			return {says: 'doesNotHold', why: say(isThere ? 'store.toBeRestored' : 'store.noMasterYet', names), evidence};
		},
		change: {
			calls: () => [change(host, 'Invoke-CsManagementServerFailover', {Restore: true, Confirm: false, Verbose: true}, 20 * 60_000)],
			changes: () => say('step.restoreStore.changes', names),
			undo: say('step.restoreStore.undo'),
			users: say('step.moveCms.users'),
			takes: say('step.restoreStore.takes'),
			confirmation: () => ({danger: 'reversible', label: firstLabel(pool), of: 'pool'}),
			hasPreview: false,
			settlesInMs: 5 * 60_000,
			isReadBack: false,
		},
		patience: {everyMs: 10_000, forMs: 10 * 60_000},
	};
}

/** e.6. The failover that it stuck in, again; wanted only while the store is not where it should be. */
export function decideOnMoveAgain(facts: Facts): Step {
	const pool = storePoolOf(facts);
	const to = standbyOf(facts, pool);
	const isOwed = facts.debts.some(({id}) => id === debtId('cmsMoved', to));
	const isPaired = to !== pool && homeOf({deployment: facts.deployment, pool}).backupPool === to;
	return {
		title: say('step.decideOnMoveAgain.title', {pool: to}),
		why: say('step.decideOnMoveAgain.why'),
		number: '6',
		form: {
			asks: say('question.moveAgain', {pool: to, from: pool}),
			fields: [],
			ways: [
				{id: 'leave', label: say('way.leaveCms', {from: pool}), ...(isOwed ? {} : {isRecommended: true as const})},
				...(isPaired
					? [{id: 'moveAgain', label: say('way.moveAgain', {pool: to}), ...(isOwed ? {isRecommended: true as const} : {})}]
					: []),
			],
			learns: way => ({movesStore: way === 'moveAgain'}),
		},
	};
}
