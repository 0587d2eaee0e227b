/** The services of Edge servers: they stand in the perimeter, where cmdlets of a Front End do not reach them, so people start them. */
import {type Answer, all} from '../../../ask.js';
import {change} from '../../../cmdlet.js';
import {debtId} from '../../../debt.js';
import {say} from '../../../message.js';
import {tcp} from '../../../probe.js';
import type {SessionContext} from '../../../session/session-context.js';
import type {Judgement, Step} from '../../../step/step.js';
import {answeringOn, seen, textOf} from '../../seeing.js';
import {answeringOf, computersSign, filePort, sipPort} from '../../steps/signs.js';
import {type EdgeFacts, edgeDebts, edgeInQuestion, edgePoolOf, targetOf} from '../edge-facts.js';

/** h.1. */
export const startEdgeServices = (facts: EdgeFacts): Step => startServicesOf(facts, facts.edge, '1');

/** g.7, and h where an earlier run left them stopped: of the Edge pool that took something over. */
export function startStopped(facts: EdgeFacts, edge: string, number: string): Step {
	return {...startServicesOf(facts, edge, number), closes: () => [debtId('edgeStopped', edge)]};
}

/** FQDN of the Edge pool whose services somebody stopped for what was moved away from this one; undefined: nobody did. */
export const stoppedFor = (facts: Pick<EdgeFacts, 'debts' | 'edge'>): string | undefined =>
	textOf(edgeDebts(facts).find(({kind}) => kind === 'edgeStopped')?.about.to) || undefined;

function startServicesOf(facts: EdgeFacts, edge: string, number: string): Step {
	const own = {fqdn: edge, computers: edgePoolOf(facts, edge)?.computers ?? []};
	return {
		title: say('step.startEdge.title', {edge}),
		why: say('step.startEdge.why'),
		number,
		look: all(...own.computers.map(server => tcp(server, sipPort))),
		judge(answers): Judgement {
			const answering = answeringOf(answers, own, sipPort);
			const isGood = answering.length === own.computers.length;
			const evidence = [serversSign(answers, own, isGood)];
			if (isGood) return {says: 'holds', evidence};
			return {says: 'doesNotHold', why: say('edge.servicesStopped', {edge}), evidence};
		},
		manual: {
			items: own.computers.map(server => say('step.startEdge.item', {server})),
			acts: answers =>
				own.computers.filter(isNotIn(answeringOf(answers, own, sipPort))).map(server => service(server, 'Start-CsWindowsService')),
		},
		patience: {everyMs: 30_000, forMs: 30 * 60_000},
	};
}

/**
 * g.2, as documented: the services of the Edge pool that takes XMPP over. Its own users are interrupted (inferred), so from here until they
 * are started again it is owed to start them.
 */
export function stopOtherServices(facts: EdgeFacts, number: string): Step {
	const edge = targetOf(facts);
	const own = {fqdn: edge, computers: edgePoolOf(facts, edge)?.computers ?? []};
	const debt = {
		id: debtId('edgeStopped', edge),
		kind: 'edgeStopped' as const,
		title: say('debt.edgeStopped', {edge}),
		about: {edge: facts.edge, to: edge},
	};
	return {
		title: say('step.stopEdge.title', {edge}),
		why: say('step.stopEdge.why', {edge}),
		number,
		look: all(...own.computers.map(server => tcp(server, sipPort))),
		judge(answers): Judgement {
			const answering = answeringOf(answers, own, sipPort);
			const evidence = [serversSign(answers, own, answering.length === 0)];
			if (answering.length === 0) return {says: 'holds', evidence};
			return {says: 'doesNotHold', why: say('edge.servicesRun', {edge}), evidence};
		},
		manual: {
			items: own.computers.map(server => say('step.stopEdge.item', {server})),
			acts: answers => answeringOf(answers, own, sipPort).map(server => service(server, 'Stop-CsWindowsService')),
		},
		opens: () => [debt],
		// As soon as one of them is seen stopped.
		opensInPart: answers => (answers.length > 0 && answeringOf(answers, own, sipPort).length < own.computers.length ? [debt] : []),
		patience: {everyMs: 30_000, forMs: 30 * 60_000},
	};
}

type Servers = {readonly fqdn: string; readonly computers: readonly string[]};
const isNotIn = (list: readonly string[]) => (one: string) => !list.includes(one);
const service = (server: string, name: 'Start-CsWindowsService' | 'Stop-CsWindowsService') =>
	change(server, name, {Confirm: false}, 70 * 60_000);
const serversSign = (answers: readonly Answer[], own: Servers, isGood: boolean) =>
	seen(answers[0], isGood ? 'good' : 'bad', 'evidence.edgeServersAnswer', {
		edge: own.fqdn,
		answering: answeringOf(answers, own, sipPort).length,
		all: own.computers.length,
	});

/** Between the runs: until every server of the lost Edge pool has power again. In a rehearsal virtual time jumps there. */
export function waitForEdge(session: SessionContext): Step {
	const edge = edgeInQuestion(session);
	const own = {fqdn: edge, computers: edgePoolOf(session, edge)?.computers ?? []};
	return {
		title: say('step.waitForEdge.title', {edge}),
		why: say('step.waitForEdge.why'),
		isWaiting: true,
		maySkip: true,
		look: all(...own.computers.map(computer => tcp(computer, filePort))),
		judge(answers): Judgement {
			const evidence = [computersSign(answers, own)];
			return answeringOn(answers, filePort).length === own.computers.length
				? {says: 'holds', evidence, learned: {isEdgeRepaired: true}}
				: {says: 'cannotTell', why: say('repair.edgeNotYet', {edge}), evidence};
		},
		patience: {everyMs: 5 * 60_000, forMs: 7 * 24 * 60 * 60_000},
	};
}
