/**
 * An operator who reads nothing but the view that a person would see, and answers: FQDNs from the sentence of direction, minutes from the
 * loss meter (else the word for unknown), people from the briefing. What it cannot answer, it says so.
 */

import {dataLossMinutes} from '../journal/clocks.js';
import type {Choice, Question} from '../journal/journal-entry.js';
import {currentRun, type SessionView, stepOf} from '../journal/session-view.js';
import type {Field, Fields} from '../step/step.js';

export type Briefing = {readonly decider: string; readonly witnesses: readonly string[]; readonly outageMinutes?: number};
export type Reply = {readonly choice: string; readonly fields: Fields} | {readonly cannotAnswer: string};

/** How often it tries a step again before it gives the step up. */
const attemptsAtMost = 12;

/** A failover, a failback, and each once more: whoever needs a fifth run needs a person. */
const runsAtMost = 4;

export function replyTo(view: SessionView, question: Question, briefing: Briefing): Reply {
	// It is one person, and a second one is asked for.
	if (question.toApprove !== undefined) return {cannotAnswer: question.question};
	const choice = choose(view, question);
	if (!choice) return {cannotAnswer: question.question};
	const fields: Record<string, string> = {};
	for (const field of choice.fields) {
		const value = answerFor(field, view, briefing, question);
		if (value === undefined) return {cannotAnswer: `${question.question}: ${field.id}`};
		fields[field.id] = value;
	}
	return {choice: choice.id, fields};
}

/** The recommended way; by hand it does the act before it says that it did; after many tries it leaves the step. */
function choose(view: SessionView, {choices, step, problem}: Question): Choice | undefined {
	const offered = (id: string) => choices.find(choice => choice.id === id);
	const attempt = stepOf(view, step)?.attempt ?? 1;
	if (offered('close') && view.runs.length >= runsAtMost) return offered('close');
	if (problem && offered('confirm')) return offered('abort');
	if (offered('retry') && attempt >= attemptsAtMost) return offered('skip') ?? offered('abort');
	// What did not help the third time will not help the fourth.
	if (offered('goBack') && visitOf(step) > 3) return offered('abort');
	// Looking has been given all its time.
	if (offered('nothingHappened')) return offered('nothingHappened');
	const recommended = choices.find(({isRecommended}) => isRecommended);
	// A checklist in another tool that nothing here can do or see: what is not done now stays owed, and is said so.
	if (!recommended && offered('noError') && offered('skip')) return offered('skip');
	const reply = recommended ?? choices[0];
	// What was refused or ended here is not to be tried again without a person; what gives back is.
	const isSpent = view.runs.some(({procedure, outcome}) => procedure === reply?.id && outcome !== 'done' && !/Failback$/.test(procedure));
	return isSpent ? (offered('close') ?? reply) : reply;
}

function answerFor({id, kind}: Field, view: SessionView, briefing: Briefing, question: Question): string | undefined {
	// What is changed names the home pool of those whom it moves; where a run moves two pools, its direction names both.
	const args = question.changes?.args ?? currentRun(view)?.direction.args ?? {};
	switch (id) {
		case 'homePool':
			return typeof args.pool === 'string' ? args.pool : undefined;
		case 'label':
			return labelIn(question);
		case 'lossMinutes':
			return String(dataLossMinutes(view) ?? 'unknown');
		case 'decider':
			return briefing.decider;
		case 'outageMinutes':
			return String(briefing.outageMinutes ?? 'unknown');
		case 'witness1':
		case 'keptOffBy':
			return briefing.witnesses[0];
		case 'witness2':
			return briefing.witnesses[1];
		default:
			return kind === 'person' ? briefing.decider : kind === 'reason' || kind === 'text' ? 'as rehearsed' : undefined;
	}
}

/** The first label of what is changed, which the sentence of what changes names last, or alone. */
function labelIn({changes}: Question): string | undefined {
	const args = changes?.args ?? {};
	const named = Array.isArray(args.edges) ? args.edges[0] : (args.label ?? args.to ?? args.pool);
	return typeof named === 'string' ? named.split('.', 1)[0] : undefined;
}

/** `…/failingOverUsers#2` is the second visit. */
const visitOf = (step: string) => Number(/#(\d+)$/.exec(step)?.[1] ?? 1);
