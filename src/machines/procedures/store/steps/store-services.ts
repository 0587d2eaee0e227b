/** e.1 of the repair: on both pools the services run that replicate the store and mark its standby [SUP-CMS]. */
import {type Answer, all} from '../../../ask.js';
import {change, read} from '../../../cmdlet.js';
import {firstLabel, poolOf} from '../../../deployment/deployment.js';
import {say} from '../../../message.js';
import {type Judgement, mayCome, type Step} from '../../../step/step.js';
import {type Facts, hostOf} from '../../facts.js';
import {objectsOf, seen, textOf} from '../../seeing.js';
import {standbyOf} from './store.js';

/** Backup Service, Master Replicator Agent, Replica Replicator Agent, File Transfer Agent. */
const wanted = ['LYNCBACKUP', 'MASTER', 'REPLICA', 'FTA'] as const;
type Stopped = {readonly computer: string; readonly service: string};

export function startStoreServices(facts: Facts, number?: string): Step {
	const {active} = facts.deployment.cms;
	const pools = [...new Set([active, standbyOf(facts, active)])];
	const computers = pools.flatMap(pool => poolOf(facts.deployment, pool)?.computers ?? []);
	const host = hostOf(facts);
	const statusOf = (answers: readonly Answer[], index: number, service: string) =>
		textOf(objectsOf(answers[index]).find(({Name}) => Name === service)?.Status);
	/** Of a computer that answers, those of the four that it has and that do not run. */
	const stopped = (answers: readonly Answer[]): readonly Stopped[] =>
		computers.flatMap((computer, index) =>
			wanted.filter(service => !['', 'Running'].includes(statusOf(answers, index, service))).map(service => ({computer, service})),
		);
	return {
		title: say('step.storeServices.title', {pools}),
		why: say('step.storeServices.why'),
		...(number ? {number} : {}),
		look: all(...computers.map(computer => read(host, 'Get-CsWindowsService', {ComputerName: computer, ExcludeActivityLevel: true}))),
		judge(answers, fate): Judgement {
			const silent = computers.filter((_, index) => objectsOf(answers[index]).length === 0);
			const left = stopped(answers);
			const services = left.map(({computer, service}) => `${service} ${firstLabel(computer)}`);
			const sign = left.length > 0 ? 'bad' : silent.length > 0 ? 'unknown' : 'good';
			const evidence = [
				seen(answers[0], sign, 'evidence.storeServices', {services: services.slice(0, 8), count: services.length, silent: silent.length}),
			];
			if (left.length > 0) return {says: 'doesNotHold', why: say('store.servicesStopped', {services, count: services.length}), evidence};
			if (silent.length === 0) return {says: 'holds', evidence};
			const why = say('store.servicesUnsaid', {computers: silent, count: silent.length});
			return mayCome(fate) ? {says: 'cannotTell', why, evidence} : {says: 'cannotTell', why, evidence, mayGoOn: true};
		},
		change: {
			calls: answers =>
				stopped(answers).map(({computer, service}) =>
					change(host, 'Start-CsWindowsService', {ComputerName: computer, Name: service, Confirm: false, Verbose: true}, 10 * 60_000),
				),
			changes: answers => {
				const [first] = stopped(answers);
				const services = stopped(answers).map(({computer, service}) => `${service} ${firstLabel(computer)}`);
				return say('step.storeServices.changes', {
					label: first?.computer ?? active,
					services: services.slice(0, 8),
					count: services.length,
				});
			},
			undo: say('step.startServices.undo'),
			users: say('step.storeServices.users'),
			takes: say('step.storeServices.takes'),
			confirmation: answers => ({danger: 'reversible', label: firstLabel(stopped(answers)[0]?.computer ?? active), of: 'computer'}),
			hasPreview: true,
			settlesInMs: 60_000,
			isReadBack: true,
		},
		patience: {everyMs: 15_000, forMs: 15 * 60_000},
	};
}
