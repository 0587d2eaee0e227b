/**
 * Tells a session as it goes: each journal entry becomes the lines that a person should read, or none. What was said once and is still
 * so is not said again: evidence is told when it changes, progress in steps of so many percent.
 */

import {isSighting, nameOfAct} from '../../machines/ask.js';
import type {EntryOf, JournalEntry} from '../../machines/journal/journal-entry.js';
import {type SessionView, stepOf} from '../../machines/journal/session-view.js';
import {say} from '../../machines/message.js';
import {saySighting} from '../../machines/topology/sightings.js';
import type {Render} from '../messages/render.js';
import {safe} from '../safe-text.js';
import {createVoice, type Situation, type Voice} from '../situation.js';
import {bannerLines} from './banner.js';
import {createCallTeller} from './call-lines.js';
import {runBeganLines, runEndedLines, sealedLines} from './end-lines.js';
import {blank, type Line, labelled, line} from './line.js';
import {questionLines} from './question.js';
import {createStepTeller} from './step-lines.js';

export type TellerOptions = {
	readonly render: Render;
	/** Where it is recorded, and how fast virtual time passes; said once at the start. */
	readonly recording: string;
	readonly speed: string;
	/** Nobody is asked here: questions are told with their answers, not with their choices. */
	readonly isPlayed?: boolean;
};

export type Teller = (entry: JournalEntry, before: SessionView, after: SessionView) => readonly Line[];

export function createTeller({render, recording, speed, isPlayed = false}: TellerOptions): Teller {
	const steps = createStepTeller();
	const calls = createCallTeller();
	let voice: Voice | undefined;

	return function tell(entry, before, after) {
		const {header} = after;
		if (!header) return [];
		voice ??= createVoice(header, render);
		const situation: Situation = {...voice, view: after, at: entry.at};
		switch (entry.kind) {
			case 'header':
				return bannerLines(situation, {recording, speed});
			case 'runBegan':
				return runBeganLines(entry, situation);
			case 'runEnded':
				return runEndedLines(entry, situation);
			case 'sealed':
				return sealedLines(entry, situation, recording);
			case 'stepBegan':
				return steps.began(entry, situation);
			case 'stepMoved':
				return steps.moved(entry, situation);
			case 'stepEnded':
				return steps.ended(entry, before, situation);
			case 'asked':
				return isPlayed ? [] : questionLines(entry, situation);
			case 'decision':
				return isPlayed ? decisionLines(entry, before, situation) : [];
			case 'callBegan':
				return calls.began(entry, situation);
			case 'stream':
				return calls.stream(entry, situation);
			case 'callEnded':
				return calls.ended(entry, situation);
			default:
				return noticeLines(entry, before, situation);
		}
	};
}

const longestNote = 2_000;

function noticeLines(entry: JournalEntry, before: SessionView, {render, brief, times, at}: Situation): readonly Line[] {
	const time = times.clock(at);
	switch (entry.kind) {
		case 'debtOpened':
			return [labelled(render(say('linear.debtOpened')), brief(entry.debt.title), 2)];
		case 'debtClosed': {
			const debt = before.debts.find(({id}) => id === entry.debt);
			return debt ? [labelled(render(say('linear.debtClosed')), brief(debt.title), 2)] : [];
		}
		case 'report':
			return [labelled(`${time}  ${render(say('linear.report'))}`, render(entry.message))];
		case 'note':
			return [labelled(`${time}  ${render(say('linear.note', {by: entry.by}))}`, safe(entry.text, longestNote))];
		case 'outside':
			if (isSighting(entry.what)) return [line(`${time}  ${render(saySighting(entry.what))}`)];
			return [line(`${time}  ${render(say('linear.outside', {by: entry.by, cmdlet: nameOfAct(entry.what)}))}`)];
		case 'engine':
			return [blank, line(`${time}  ${render(entry.message)}`)];
		default:
			return [];
	}
}

/** What somebody else answered: the choice by its label, and what was typed. */
function decisionLines(
	{question, step, choice, fields, by}: EntryOf<'decision'>,
	before: SessionView,
	{render}: Situation,
): readonly Line[] {
	const asked = before.question?.question === question ? before.question : undefined;
	const offered = asked?.choices.find(({id}) => id === choice);
	const chosen = offered ? render(offered.label) : choice;
	const typed = Object.entries(fields).map(([id, value]) => {
		const field = offered?.fields.find(each => each.id === id);
		return labelled(`${field ? render(field.label) : safe(id)}:`, safe(value), 4);
	});
	const prompt = asked ? render(asked.prompt) : (stepOf(before, step)?.id ?? step);
	return [line(prompt, 2), line(render(say('linear.decided', {by, choice: chosen})), 2), ...typed];
}
