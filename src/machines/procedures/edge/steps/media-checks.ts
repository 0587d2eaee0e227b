/** Before and after a Front End pool is associated with another Edge pool: which pools it is about, their replicas, the ways to the Edge. */
import {all} from '../../../ask.js';
import {read} from '../../../cmdlet.js';
import {poolOf} from '../../../deployment/deployment.js';
import {say} from '../../../message.js';
import {tcp} from '../../../probe.js';
import type {Judgement, Step} from '../../../step/step.js';
import {hostOf} from '../../facts.js';
import {answerOf, errorOf, fqdnOf, notAskedIn, objectsOf, perhapsAnsweringOn, seen, textOf} from '../../seeing.js';
import {answeringOf, errorSign, notAskedSigns, portSign, portsIn, sipPort} from '../../steps/signs.js';
import {toldPools} from '../../steps/told-pools.js';
import {type EdgeFacts, edgePoolOf, poolsOfEdge} from '../edge-facts.js';
import {type MediaFacts, readMedia, servicesIn} from './media.js';
import type {Way} from './routes.js';

/** As the store has it now, not as it was captured; and only pools that live: the users of a dead one need no media. */
export function findMediaPools(facts: MediaFacts): Step {
	const {edge, deployment} = facts;
	return {
		title: say('step.mediaPools.title', {edge}),
		why: say('step.mediaPools.why'),
		told: toldPools(deployment, say('field.mediaPools', {edge}), pools => ({mediaPools: [...pools]})),
		look: all(...readMedia(facts), ...deployment.pools.flatMap(({computers}) => computers.map(computer => tcp(computer, sipPort)))),
		judge(answers): Judgement {
			const services = servicesIn(answers);
			if (!services) {
				const failed = answers.find(({end}) => !end.ok);
				return {says: 'cannotTell', why: say('media.unknown', {message: errorOf(failed)}), evidence: [errorSign(failed)]};
			}
			const named = deployment.pools.filter(({fqdn}) => services.some(service => service.pool === fqdn && service.edge === edge));
			const living = named.filter(pool => answeringOf(answers, pool, sipPort).length > 0).map(({fqdn}) => fqdn);
			// Some of its services may have been changed already, in a run that was cut short.
			const owed = facts.debts.flatMap(({kind, about}) => (kind === 'mediaEdge' && about.edge === edge ? [textOf(about.pool)] : []));
			const pools = [...new Set([...living, ...owed])];
			const evidence = [seen(answers[0], pools.length > 0 ? 'good' : 'bad', 'evidence.mediaPools', {edge, pools, count: pools.length})];
			if (pools.length > 0) return {says: 'holds', evidence, learned: {mediaPools: pools}};
			return {
				says: 'blocked',
				why: say('media.noPoolLives', {edge, all: poolsOfEdge(facts).map(({fqdn}) => fqdn)}),
				remedy: say('media.noPoolLives.remedy'),
				evidence,
			};
		},
	};
}

/** A Front End hands out the new Edge when its replica knows it. The dead are not waited for. */
export function waitForMediaReplicas(facts: EdgeFacts, pools: readonly string[], number: string): Step {
	const host = hostOf(facts);
	const computers = pools.flatMap(pool => poolOf(facts.deployment, pool)?.computers ?? []);
	return {
		title: say('step.mediaReplicas.title', {pools}),
		why: say('step.mediaReplicas.why'),
		sought: say('step.mediaReplicas.sought', {pools}),
		number,
		isWaiting: true,
		look: all(read(host, 'Get-CsManagementStoreReplicationStatus'), ...computers.map(computer => tcp(computer, sipPort, host))),
		judge(answers): Judgement {
			const [list] = answers;
			const upToDate = new Set(objectsOf(list).flatMap(row => (row.UpToDate === true ? [fqdnOf(row.ReplicaFqdn)] : [])));
			const living = computers.filter(computer => perhapsAnsweringOn(answers, sipPort).includes(computer));
			const missing = living.filter(computer => !upToDate.has(computer));
			const isGood = list?.end.ok === true && living.length > 0 && missing.length === 0;
			const evidence = [
				list?.end.ok
					? seen(list, isGood ? 'good' : 'unknown', 'evidence.mediaReplicas', {
							upToDate: living.length - missing.length,
							all: living.length,
						})
					: errorSign(list),
				...notAskedSigns(answers),
			];
			return isGood ? {says: 'holds', evidence} : {says: 'cannotTell', why: say('media.replicasBehind'), evidence, mayGoOn: true};
		},
		patience: {everyMs: 15_000, forMs: 20 * 60_000},
	};
}

/** From a Front End to the inner side of an Edge (topology.md §4); UDP 3478 is not tried. */
const mediaPorts = [5062, 8057, 443] as const;

/** One Front End of each pool stands for all of them: a firewall knows pools, as a rule. */
export function proveMedia(facts: EdgeFacts, pools: readonly string[], {to}: Way, number: string): Step {
	const host = hostOf(facts);
	const servers = edgePoolOf(facts, to)?.computers ?? [];
	const frontEnds = pools.flatMap(pool => poolOf(facts.deployment, pool)?.computers[0] ?? []);
	return {
		title: say('step.proveMedia.title', {edge: to}),
		why: say('step.proveMedia.why'),
		number,
		part: 'proves',
		look: all(
			...pools.map(pool => read(host, 'Get-CsService', {Registrar: true, PoolFqdn: pool})),
			...frontEnds.flatMap(from => servers.flatMap(server => mediaPorts.map(port => tcp(server, port, from)))),
		),
		judge(answers): Judgement {
			const shown = pools.map(pool => {
				const answer = answerOf(answers, 'Get-CsService', {PoolFqdn: pool});
				const edge = textOf(objectsOf(answer)[0]?.EdgeServer).replace(/^edgeserver:/i, '');
				return answer?.end.ok
					? seen(answer, edge === to ? 'good' : 'bad', 'evidence.mediaEdge', {pool, edge: edge || '-'})
					: errorSign(answer);
			});
			const evidence = [...shown, ...portsIn(answers).map(port => portSign(port)), seen(undefined, 'unknown', 'evidence.noUdp')];
			if (evidence.every(({sign}) => sign !== 'bad') && notAskedIn(answers).length === 0) return {says: 'holds', evidence};
			return {says: 'cannotTell', why: say('media.notProved', {edge: to}), evidence, mayGoOn: true};
		},
		patience: {everyMs: 30_000, forMs: 15 * 60_000},
	};
}
