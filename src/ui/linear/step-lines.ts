/** A step as it is lived: its card when it begins, where it moves, what was seen, how it ended. */

import type {CmdletCall} from '../../machines/cmdlet.js';
import type {EntryOf} from '../../machines/journal/journal-entry.js';
import {type SessionView, type StepView, stepOf} from '../../machines/journal/session-view.js';
import {type Message, say} from '../../machines/message.js';
import {approvalSaid} from '../../machines/step/approval.js';
import type {Evidence, StepState} from '../../machines/step/step.js';
import {endWord} from '../../machines/step/step-end.js';
import {approvalWays} from '../approval-ways.js';
import {totalOf} from '../plan.js';
import {shownCalls, shownHints, typedLine} from '../shown-lines.js';
import type {Situation} from '../situation.js';
import {whereSaid} from '../where-said.js';
import {stateLine} from './banner.js';
import {evidenceLine, lossLines} from './evidence.js';
import {blank, exact, type Line, labelled, line} from './line.js';

export function createStepTeller() {
	/** Evidence by step, as it was last told. */
	const seen = new Map<string, Set<string>>();
	/** What a change does is told once, and anew when less is left of it; else only what will run. */
	const told = new Map<string, string>();
	/** Where a step was last said to be. */
	const said = new Map<string, string>();

	/** What was not said before, or is different now. */
	function news(step: string, evidence: readonly Evidence[] = [], situation: Situation): readonly Line[] {
		const before = seen.get(step) ?? new Set();
		const keyOf = ({sign, message}: Evidence) => JSON.stringify([sign, message]);
		seen.set(step, new Set(evidence.map(keyOf)));
		return evidence.filter(each => !before.has(keyOf(each))).map(each => evidenceLine(each, situation));
	}

	return {
		began({step, title, why, number, items}: EntryOf<'stepBegan'>, situation: Situation): readonly Line[] {
			const {render, brief, view} = situation;
			seen.delete(step);
			told.delete(step);
			return [
				blank,
				stateLine(situation, number, totalOf(view)),
				line(brief(title)),
				labelled(render(say('linear.why')), brief(why), 2),
				...(items ?? []).map((item, index) => line(`${index + 1}) ${render(item)}`, 4)),
			];
		},

		moved(entry: EntryOf<'stepMoved'>, situation: Situation): readonly Line[] {
			const {render, view} = situation;
			const {step, to, calls = []} = entry;
			const evidence = news(step, entry.evidence, situation);
			// Each round of a poll moves to where it was: what is new is what was seen.
			const state = JSON.stringify([to, entry.attempt, entry.until]);
			const isSame = said.get(step) === state && polls.includes(to);
			// What was typed wrong is typed again: the lines stand above.
			const isRetyped = said.get(step) === state && to === 'confirming';
			said.set(step, state);
			const lines = isSame ? timed(evidence, situation) : [...evidence, ...stateLines(entry, situation)];
			const before = told.get(step);
			const changes = JSON.stringify(entry.changes ?? null);
			if (to === 'ready') told.set(step, changes);
			const card = to !== 'ready' || before === changes ? [] : changeLines(stepOf(view, step), situation, entry.changes);
			const approved = entry.approval && to === 'confirming' && !isRetyped ? [line(render(approvalSaid(entry.approval)), 2)] : [];
			return [
				...lines,
				...approved,
				...(showsCalls.includes(to) && !isRetyped ? callLines(calls, situation, hosts => render(say(`linear.calls.${to}`, {hosts}))) : []),
				...card,
			];
		},

		ended({step, end}: EntryOf<'stepEnded'>, before: SessionView, situation: Situation): readonly Line[] {
			const {render, times, at} = situation;
			const beganAt = stepOf(before, step)?.beganAt ?? at;
			const took = at - beganAt;
			const ending = say('linear.stepEnded', {
				end: endWord(end),
				time: times.clock(at),
				quick: took < 1000 ? 'yes' : 'no',
				took: {ms: took},
			});
			return [...news(step, end.evidence, situation), labelled(render(ending), end.why ? render(end.why) : '', 2)];
		},
	};
}

const polls: readonly StepState[] = ['verifying', 'unknown'];

/** While it is waited, when something was seen is as good as what. */
const timed = (lines: readonly Line[], {times, at}: Situation): readonly Line[] =>
	lines.map((each, index) => (index === 0 ? {...each, text: `${each.text.slice(0, 4)}${times.clock(at)}  ${each.text.slice(4)}`} : each));

const showsCalls: readonly StepState[] = ['blind', 'ready', 'awaitingApproval', 'confirming', 'byHand'];

/** States that say something by themselves; the others are told by what is seen, asked or running. */
const speaks: readonly StepState[] = [
	'blocked',
	'blind',
	'ready',
	'awaitingApproval',
	'examining',
	'byHand',
	'unknown',
	'undecided',
	'verifying',
	'failed',
	'rereading',
];

/** The others say why with what was seen, or it was said before. */
const saysWhy: readonly StepState[] = ['blocked', 'blind', 'ready', 'byHand', 'unknown', 'undecided', 'failed'];

function stateLines({to, why, remedy, until, says}: EntryOf<'stepMoved'>, {render, brief, at, header}: Situation): readonly Line[] {
	if (!speaks.includes(to)) return [];
	const isWaiting = to === 'verifying' && says === 'cannotTell';
	const state = say('linear.state', {
		state: isWaiting ? 'waiting' : to,
		until: {at: until ?? at},
		left: {ms: (until ?? at) - at},
	});
	const told = saysWhy.includes(to) || isWaiting ? why : undefined;
	return [
		labelled(render(state), told ? brief(told) : '', 2),
		...(remedy ? [labelled(render(say('linear.remedy')), brief(remedy), 2)] : []),
		...(to === 'awaitingApproval' ? approvalWays({header}).map(way => line(render(way), 2)) : []),
	];
}

/** Where it runs, and each line whole and alone, so that it can be copied. */
export function callLines(
	calls: readonly CmdletCall[],
	situation: Pick<Situation, 'view' | 'render'>,
	title: (hosts: readonly string[]) => string,
): readonly Line[] {
	if (calls.length === 0) return [];
	const hosts = [...new Set(calls.map(call => whereSaid(call, situation)))];
	return [line(title(hosts), 2), ...calls.map(call => exact(typedLine(call)))];
}

/** What was shown to be run last, once more, and why it differs from what is printed elsewhere. */
export function exactLines(situation: Situation): readonly Line[] {
	const {render, view} = situation;
	const calls = shownCalls(view);
	if (calls.length === 0) return [line(render(say('key.dead.noLine')))];
	const hints = shownHints(view);
	return [
		...callLines(calls, situation, hosts => render(say('linear.exactLines', {hosts}))),
		...(hints.length > 0 ? hints.map(hint => line(render(hint), 2)) : [line(render(say('linear.noHints')), 2)]),
	];
}

function changeLines(step: StepView | undefined, situation: Situation, left?: Message): readonly Line[] {
	const change = step?.card.change;
	if (!change) return [];
	const {render} = situation;
	const part = (id: string, text: string) => labelled(render(say(`linear.${id}`)), text, 2);
	return [
		part('changes', render(left ?? change.changes)),
		part('undo', render(change.undo)),
		part('users', render(change.users)),
		part('takes', render(change.takes)),
		...(step.card.loss ? lossLines(step.card.loss, situation) : []),
	];
}
