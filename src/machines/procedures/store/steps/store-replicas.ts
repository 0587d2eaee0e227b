/** e.4 and e.5 of the repair: every server of the pool takes the store anew into its local copy, and asks for everything again. */
import {all} from '../../../ask.js';
import {change, read} from '../../../cmdlet.js';
import {firstLabel} from '../../../deployment/deployment.js';
import {say} from '../../../message.js';
import {type Judgement, mayCome, type Step} from '../../../step/step.js';
import {type Facts, homeOf, hostOf} from '../../facts.js';
import {fqdnOf, objectsOf, seen} from '../../seeing.js';
import {storePoolOf} from './store-repair.js';

/** As the article prints it. */
const fileName = 'c:\\temp\\configuration.zip';
const minutes = 60_000;

/** Exported from the store, imported into the local copy only: nothing else is written. Once more is safe (inferred). */
export function reloadLocalStores(facts: Facts): Step {
	const {fqdn, computers} = homeOf({deployment: facts.deployment, pool: storePoolOf(facts)});
	return {
		title: say('step.reloadLocalStores.title', {pool: fqdn}),
		why: say('step.reloadLocalStores.why'),
		number: '4',
		look: all(...computers.map(computer => read(computer, 'Get-CsTopology', {LocalStore: true}))),
		judge(answers, fate): Judgement {
			const answering = answers.filter(({end}) => end.ok).length;
			const all = computers.length;
			const sign = answering === all ? 'good' : 'bad';
			const evidence = [seen(answers[0], sign, 'evidence.localStores', {answering, all, pool: fqdn})];
			if (fate === 'endedWell' && answering === all) return {says: 'holds', evidence};
			const says = mayCome(fate) ? 'cannotTell' : 'doesNotHold';
			return {says, why: say(mayCome(fate) ? 'store.reloadUnseen' : 'store.toBeReloaded', {pool: fqdn}), evidence};
		},
		change: {
			calls: () =>
				computers.flatMap(computer => [
					change(computer, 'Export-CsConfiguration', {FileName: fileName}, 10 * minutes),
					change(computer, 'Import-CsConfiguration', {FileName: fileName, LocalStore: true}, 10 * minutes),
				]),
			changes: () => say('step.reloadLocalStores.changes', {pool: fqdn, count: computers.length, fileName}),
			undo: say('step.reloadLocalStores.undo'),
			users: say('step.storeServices.users'),
			takes: say('step.reloadLocalStores.takes'),
			confirmation: () => ({danger: 'reversible', label: firstLabel(fqdn), of: 'pool'}),
			hasPreview: false,
			settlesInMs: minutes,
			isReadBack: false,
		},
		maySkip: true,
	};
}

/** Each run throws the replication status away, so everything is sent again; the master begins 2–3 min later [PS-REPL]. */
export function forceReplication(facts: Facts): Step {
	const {fqdn, computers} = homeOf({deployment: facts.deployment, pool: storePoolOf(facts)});
	const host = hostOf(facts);
	return {
		title: say('step.forceReplication.title', {pool: fqdn}),
		why: say('step.forceReplication.why'),
		number: '5',
		look: all(read(host, 'Get-CsManagementStoreReplicationStatus')),
		judge([answer], fate): Judgement {
			const rows = objectsOf(answer).filter(row => computers.includes(fqdnOf(row.ReplicaFqdn)));
			const upToDate = rows.filter(row => row.UpToDate === true).length;
			const evidence = [seen(answer, 'unknown', 'evidence.ownReplicas', {upToDate, all: computers.length, pool: fqdn})];
			if (fate === 'endedWell') return {says: 'holds', evidence};
			const says = mayCome(fate) ? 'cannotTell' : 'doesNotHold';
			return {says, why: say(mayCome(fate) ? 'store.replicationUnseen' : 'store.toBeReplicated', {pool: fqdn}), evidence};
		},
		change: {
			calls: () => computers.map(computer => change(computer, 'Invoke-CsManagementStoreReplication', {}, 10 * minutes)),
			changes: () => say('step.forceReplication.changes', {pool: fqdn, count: computers.length}),
			undo: say('step.forceReplication.undo'),
			users: say('step.storeServices.users'),
			takes: say('step.forceReplication.takes'),
			confirmation: () => ({danger: 'reversible', label: firstLabel(fqdn), of: 'pool'}),
			hasPreview: false,
			settlesInMs: minutes,
			isReadBack: false,
		},
		maySkip: true,
	};
}
