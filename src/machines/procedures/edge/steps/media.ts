/**
 * The Edge pool that the media of a Front End pool goes through (i, and h.4): the dialog of Topology Builder, or three cmdlets. Both ways,
 * with the pools exchanged. Whether the three cmdlets do all that the dialog does is not known (sources, unknown 7).
 */
import {type Answer, all} from '../../../ask.js';
import {type CmdletCall, type CmdletName, change, read} from '../../../cmdlet.js';
import {type Debt, debtId} from '../../../debt.js';
import {firstLabel, poolOf, poolOfIdentity} from '../../../deployment/deployment.js';
import type {Json} from '../../../json.js';
import {type Message, say} from '../../../message.js';
import {type Judgement, mayCome, type Step} from '../../../step/step.js';
import {hostOf} from '../../facts.js';
import {answerOf, errorOf, listOf, objectsOf, seen, textOf} from '../../seeing.js';
import {errorSign} from '../../steps/signs.js';
import {type EdgeFacts, edgeDebts, targetOf} from '../edge-facts.js';
import type {Way} from './routes.js';

export type MediaFacts = EdgeFacts & {
	/** FQDNs of the Front End pools that live and have the lost Edge pool. */
	readonly mediaPools?: Json;
	readonly mediaWay?: string;
};

/** The services of a Front End pool that have an Edge: how they are asked for, and how each is set [PS-REG, PS-CONF, PS-MED]. */
const roles = [
	{role: 'Registrar', sets: 'Set-CsRegistrar'},
	{role: 'ConferencingServer', sets: 'Set-CsConferenceServer'},
	{role: 'MediationServer', sets: 'Set-CsMediationServer'},
] as const satisfies readonly {role: string; sets: CmdletName}[];

export const readMedia = (facts: EdgeFacts) => roles.map(({role}) => read(hostOf(facts), 'Get-CsService', {[role]: true}));

type Service = {readonly identity: string; readonly role: string; readonly pool: string; readonly edge: string; readonly sets: CmdletName};

/** Those that have an Edge; undefined while one of the three lists is missing. */
export function servicesIn(answers: readonly Answer[]): readonly Service[] | undefined {
	const lists = roles.map(({role, sets}) => ({role, sets, answer: answerOf(answers, 'Get-CsService', {[role]: true})}));
	if (lists.some(({answer}) => !answer?.end.ok)) return undefined;
	return lists.flatMap(({role, sets, answer}) =>
		objectsOf(answer).flatMap((service): readonly Service[] => {
			const edge = poolOfIdentity(textOf(service.EdgeServer));
			return edge ? [{identity: textOf(service.Identity), role, pool: textOf(service.PoolFqdn).toLowerCase(), edge, sets}] : [];
		}),
	);
}

const poolsIn = (value: Json | undefined): readonly string[] => listOf(value).map(textOf).filter(Boolean);
export const mediaPoolsOf = (facts: MediaFacts): readonly string[] => poolsIn(facts.mediaPools);
export const mediaOwed = (facts: Pick<EdgeFacts, 'debts' | 'edge'>): readonly Debt[] =>
	edgeDebts(facts).filter(({kind}) => kind === 'mediaEdge');
export const poolsOwed = (facts: Pick<EdgeFacts, 'debts' | 'edge'>): readonly string[] =>
	mediaOwed(facts).map(({about}) => textOf(about.pool));

const debtOf = (pool: string, {from, to}: Way, way: string): Debt => ({
	id: debtId('mediaEdge', pool),
	kind: 'mediaEdge',
	title: say('debt.mediaEdge', {pool, edge: from, to}),
	about: {pool, edge: from, to, way},
});

/** Published for one server of an Edge pool [topology §2]. */
const remoteUsersPerServer = (version: number) => (version >= 8 ? 18_000 : 12_000);

/** i: which of the two ways; and whether the Edge pool that takes it all is large enough, as far as anybody can say. */
export function chooseMediaWay(facts: MediaFacts): Step {
	const to = targetOf(facts);
	const {deployment} = facts;
	const servers = deployment.edgePools.find(({fqdn}) => fqdn === to)?.computers.length ?? 0;
	const moved = mediaPoolsOf(facts);
	const served = deployment.pools.filter(({fqdn, edgePool}) => edgePool === to || moved.includes(fqdn));
	const users = served.reduce((sum, pool) => sum + pool.users, 0);
	const limit = servers * remoteUsersPerServer(poolOf(deployment, facts.pool)?.version ?? 6);
	return {
		title: say('step.mediaWay.title'),
		why: say('step.mediaWay.why'),
		number: '1',
		judge: () => ({
			says: 'holds',
			evidence: [seen(undefined, users > limit ? 'unknown' : 'good', 'evidence.mediaLoad', {edge: to, users, servers, limit})],
		}),
		form: {
			asks: say('question.mediaWay'),
			fields: [],
			ways: [
				{id: 'dialog', label: say('way.mediaDialog'), isRecommended: true},
				{id: 'cmdlets', label: say('way.mediaCmdlets')},
			],
			learns: mediaWay => ({mediaWay}),
		},
	};
}

/** What both ways see: the pools that are still to be changed. */
function seeing(facts: EdgeFacts, pools: readonly string[], {to}: Way): Pick<Step, 'look'> & {readonly judge: NonNullable<Step['judge']>} {
	return {
		look: all(...readMedia(facts)),
		judge(answers, fate): Judgement {
			const services = servicesIn(answers);
			if (!services) {
				const failed = answers.find(({end}) => !end.ok);
				const why = say(mayCome(fate) ? 'media.unread' : 'media.unknown', {message: errorOf(failed)});
				return {says: 'cannotTell', why, evidence: [errorSign(failed)]};
			}
			const left = poolsLeft(services, pools, to);
			const evidence = [
				seen(answers[0], left.length === 0 ? 'good' : 'bad', 'evidence.mediaEdges', {pools: left, count: left.length, edge: to}),
			];
			if (left.length === 0) return {says: 'holds', evidence};
			return {says: 'doesNotHold', why: say('media.left', {pools: left, count: left.length, edge: to}), evidence};
		},
	};
}

const servicesLeft = (services: readonly Service[], pools: readonly string[], to: string) =>
	services.filter(({pool, edge}) => pools.includes(pool) && edge !== to);
const poolsLeft = (services: readonly Service[], pools: readonly string[], to: string): readonly string[] =>
	pools.filter(pool => servicesLeft(services, [pool], to).length > 0 || !services.some(service => service.pool === pool));

/** The page ends with OK; without a publication nothing changes [PS-PUB]. */
const byDialog = (facts: EdgeFacts, pools: readonly string[], way: Way): Omit<Step, 'title' | 'why' | 'number'> => ({
	...seeing(facts, pools, way),
	manual: {
		items: [...pools.map((pool): Message => say('step.media.dialog', {pool, edge: way.to})), say('step.media.publish')],
		acts: () => [{mediaEdges: Object.fromEntries(pools.map(pool => [pool, way.to]))}],
	},
	// Published after 3–10 min (model).
	patience: {everyMs: 30_000, forMs: 30 * 60_000},
});

const byCmdlets = (facts: EdgeFacts, pools: readonly string[], way: Way): Omit<Step, 'title' | 'why' | 'number'> => ({
	...seeing(facts, pools, way),
	change: {
		calls: (answers): readonly CmdletCall[] =>
			servicesLeft(servicesIn(answers) ?? [], pools, way.to).map(({identity, sets}) =>
				change(hostOf(facts), sets, {Identity: identity, EdgeServer: `EdgeServer:${way.to}`, Confirm: false, Verbose: true}, 5 * 60_000),
			),
		changes: answers => say('step.media.changes', {pools: poolsLeft(servicesIn(answers) ?? [], pools, way.to), to: way.to}),
		undo: say('step.media.undo', {from: way.from}),
		users: say('step.media.users'),
		takes: say('step.media.takes'),
		confirmation: () => ({danger: 'reversible', label: firstLabel(way.to), of: 'media'}),
		hasPreview: true,
		settlesInMs: 30_000,
		isReadBack: true,
	},
});

/** i, out: for every living Front End pool with the dead Edge pool, whatever its site (inferred). */
export function associate(facts: MediaFacts, way: Way, by: 'dialog' | 'cmdlets'): Step {
	const pools = mediaPoolsOf(facts);
	const moved = (answers: readonly Answer[]): readonly Debt[] => {
		const services = servicesIn(answers) ?? [];
		return pools
			.filter(pool => services.some(service => service.pool === pool && service.edge === way.to))
			.map(pool => debtOf(pool, way, by));
	};
	return {
		title: say('step.media.title', {edge: way.to}),
		why: say(by === 'dialog' ? 'step.media.why.dialog' : 'step.media.why.cmdlets'),
		number: '2',
		...(by === 'dialog' ? byDialog : byCmdlets)(facts, pools, way),
		opens: (_learned, _end, answers) => moved(answers),
		opensInPart: moved,
	};
}

/** h.4, in the way in which it went. */
export function associateBack(facts: EdgeFacts, way: Way, by: 'dialog' | 'cmdlets', number: string): Step {
	const pools = poolsOwed(facts);
	return {
		title: say('step.media.title', {edge: way.to}),
		why: say(by === 'dialog' ? 'step.media.why.dialog' : 'step.media.why.cmdlets'),
		number,
		...(by === 'dialog' ? byDialog : byCmdlets)(facts, pools, way),
		closes: () => pools.map(pool => debtId('mediaEdge', pool)),
		closesInPart: answers => {
			const left = poolsLeft(servicesIn(answers) ?? [], pools, way.to);
			return answers.length === 0 ? [] : pools.filter(pool => !left.includes(pool)).map(pool => debtId('mediaEdge', pool));
		},
	};
}
