/** The steps of the run as a list: what is behind, where we are, what comes; how each ended, since when, and who acts. */

import {currentStep} from '../../machines/journal/session-view.js';
import {say} from '../../machines/message.js';
import {endWord} from '../../machines/step/step-end.js';
import {type PlanLine, planLines} from '../plan.js';
import {cut, padded, type Row, row, span, type Tone} from '../row.js';
import type {Situation} from '../situation.js';
import type {Glyphs} from '../theme.js';
import {type Room, windowOf} from './pane.js';

/** `selected`: the step that is looked at; without one the list follows the current step. */
export function stepsRows(situation: Situation, room: Room, selected?: string): readonly Row[] {
	const lines = planLines(situation.view);
	const current = currentStep(situation.view)?.id;
	const isCurrent = ({step}: PlanLine) => step !== undefined && step.id === current;
	const at = lines.findIndex(line => (selected ? line.id === selected : isCurrent(line)));
	const shown = windowOf(lines, Math.max(0, at), room.height);
	return shown.map(line => stepRow(line, isCurrent(line), line.id === selected, situation, room));
}

function stepRow(line: PlanLine, isCurrent: boolean, isSelected: boolean, situation: Situation, {width, theme}: Room): Row {
	const [glyph, tone] = signOf(line, isCurrent, theme.glyphs);
	const right = rightOf(line, isCurrent, situation);
	const head = ` ${line.number.padStart(2)} `;
	const room = width - 3 - head.length - right.length - 1;
	const title = padded(cut(situation.brief(line.title), room), room);
	const titleTone: Tone = isSelected ? 'chosen' : isCurrent ? 'strong' : line.step === undefined ? 'faint' : 'plain';
	const rightTone: Tone = isCurrent && situation.view.question?.isWaiting ? 'yours' : (endTone(line) ?? 'faint');
	return row(
		' ',
		span(glyph, tone),
		span(head, titleTone === 'chosen' ? 'plain' : titleTone),
		span(title, titleTone),
		' ',
		span(right, rightTone),
		' ',
	);
}

function signOf({step}: PlanLine, isCurrent: boolean, glyphs: Glyphs): readonly [string, Tone] {
	if (isCurrent) return [glyphs.current, 'strong'];
	switch (step?.end && endWord(step.end)) {
		case undefined:
			return [step ? glyphs.current : glyphs.todo, 'faint'];
		case 'done':
		case 'alreadyDone':
		case 'byHand':
		case 'onWord':
		case 'holds':
			return [glyphs.good, 'good'];
		case 'skipped':
		case 'doesNotHold':
		case 'waits':
		case 'cannotTell':
		case 'asksYou':
		case 'manual':
			return [glyphs.unknown, 'yours'];
		default:
			return [glyphs.bad, 'bad'];
	}
}

const quiet: readonly string[] = ['done', 'alreadyDone', 'byHand', 'onWord', 'holds', 'doesNotHold', 'waits', 'cannotTell'];
const yours: readonly string[] = ['skipped', 'asksYou', 'manual'];

function endTone({step}: PlanLine): Tone | undefined {
	if (!step?.end) return undefined;
	const word = endWord(step.end);
	return yours.includes(word) ? 'yours' : quiet.includes(word) ? undefined : 'bad';
}

/** What a colour says at the left, a word says here. */
function rightOf({step}: PlanLine, isCurrent: boolean, {render, view, times}: Situation): string {
	if (isCurrent)
		return render(say('steps.current', {who: view.question?.isWaiting && !view.question.toApprove ? 'you' : (step?.state ?? 'other')}));
	if (!step?.end) return '';
	const end = endWord(step.end);
	const time = times.clock(step.end.at).slice(0, 5);
	return end === 'done' ? time : render(say('steps.ended', {end, time}));
}
