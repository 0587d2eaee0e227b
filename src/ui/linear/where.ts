/** Where am I: the world and the time, the run, the step and what it waits for, the clocks, what is owed. */
import {isFailover} from '../../machines/journal/clocks.js';
import {currentRun, currentStep} from '../../machines/journal/session-view.js';
import {say} from '../../machines/message.js';
import {endWord} from '../../machines/step/step-end.js';
import {totalOf} from '../plan.js';
import type {Situation} from '../situation.js';
import {stateLine} from './banner.js';
import {clockLines, debtLines} from './end-lines.js';
import {type Line, labelled, line} from './line.js';

export function whereLines(situation: Situation): readonly Line[] {
	const {render, brief, view, at} = situation;
	const run = currentRun(view);
	const step = currentStep(view);
	const since =
		// The clock of a failover says it.
		run?.firstChangeAt === undefined || isFailover(run.procedure)
			? []
			: [line(render(say('linear.sinceFirstChange', {took: {ms: at - run.firstChangeAt}})), 2)];
	return [
		stateLine(situation, step?.card.number, totalOf(view)),
		...(run ? [line(render(run.direction))] : []),
		...(step ? [line(brief(step.card.title)), line(nowSentence(situation), 2)] : []),
		...(step?.moved?.why ? [line(brief(step.moved.why), 2)] : []),
		...since,
		...clockLines(situation),
		...debtLines(situation),
	];
}

/** What is happening, and who must act. */
function nowSentence({render, view, at}: Situation): string {
	const step = currentStep(view);
	const since = {ms: at - (step?.movedAt ?? at)};
	return render(say('linear.now', {state: view.question?.isWaiting && !view.question.toApprove ? 'you' : (step?.state ?? 'other'), since}));
}

/** The steps that a resumed session has behind it, one line each. */
export function behindLines({render, brief, view}: Situation): readonly Line[] {
	return view.steps.flatMap(({card, end}) =>
		end
			? [
					labelled(
						render(say('linear.behind', {number: card.number ?? '', title: brief(card.title)})),
						render(say(`end.${endWord(end)}`)),
						2,
					),
				]
			: [],
	);
}
