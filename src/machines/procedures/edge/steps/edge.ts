/** The next hop of the Edge pools. Found before the failover, changed after the CMS: the change is written to the store. */
import {type Answer, type Ask, all, isTcpProbe, outputOf} from '../../../ask.js';
import {type CmdletCall, change, read} from '../../../cmdlet.js';
import {type Debt, debtId} from '../../../debt.js';
import {firstLabel, poolOf, poolOfIdentity} from '../../../deployment/deployment.js';
import {say} from '../../../message.js';
import {tcp} from '../../../probe.js';
import {type Evidence, type Fields, type Judgement, mayCome, type Step} from '../../../step/step.js';
import {type Facts, hostOf} from '../../facts.js';
import {answerOf, errorOf, fqdnOf, objectsOf, perhapsAnsweringOn, seen, textOf} from '../../seeing.js';
import {edgesSign, errorSign, sipPort} from '../../steps/signs.js';
import {namesTyped} from '../../steps/told-pools.js';

const allEdges = (host: string) => read(host, 'Get-CsService', {EdgeServer: true});

/** FQDNs of the Edge pools whose next hop is `pool`, as the store names them; undefined when it did not answer. */
export function edgesNaming(pool: string, answers: readonly Answer[]): readonly string[] | undefined {
	const answer = answerOf(answers, 'Get-CsService', {EdgeServer: true});
	if (!answer?.end.ok) return undefined;
	return objectsOf(answer)
		.filter(edge => poolOfIdentity(textOf(edge.Registrar)) === pool)
		.map(edge => fqdnOf(edge.PoolFqdn));
}

/** Step 7, first half: every Edge pool that names the pool, alive or dead. Whether a dead one counts is undecidable here (contradiction 27). */
export function findEdges(facts: Facts, number = '7'): Step {
	return {
		title: say('step.findEdges.title', {pool: facts.pool}),
		why: say('step.findEdges.why'),
		number,
		look: all(allEdges(hostOf(facts))),
		judge(answers) {
			const edges = edgesNaming(facts.pool, answers);
			if (!edges)
				return {
					says: 'cannotTell',
					why: say('edge.unknown', {message: errorOf(answers[0])}),
					evidence: [errorSign(answers[0])],
				};
			return {
				says: 'holds',
				evidence: [edgesSign(answers[0], facts.pool, edges)],
				learned: {edgesOnPool: edges},
			};
		},
		fact: {
			fields: [{id: 'edges', label: say('field.edgesOnPool', {pool: facts.pool}), kind: 'text'}],
			refuses: fields => (edgesTyped(facts, fields) ? undefined : say('form.edgesExpected')),
			learns: fields => ({edgesOnPool: edgesTyped(facts, fields) ?? []}),
			captured: {edgesOnPool: facts.deployment.edgePools.filter(({nextHop}) => nextHop === facts.pool).map(({fqdn}) => fqdn)},
		},
	};
}

/** FQDNs of Edge pools with commas or spaces between them, or the word `none`; undefined when one of them is no Edge pool. */
function edgesTyped({deployment}: Facts, {edges = ''}: Fields): readonly string[] | undefined {
	const typed = namesTyped(edges);
	if (typed.length === 1 && typed[0] === 'none') return [];
	return typed.length > 0 && typed.every(edge => deployment.edgePools.some(({fqdn}) => fqdn === edge)) ? typed : undefined;
}

type Hop = {readonly edge: string; readonly from: string; readonly to: string};

/** Step 7, second half. `Set-CsEdgeServer -Registrar` names a registrar; older pages print an Edge there (contradiction 4). */
export function changeNextHops(facts: Facts, to: string, number = '7'): Step {
	const hops = (facts.edgesOnPool ?? []).map(edge => ({edge, from: facts.pool, to}));
	const opened = (answers: readonly Answer[]) => hopsLike(hops, answers, isTo).map(nextHopDebt);
	return {
		...nextHops(facts, hops, number),
		// What the store does not say may have been changed.
		opens: (_learned, _end, answers) => hopsLike(hops, answers, isToOrUnsaid).map(nextHopDebt),
		opensInPart: opened,
	};
}

const nextHopDebt = ({edge, from, to}: Hop): Debt => ({
	id: debtId('nextHop', edge),
	kind: 'nextHop',
	title: say('debt.nextHop', {edge, from, to}),
	about: {edge, from, to},
});

/** The Edge pools that a failover took away from `pool`, to be given back. */
export const hopsOwedTo = ({debts, pool}: Pick<Facts, 'debts' | 'pool'>): readonly Hop[] =>
	debts
		.filter(({kind, about}) => kind === 'nextHop' && about.from === pool)
		.map(({about}) => ({edge: textOf(about.edge), from: textOf(about.to), to: pool}));

export function giveNextHopsBack(facts: Facts): Step {
	const hops = hopsOwedTo(facts);
	const paid = (given: readonly Hop[]) => given.map(({edge}) => debtId('nextHop', edge));
	return {
		...nextHops(facts, hops, '6'),
		closes: () => paid(hops),
		closesInPart: answers => paid(hopsLike(hops, answers, isTo)),
	};
}

const storeOf = (answers: readonly Answer[]) => answerOf(answers, 'Get-CsService', {EdgeServer: true});
const isTo = ({to}: Hop, registrar: string | undefined) => registrar === to;
const isNotTo = ({to}: Hop, registrar: string | undefined) => registrar !== to;
const isUnsaid = (_hop: Hop, registrar: string | undefined) => !registrar;
const isToOrUnsaid = (hop: Hop, registrar: string | undefined) => isTo(hop, registrar) || isUnsaid(hop, registrar);

/** Those of the hops whose Edge pool, by what the store said, has such a next hop. */
function hopsLike(hops: readonly Hop[], answers: readonly Answer[], isLike: (hop: Hop, registrar: string | undefined) => boolean) {
	const registrars = new Map(objectsOf(storeOf(answers)).map(edge => [fqdnOf(edge.PoolFqdn), poolOfIdentity(textOf(edge.Registrar))]));
	return hops.filter(hop => isLike(hop, registrars.get(hop.edge)));
}

function nextHops(facts: Facts, hops: readonly Hop[], number: string): Step {
	const host = hostOf(facts);
	const [first] = hops;
	const edges = hops.map(({edge}) => edge);
	const remaining = (answers: readonly Answer[]) => hopsLike(hops, answers, isNotTo);
	return {
		title: say('step.nextHops.title', {edges, count: edges.length, to: first?.to ?? '-'}),
		why: say('step.nextHops.why'),
		number,
		look: all(allEdges(host), read(host, 'Get-CsManagementStoreReplicationStatus'), ...hops.flatMap(hop => portsOf(facts, hop))),
		judge(answers, fate): Judgement {
			const [store] = answers;
			if (!store?.end.ok)
				return {
					says: 'cannotTell',
					why: say(mayCome(fate) ? 'edge.unread' : 'edge.unknown', {message: errorOf(store)}),
					evidence: [errorSign(store)],
				};
			const left = remaining(answers);
			const unsaid = hopsLike(hops, answers, isUnsaid).map(({edge}) => edge);
			const [wayOut, closed] = ports(answers);
			const evidence: Evidence[] = [
				seen(store, left.length === 0 ? 'good' : 'bad', 'evidence.nextHops', {
					left: left.map(({edge}) => edge),
					changed: hops.length - left.length,
					all: hops.length,
				}),
				...wayOut,
			];
			if (mayCome(fate) && unsaid.length > 0) return {says: 'cannotTell', why: say('edge.unsaid', {edges: unsaid}), evidence};
			if (closed && mayCome(fate)) return {says: 'cannotTell', why: say('edge.portIsClosed', closed), evidence, mayGoOn: true};
			if (closed)
				return {
					says: 'blocked',
					why: say('edge.portClosed', closed),
					remedy: say('edge.portClosed.remedy', closed),
					evidence,
					mayGoOn: true,
				};
			const behind = edgesBehind(facts, hops, answers);
			if (left.length === 0 && behind.length > 0)
				return {says: 'cannotTell', why: say('edge.notYetThere', {edges: behind}), evidence, mayGoOn: true};
			if (left.length === 0) return {says: 'holds', evidence};
			return {says: 'doesNotHold', why: say('edge.stillNames', {edges: left.map(({edge}) => edge), pool: first?.from ?? '-'}), evidence};
		},
		change: {
			calls: (answers): readonly CmdletCall[] =>
				remaining(answers).map(({edge, to}) =>
					change(
						host,
						'Set-CsEdgeServer',
						{Identity: `EdgeServer:${edge}`, Registrar: `Registrar:${to}`, Confirm: false, Verbose: true},
						5 * 60_000,
					),
				),
			changes: answers =>
				say('step.nextHops.changes', {edges: remaining(answers).map(({edge}) => edge), from: first?.from ?? '-', to: first?.to ?? '-'}),
			undo: say('step.nextHops.undo', {from: first?.from ?? '-'}),
			users: say('step.nextHops.users'),
			takes: say('step.nextHops.takes'),
			confirmation: answers => ({danger: 'reversible', label: firstLabel(remaining(answers)[0]?.edge ?? ''), of: 'nextHop'}),
			hasPreview: true,
			// As long as it is said to take: the slowest Edge server (model).
			settlesInMs: 180_000,
			isReadBack: true,
		},
	};
}

/** Living Edge servers that do not have the change yet: until its replica is up to date, an Edge goes on as before [L-FO]. */
function edgesBehind({deployment}: Facts, hops: readonly Hop[], answers: readonly Answer[]): readonly string[] {
	const upToDate = new Set(
		objectsOf(answerOf(answers, 'Get-CsManagementStoreReplicationStatus'))
			.filter(replica => replica.UpToDate === true)
			.map(replica => fqdnOf(replica.ReplicaFqdn)),
	);
	const servers = hops.flatMap(({edge}) => deployment.edgePools.find(({fqdn}) => fqdn === edge)?.computers ?? []);
	const living = perhapsAnsweringOn(answers, sipPort).filter(computer => servers.includes(computer));
	return living.filter(server => !upToDate.has(server));
}

/** TCP 5061 both ways between a living Edge and the Front Ends that it is to use; one computer of each side stands for its pool. */
function portsOf(facts: Facts, {edge, to}: Hop): readonly Ask[] {
	const edgePool = facts.deployment.edgePools.find(({fqdn}) => fqdn === edge);
	const [edgeServer] = edgePool?.computers ?? [];
	const [frontEnd] = poolOf(facts.deployment, to)?.computers ?? [];
	return edgeServer && frontEnd ? [tcp(frontEnd, sipPort, edgeServer), tcp(edgeServer, sipPort, frontEnd)] : [];
}

/** A closed port is named. A silent one is a dead Edge, which nobody waits for. */
function ports(
	answers: readonly Answer[],
): readonly [readonly Evidence[], {readonly from: string; readonly to: string; readonly port: number} | undefined] {
	const probes = answers.flatMap(answer => (isTcpProbe(answer.ask) ? [{answer, ask: answer.ask, output: outputOf(answer.end)}] : []));
	const evidence = probes.map(({answer, ask, output}) =>
		seen(answer, output === 'open' ? 'good' : output === 'closed' ? 'bad' : 'unknown', 'evidence.port', {
			from: ask.from ?? '-',
			to: ask.to,
			port: ask.port,
			state: String(output),
		}),
	);
	const closed = probes.find(({output}) => output === 'closed')?.ask;
	return [evidence, closed && {from: closed.from ?? '-', to: closed.to, port: closed.port}];
}
