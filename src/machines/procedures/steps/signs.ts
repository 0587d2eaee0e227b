/** Evidence that several steps show in the same words: computers, SQL, the Central Management store, next hops. */
import type {Answer} from '../../ask.js';
import {isTcpProbe, outputOf} from '../../ask.js';
import type {SqlStore} from '../../deployment/deployment.js';
import type {Evidence} from '../../step/step.js';
import {answeringOn, answerOf, errorOf, fqdnOf, listOf, notAskedIn, objectsOf, seen} from '../seeing.js';

export const sipPort = 5061;
export const sqlPort = 1433;
/** SMB: it answers as soon as a computer has power, before any service of the product runs. */
export const filePort = 445;

const goodIf = (isGood: boolean): Evidence['sign'] => (isGood ? 'good' : 'bad');
const probeOf = (answers: readonly Answer[], port: number, hosts: readonly string[]) =>
	answers.find(({ask}) => isTcpProbe(ask) && ask.port === port && hosts.includes(ask.to));

type Computers = {readonly fqdn: string; readonly computers: readonly string[]};

/** Computers of a pool that answer on a port, however often they were asked. */
export function answeringOf(answers: readonly Answer[], {computers}: Computers, port: number): readonly string[] {
	const answering = new Set(answeringOn(answers, port));
	return computers.filter(computer => answering.has(computer));
}

/** `isWanted`: whether it is good news that they answer. Where it is not, that all are silent is told as what it is: good news. */
export function frontEndsSign(answers: readonly Answer[], pool: Computers, isWanted: boolean): Evidence {
	const answering = answeringOf(answers, pool, sipPort).length;
	const all = pool.computers.length;
	const probe = probeOf(answers, sipPort, pool.computers);
	if (answering === 0 && !isWanted) return seen(probe, 'good', 'evidence.frontEndsSilent', {all, pool: pool.fqdn});
	return seen(probe, goodIf(answering > 0 === isWanted), 'evidence.frontEndsAnswer', {answering, all, pool: pool.fqdn});
}

export function computersSign(answers: readonly Answer[], pool: Computers): Evidence {
	const answering = answeringOf(answers, pool, filePort).length;
	const sign = goodIf(answering === pool.computers.length);
	return seen(probeOf(answers, filePort, pool.computers), sign, 'evidence.computersAnswer', {
		answering,
		all: pool.computers.length,
		pool: pool.fqdn,
	});
}

export function sqlSign(answers: readonly Answer[], {primary, mirror}: SqlStore, isWanted: boolean): Evidence {
	const servers = [primary, ...(mirror ? [mirror] : [])];
	const answering = answeringOn(answers, sqlPort).filter((server, index, all) => servers.includes(server) && all.indexOf(server) === index);
	const probe = probeOf(answers, sqlPort, servers);
	if (answering.length === 0 && !isWanted) return seen(probe, 'good', 'evidence.sqlSilent', {servers});
	const sign = goodIf(answering.length > 0 === isWanted);
	return seen(probe, sign, 'evidence.sqlAnswers', {servers, answering, count: answering.length});
}

/** Beside what was seen, so that nobody takes it for silence. */
export function notAskedSigns(answers: readonly Answer[]): readonly Evidence[] {
	const left = notAskedIn(answers);
	const [first] = left;
	const from = [...new Set(left.map(({ask}) => ask.from ?? '-'))];
	const to = [...new Set(left.map(({ask}) => `${ask.to} ${ask.port}`))];
	return first ? [seen(first, 'unknown', 'evidence.notAsked', {from, to, count: to.length})] : [];
}

export type PortState = {
	readonly from: string;
	readonly to: string;
	readonly port: number;
	readonly state: string;
	readonly answer: Answer;
};

/** Every TCP port that was asked for, in the order of the asking. */
export const portsIn = (answers: readonly Answer[]): readonly PortState[] =>
	answers.flatMap(answer => {
		const {ask, end} = answer;
		return isTcpProbe(ask) ? [{from: ask.from ?? '', to: ask.to, port: ask.port, state: String(outputOf(end) ?? 'unknown'), answer}] : [];
	});

/** What could not be asked is not known, and least of all good. */
export const portSign = ({from, to, port, state, answer}: PortState, isGood = state === 'open'): Evidence => {
	const sign = isGood ? 'good' : state === 'notAsked' ? 'unknown' : 'bad';
	return from
		? seen(answer, sign, 'evidence.port', {from, to, port, state})
		: seen(answer, sign, 'evidence.portOutside', {to, port, state});
};

/** Master and file transfer agents, as the store names them; blank when the store answers and nobody is active. */
export function mastersIn(answers: readonly Answer[]): {
	readonly answer: Answer | undefined;
	readonly master: string;
	readonly agents: readonly string[];
} {
	const answer = answerOf(answers, 'Get-CsManagementStoreReplicationStatus', {CentralManagementStoreStatus: true});
	const [result] = objectsOf(answer);
	return {answer, master: fqdnOf(result?.ActiveMasterFqdn), agents: listOf(result?.ActiveFileTransferAgents).map(fqdnOf).filter(Boolean)};
}

/** The store is healthy with a master and agents, blank without one of them, silent when it does not answer. */
export function cmsSign(answers: readonly Answer[], sign?: Evidence['sign']): Evidence {
	const {answer, master, agents} = mastersIn(answers);
	if (!answer?.end.ok) return seen(answer, 'bad', 'evidence.cmsSilent', {message: errorOf(answer)});
	const isHealthy = master !== '' && agents.length > 0;
	return seen(answer, sign ?? goodIf(isHealthy), isHealthy ? 'evidence.cmsHealthy' : 'evidence.cmsBlank', {
		master: master || 'none',
		agents,
	});
}

/** What a cmdlet said instead of answering. */
export const errorSign = (answer: Answer | undefined, sign: Evidence['sign'] = 'bad'): Evidence =>
	seen(answer, sign, 'evidence.error', {message: errorOf(answer)});

/** Edge pools that name the pool, or that nobody could say. */
export function edgesSign(answer: Answer | undefined, pool: string, edges: readonly string[] | undefined): Evidence {
	return edges ? seen(answer, goodIf(edges.length === 0), 'evidence.edgesOnPool', {pool, edges, count: edges.length}) : errorSign(answer);
}
