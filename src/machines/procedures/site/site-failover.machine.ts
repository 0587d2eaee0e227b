/**
 * A whole site is lost (procedures a, e, f, k, g, i in the one order in which each finds what it needs).
 *
 *   the CMS, the next hops, the users, the proof (a) → what else went down → federation, and what partners are answered (f, k)
 *   → XMPP (g) → media of pools elsewhere (i) → names → voice
 *
 * Each part refuses for itself what it must not do; what could not be carried elsewhere stays owed. Undo: pool failback, and what the Edge
 * pools carried by their own (c, h), led by what is owed.
 */
import {setup} from 'xstate';
import {stepMachine} from '../../step/step.machine.js';
import type {EdgeInput} from '../edge/edge-facts.js';
import {federationFailoverMachine} from '../edge/federation-failover.machine.js';
import {mediaFailoverMachine} from '../edge/media-failover.machine.js';
import {xmppFailoverMachine} from '../edge/xmpp-failover.machine.js';
import type {RunInput} from '../facts.js';
import {poolFailoverMachine} from '../pool/pool-failover.machine.js';
import {followUpVoice, pointDns} from '../pool/steps/follow-ups.js';
import {emptyLedger, endOfProcedure, goOnAfterChild, goOnAfterPart, type ProcedureEnd, stepsOf} from '../procedure.js';
import {federationToMove, type LostSiteFacts, lookAtEdges, mediaToMove, xmppToMove} from './steps/lost-site.js';

const step = stepsOf<LostSiteFacts>();

export const siteFailoverMachine = setup({
	types: {} as {input: RunInput; context: LostSiteFacts; output: ProcedureEnd},
	actors: {
		...{step: stepMachine, poolFailover: poolFailoverMachine, federationFailover: federationFailoverMachine},
		...{xmppFailover: xmppFailoverMachine, mediaFailover: mediaFailoverMachine},
	},
	guards: {
		hasFederation: ({context}) => federationToMove(context) !== undefined,
		hasXmpp: ({context}) => xmppToMove(context) !== undefined,
		hasMedia: ({context}) => mediaToMove(context) !== undefined,
	},
}).createMachine({
	id: 'siteFailover',
	context: ({input}) => ({...input, ...emptyLedger(input.debts)}),
	output: ({context}) => endOfProcedure(context),
	initial: 'failingOverPool',
	states: {
		failingOverPool: {
			invoke: {
				id: 'poolFailover',
				src: 'poolFailover',
				input: ({context}) => ({...context, isPart: true}),
				onDone: goOnAfterChild('lookingAtEdges'),
			},
		},
		lookingAtEdges: step(lookAtEdges, 'decidingOnFederation'),
		// Its route is written to the store, which lives again by now.
		decidingOnFederation: {always: [{guard: 'hasFederation', target: 'movingFederation'}, {target: 'decidingOnXmpp'}]},
		movingFederation: {
			invoke: {
				id: 'federationFailover',
				src: 'federationFailover',
				input: ({context}): EdgeInput => ({...context, edge: federationToMove(context) ?? ''}),
				onDone: goOnAfterPart('decidingOnXmpp'),
			},
		},
		// After federation: it stops the services of the Edge pool that federation is on by now, and partners wait for less.
		decidingOnXmpp: {always: [{guard: 'hasXmpp', target: 'movingXmpp'}, {target: 'decidingOnMedia'}]},
		movingXmpp: {
			invoke: {
				id: 'xmppFailover',
				src: 'xmppFailover',
				input: ({context}): EdgeInput => ({...context, edge: xmppToMove(context) ?? ''}),
				onDone: goOnAfterPart('decidingOnMedia'),
			},
		},
		decidingOnMedia: {always: [{guard: 'hasMedia', target: 'movingMedia'}, {target: 'pointingDns'}]},
		movingMedia: {
			invoke: {
				id: 'mediaFailover',
				src: 'mediaFailover',
				input: ({context}): EdgeInput => ({...context, edge: mediaToMove(context) ?? ''}),
				onDone: goOnAfterPart('pointingDns'),
			},
		},
		pointingDns: step(facts => pointDns(facts), 'followingUpVoice'),
		followingUpVoice: step(facts => followUpVoice(facts), 'failedOver'),

		failedOver: {type: 'final'},
		stopped: {type: 'final'},
	},
});
