/** Replicas: who must have the new store before the users can be moved. Others are counted and never waited for. */
import {all} from '../../../ask.js';
import {read} from '../../../cmdlet.js';
import {poolOf} from '../../../deployment/deployment.js';
import type {JsonObject} from '../../../json.js';
import {say} from '../../../message.js';
import {tcp} from '../../../probe.js';
import type {Evidence, Judgement, Step} from '../../../step/step.js';
import {type Facts, hostOf} from '../../facts.js';
import {errorOf, fqdnOf, objectsOf, perhapsAnsweringOn, seen} from '../../seeing.js';
import {cmsSign, notAskedSigns, sipPort} from '../../steps/signs.js';
import {mastersAreOn} from './central-management.js';

/** The port on which the Central Management store reaches an Edge; an internal replica is reached by its SIP port here. */
const edgePort = 4443;
export type Needed = {readonly frontEnds: readonly string[]; readonly edges: readonly string[]};

const isUpToDate = (replica: JsonObject) => replica.UpToDate === true;

/**
 * Step 6. Microsoft's page asks for every replica, which cannot be while a site is dark: here the master and file transfer agent must be
 * on the living pool, and those replicas up to date that the failover needs (inferred). Going on without one of them takes a reason.
 */
export function waitForReplicas(facts: Facts, cmsPool: string, needed: Needed, number = '6'): Step {
	const host = hostOf(facts);
	const status = read(host, 'Get-CsManagementStoreReplicationStatus', {CentralManagementStoreStatus: true});
	const replicas = read(host, 'Get-CsManagementStoreReplicationStatus');
	const probes = [
		...needed.frontEnds.map(computer => tcp(computer, sipPort, host)),
		...needed.edges.map(computer => tcp(computer, edgePort, host)),
	];
	return {
		title: say('step.waitForReplicas.title', {pool: cmsPool}),
		why: say('step.waitForReplicas.why'),
		sought: say('step.waitForReplicas.sought', {pool: cmsPool}),
		number,
		isWaiting: true,
		look: all(status, replicas, ...probes),
		judge(answers): Judgement {
			const list = answers.find(({ask}) => ask === replicas);
			const living = new Set([...perhapsAnsweringOn(answers, sipPort), ...perhapsAnsweringOn(answers, edgePort)]);
			const rows = objectsOf(list);
			const behind = new Set(rows.filter(row => !isUpToDate(row)).map(row => fqdnOf(row.ReplicaFqdn)));
			const known = new Set(rows.map(row => fqdnOf(row.ReplicaFqdn)));
			const must = [...needed.frontEnds, ...needed.edges].filter(computer => living.has(computer));
			const missing = must.filter(computer => behind.has(computer) || !known.has(computer));
			const dead = [...needed.frontEnds, ...needed.edges].filter(computer => !living.has(computer));
			const others = [...behind].filter(computer => !must.includes(computer)).length;
			const onTarget = mastersAreOn(facts, cmsPool, answers);
			const evidence: Evidence[] = [
				cmsSign(answers, onTarget ? 'good' : 'bad'),
				seen(list, missing.length === 0 && list?.end.ok ? 'good' : 'unknown', 'evidence.replicas', {
					upToDate: must.length - missing.length,
					needed: must.length,
					missing,
					others,
				}),
				...notAskedSigns(answers),
				...(dead.length > 0 ? [seen(answers.at(-1), 'unknown', 'evidence.deadReplicas', {count: dead.length, computers: dead})] : []),
			];
			if (!onTarget) return {says: 'cannotTell', why: say('replicas.noMaster', {pool: cmsPool}), evidence};
			if (!list?.end.ok) return {says: 'cannotTell', why: say('replicas.unknown', {message: errorOf(list)}), evidence};
			if (missing.length > 0)
				return {
					says: 'cannotTell',
					why: say('replicas.behind', {missing, count: missing.length}),
					evidence,
					mayGoOn: true,
				};
			return {says: 'holds', evidence};
		},
		patience: {everyMs: 10_000, forMs: 15 * 60_000},
	};
}

/** What a pool failover needs: the Front Ends of the partner, and the Edges whose next hop it will change. */
export function neededForFailover(facts: Facts, partner: string): Needed {
	const edges = facts.deployment.edgePools.filter(({nextHop}) => nextHop === facts.pool).flatMap(({computers}) => computers);
	return {frontEnds: poolOf(facts.deployment, partner)?.computers ?? [], edges};
}
