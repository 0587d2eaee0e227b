/** What only people can say: who decides, since when, and whether the pool is dead or only cut off. */
import {type Answer, all} from '../../../ask.js';
import {say} from '../../../message.js';
import {minutesIn, mostMinutes} from '../../../minutes.js';
import {type TcpProbe, tcp} from '../../../probe.js';
import type {Evidence, Fields, Step} from '../../../step/step.js';
import {type Facts, homeOf, hostOf, livingPartnerOf} from '../../facts.js';
import {answeringOn} from '../../seeing.js';
import {answeringOf, frontEndsSign, notAskedSigns, sipPort, sqlPort, sqlSign} from '../../steps/signs.js';

/** Step 1. Assessment is not part of the published objective [L-RTO]; the outage clock starts where the operator says. */
export function decide(facts: Facts): Step {
	return {
		title: say('step.decide.title', {pool: facts.pool}),
		why: say('step.decide.why'),
		number: '1',
		form: {
			asks: say('question.decide', {pool: facts.pool}),
			fields: [
				{id: 'decider', label: say('field.decider'), kind: 'person'},
				{id: 'outageMinutes', label: say('field.outageMinutes'), kind: 'minutesOrUnknown'},
				{id: 'ticket', label: say('field.ticket'), kind: 'text', isOptional: true},
			],
			refuses: ({outageMinutes = ''}) => {
				const minutes = minutesOrUnknown(outageMinutes);
				if (minutes === undefined) return say('form.minutesOrUnknown', {typed: outageMinutes, most: mostMinutes});
				return minutes !== null && minutes > mostMinutes
					? say('form.tooManyMinutes', {typed: outageMinutes, most: mostMinutes})
					: undefined;
			},
			learns: (_way, fields, at) => {
				const minutes = minutesOrUnknown(fields.outageMinutes);
				return {decider: fields.decider ?? '', ...(typeof minutes === 'number' ? {outageAt: at - minutes * 60_000} : {})};
			},
		},
	};
}

/** Minutes; null for the word `unknown`; undefined for anything else. */
function minutesOrUnknown(typed = ''): number | null | undefined {
	return typed.trim().toLowerCase() === 'unknown' ? null : minutesIn(typed);
}

/** A pool lives when a Front End and its SQL both answer. With dead SQL its Front Ends may run on, and `-DisasterMode` is needed [PS-FO, G-1185]. */
export function livingSigns(facts: Facts, from?: string): readonly (readonly TcpProbe[])[] {
	const {computers, sql} = homeOf(facts);
	return [
		computers.map(computer => tcp(computer, sipPort, from)),
		[sql.primary, sql.mirror].flatMap(server => (server ? [tcp(server, sqlPort, from)] : [])),
	];
}

/** What its living signs showed: a Front End and its SQL both, and it lives. */
export function weighLivingSigns(
	facts: Facts,
	answers: readonly Answer[],
): {readonly lives: boolean; readonly evidence: readonly Evidence[]} {
	const home = homeOf(facts);
	return {
		lives: answeringOf(answers, home, sipPort).length > 0 && answeringOn(answers, sqlPort).length > 0,
		evidence: [frontEndsSign(answers, home, false), sqlSign(answers, home.sql, false), ...notAskedSigns(answers)],
	};
}

/**
 * Step 2. A cut line looks like a dead site, and disaster mode against a living pool is the worst that can be done (inferred). So two
 * witnesses outside the console's own path are asked for, one of them a person, and waiting is shown as the third road.
 */
export function tellDeadFromCutOff(facts: Facts): Step {
	const home = homeOf(facts);
	const partner = livingPartnerOf(facts);
	const distinct = ({witness1, witness2}: Fields) => nameIn(witness1) !== nameIn(witness2);
	return {
		title: say('step.deadOrCutOff.title', {pool: home.fqdn}),
		why: say('step.deadOrCutOff.why', {site: home.site}),
		number: '2',
		part: 'decides',
		look: all(...livingSigns(facts).flat(), ...livingSigns(facts, hostOf(facts)).flat()),
		judge(answers) {
			const {lives, evidence} = weighLivingSigns(facts, answers);
			if (!lives) return {says: 'holds', evidence};
			return {
				says: 'blocked',
				why: say('deadOrCutOff.lives', {pool: home.fqdn}),
				remedy: say('deadOrCutOff.lives.remedy', {pool: home.fqdn, partner: partner.fqdn}),
				evidence,
			};
		},
		form: {
			asks: say('question.deadOrCutOff', {pool: home.fqdn}),
			fields: [
				{id: 'witness1', label: say('field.witness1', {pool: home.fqdn}), kind: 'person'},
				{id: 'witness2', label: say('field.witness2'), kind: 'person'},
				{id: 'keptOffBy', label: say('field.keptOffBy', {pool: home.fqdn}), kind: 'person'},
			],
			ways: [
				{
					id: 'wait',
					label: say('way.waitForResiliency', {minutes: Math.ceil(home.voiceResiliency.failureDetectionMs / 60_000)}),
					endsRun: true,
				},
				{id: 'cutOff', label: say('way.onlyCutOff', {pool: home.fqdn}), endsRun: true},
			],
			refuses: fields => (distinct(fields) ? undefined : say('form.twoWitnesses')),
			learns: () => ({}),
		},
	};
}

/** A name, however it was typed. */
const nameIn = (typed = '') => typed.trim().replace(/\s+/g, ' ').toLowerCase();

/** The pool answered again before its users were moved: whoever goes on now decides anew. */
export function reconsider(facts: Facts): Step {
	return {
		title: say('step.reconsider.title', {pool: facts.pool}),
		why: say('step.reconsider.why'),
		form: {
			asks: say('question.reconsider', {pool: facts.pool}),
			fields: [{id: 'reason', label: say('field.stillDisaster', {pool: facts.pool}), kind: 'reason'}],
			ways: [{id: 'stop', label: say('way.noDisasterAnyMore'), endsRun: true, isRecommended: true}],
			learns: () => ({poolAnswers: false}),
		},
	};
}
