/** The servers of a restored Edge pool: they stand in the perimeter, where cmdlets of a Front End do not reach them, so people start them. */
import {all} from '../../ask.js';
import {change} from '../../cmdlet.js';
import {say} from '../../message.js';
import {tcp} from '../../probe.js';
import type {SessionContext} from '../../session-context.js';
import type {Judgement, Step} from '../../step.js';
import {type EdgeFacts, edgeInQuestion, edgePoolOf} from '../edge-facts.js';
import {answeringOn, seen} from '../seeing.js';
import {answeringOf, computersSign, filePort, sipPort} from './signs.js';

/** h.1. */
export function startEdgeServices(facts: EdgeFacts): Step {
	const {edge} = facts;
	const own = {fqdn: edge, computers: edgePoolOf(facts, edge)?.computers ?? []};
	return {
		title: say('step.startEdge.title', {edge}),
		why: say('step.startEdge.why'),
		number: '1',
		look: all(...own.computers.map(server => tcp(server, sipPort))),
		judge(answers): Judgement {
			const answering = answeringOf(answers, own, sipPort);
			const isGood = answering.length === own.computers.length;
			const evidence = [
				seen(answers[0], isGood ? 'good' : 'bad', 'evidence.edgeServersAnswer', {
					edge,
					answering: answering.length,
					all: own.computers.length,
				}),
			];
			if (isGood) return {says: 'holds', evidence};
			return {says: 'doesNotHold', why: say('edge.servicesStopped', {edge}), evidence};
		},
		manual: {
			items: own.computers.map(server => say('step.startEdge.item', {server})),
			acts: answers => {
				const running = answeringOf(answers, own, sipPort);
				return own.computers
					.filter(server => !running.includes(server))
					.map(server => change(server, 'Start-CsWindowsService', {Confirm: false}, 70 * 60_000));
			},
		},
		patience: {everyMs: 30_000, forMs: 30 * 60_000},
	};
}

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
