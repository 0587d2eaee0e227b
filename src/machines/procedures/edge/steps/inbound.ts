/**
 * Inbound federation (k). A partner’s Access Edge takes the one record with the lowest priority and never looks at another [L-DNS]: an
 * older text [S000] says that priorities are enough, a later one [S003] that they are not. The later one is believed (DECISIONS).
 */
import type {Answer, Look} from '../../../ask.js';
import type {Json, JsonObject} from '../../../json.js';
import {say} from '../../../message.js';
import {type DnsRecord, dns, type SrvData} from '../../../probe.js';
import {textOfRecord} from '../../../probe-output.js';
import {pickedByPartner} from '../../../srv.js';
import type {Evidence, Judgement, Step} from '../../../step/step.js';
import {type EdgeFacts, edgePoolOf, targetOf} from '../edge-facts.js';
import {lookAtRoads, type Road, recordsSign, roadSign, roadsIn} from '../roads.js';
import {asText, changeTo, domainsOf, ledThere, nameDebt, patienceFor, recordItem, recordsOf, toRecords} from './answers.js';

type SrvRecord = DnsRecord & SrvData;
export type InboundFacts = EdgeFacts & {
	/** By name: what was answered before anybody changed it. */
	readonly answersBefore?: JsonObject;
	readonly isLedThere?: boolean;
	/** It is a run of its own, and no part of moving federation. */
	readonly isAlone?: boolean;
	readonly inboundPlan?: string;
};

export const federationNames = (facts: Pick<EdgeFacts, 'deployment'>): readonly string[] =>
	domainsOf(facts).map(domain => `_sipfederationtls._tcp.${domain}`);

export const lookAtAll =
	(names: readonly string[]): Look =>
	answers => {
		if (answers.length === 0) return names.map(of => dns('SRV', of, 'external'));
		const next = names.flatMap(of => lookAtRoads(of, 'external')(answers));
		return [...new Map(next.map(ask => [JSON.stringify(ask), ask])).values()];
	};

const srvOf = (answers: readonly Answer[], of: string) => recordsOf(answers, of, 'SRV') as readonly SrvRecord[];
const pickedOf = (answers: readonly Answer[], of: string): Road | undefined => pickedByPartner(roadsIn(answers, of));
export const isLedThere = (answers: readonly Answer[], names: readonly string[]) =>
	names.every(of => pickedOf(answers, of)?.state === 'good');

export const evidenceOf = (answers: readonly Answer[], names: readonly string[]): readonly Evidence[] =>
	names.flatMap(of => {
		const picked = pickedOf(answers, of);
		return [recordsSign(answers, of), ...(picked ? [roadSign(picked)] : [])];
	});

/** k.1–2: the one record that a partner takes, and whether anybody listens behind it, as seen from here. */
export function lookAtAnswer(facts: InboundFacts): Step {
	const names = federationNames(facts);
	return {
		title: say('step.inboundLook.title'),
		why: say('step.inboundLook.why'),
		number: '8',
		look: lookAtAll(names),
		judge(answers): Judgement {
			const answersBefore = Object.fromEntries(names.map(of => [of, srvOf(answers, of) as unknown as Json]));
			return {says: 'holds', evidence: evidenceOf(answers, names), learned: {answersBefore, isLedThere: isLedThere(answers, names)}};
		},
	};
}

/** Both texts, and which one is believed: the later hand-off, and the DNS chapter of the same library says why. */
const seeds = (): readonly Evidence[] => [
	{message: say('evidence.seedPriorities'), at: 0, source: 'S000', sign: 'unknown'},
	{message: say('evidence.seedGeoDns'), at: 0, source: 'S003', sign: 'good'},
];

export function choosePlan(_facts: InboundFacts): Step {
	return {
		title: say('step.inboundPlan.title'),
		why: say('step.inboundPlan.why'),
		number: '9',
		judge: () => ({says: 'holds', evidence: seeds()}),
		form: {
			asks: say('question.inboundPlan'),
			fields: [],
			ways: [
				{id: 'changeAnswer', label: say('way.changeAnswer'), isRecommended: true},
				{id: 'priorities', label: say('way.priorities')},
			],
			learns: inboundPlan => ({inboundPlan}),
		},
	};
}

/** What a partner would take, were the other Edge only added behind the first: the same as now. */
export function showPriorities(facts: InboundFacts): Step {
	const names = federationNames(facts);
	return {
		title: say('step.inboundPriorities.title'),
		why: say('step.inboundPriorities.why'),
		look: lookAtAll(names),
		judge(answers): Judgement {
			const taken = names.flatMap((of): readonly Evidence[] => {
				const now = srvOf(answers, of);
				const last = Math.max(0, ...now.map(({priority}) => priority));
				const added = {...wanted(facts, of, now), priority: last + 10};
				// Somebody may have prepared it so.
				const records = now.some(({target}) => target === added.target) ? now : [...now, added];
				const target = pickedByPartner(records)?.target ?? '-';
				const message = say('evidence.wouldTake', {records: records.map(textOfRecord), target, added: added.target});
				return [{message, at: answers.at(-1)?.at ?? 0, source: 'L-DNS', sign: 'bad'}];
			});
			return {
				says: 'blocked',
				why: say('inbound.prioritiesFail'),
				remedy: say('inbound.prioritiesFail.remedy'),
				evidence: [...taken, ...seeds()],
				wayBack: say('way.backToPlan'),
			};
		},
	};
}

/** The one record that leads to the Edge pool that federation is on, as long-lived as the one that stands there. */
function wanted(facts: EdgeFacts, name: string, now: readonly DnsRecord[]): SrvRecord {
	const target = edgePoolOf(facts, targetOf(facts))?.accessEdge ?? targetOf(facts);
	return {name, ttl: now[0]?.ttl ?? 300, type: 'SRV', priority: 0, weight: 0, port: 5061, target};
}

/** k.4–5. Health checks of a GeoDNS may have done it by then. The certificate behind it must carry the name that was looked for. */
export function changeAnswer(facts: InboundFacts): Step {
	const names = federationNames(facts);
	const before = (of: string) => toRecords(facts.answersBefore?.[of]);
	const isChanged = (answers: readonly Answer[], of: string) => asText(srvOf(answers, of)) !== asText(before(of));
	const debts = (answers: readonly Answer[], isMeant: (of: string) => boolean, isDone: boolean) =>
		names.filter(isMeant).map(of => nameDebt(facts, {of, type: 'SRV', records: before(of)}, isDone || isChanged(answers, of)));
	const changes = names.map(of => ({of, type: 'SRV' as const, records: [wanted(facts, of, before(of))]}));
	return {
		title: say('step.inboundAnswer.title'),
		why: say('step.inboundAnswer.why'),
		number: '10',
		look: lookAtAll(names),
		// Whoever leads partners there in another way than by these records has done it too.
		judge: (answers, fate) => ledThere(isLedThere(answers, names), evidenceOf(answers, names), fate),
		manual: {items: [...changes.map(recordItem), say('step.inboundAnswer.certificate')], acts: () => changes.map(changeTo)},
		maySkip: true,
		opens: (_learned, end, answers) => debts(answers, of => end !== 'alreadyDone' || isChanged(answers, of), end !== 'skipped'),
		opensInPart: answers => debts(answers, of => isChanged(answers, of), true),
		patience: patienceFor(names.flatMap(before)),
	};
}

/** k.6: what a partner sees can be asked for, and not looked at from here. */
export function askPartner(facts: InboundFacts): Step {
	return {
		title: say('step.askPartner.title'),
		why: say('step.askPartner.why'),
		number: '11',
		manual: {items: [say('step.askPartner.item', {domains: facts.deployment.sipDomains})]},
		maySkip: true,
	};
}
