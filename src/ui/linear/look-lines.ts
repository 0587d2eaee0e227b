/** A walk that only looked, as lines: step after step what was found, its evidence, and what would unblock it or run. */

import type {SessionView, StepView} from '../../machines/journal/session-view.js';
import {say} from '../../machines/message.js';
import {notCome} from '../plan.js';
import type {Situation} from '../situation.js';
import {worldWord} from './banner.js';
import {evidenceLine} from './evidence.js';
import {blank, type Line, labelled, line} from './line.js';
import {callLines} from './step-lines.js';

export function lookLines(situation: Situation, recording: string): readonly Line[] {
	const {view, header, render, brief} = situation;
	const [run] = view.runs;
	const absent = notCome(view);
	return [
		line(`${worldWord(header)}  ${render(say('look.title', {title: header.title}))}`),
		line(render(run ? run.direction : say('look.noPair', {pool: header.pool}))),
		line(render(say('look.promise'))),
		...view.steps.flatMap(step => stepLines(step, situation)),
		...(absent.length > 0 ? [blank, line(render(say('look.notCome')))] : []),
		...absent.map(({number, title}) => line(`${number.padStart(2)}  ${brief(title)}`, 2, 4)),
		blank,
		labelled(render(say('look.summary', countsOf(view))), view.why ? brief(view.why) : ''),
		labelled(render(say('linear.recorded')), recording),
	];
}

function stepLines({card, moved, end}: StepView, situation: Situation): readonly Line[] {
	const {render, brief} = situation;
	const found = render(say('look.found', {found: end?.found ?? 'cannotTell'}));
	// An age is of the moment at which the step was looked at.
	const then = {...situation, at: end?.at ?? situation.at};
	return [
		blank,
		line(`${(card.number ?? '').padStart(2)}  ${found}  ${brief(card.title)}`, 0, 4),
		...(moved?.evidence ?? []).map(each => evidenceLine(each, then)).map(each => ({...each, indent: 4})),
		...(end?.why ? [labelled(render(say('look.why')), brief(end.why), 4)] : []),
		...(moved?.remedy ? [labelled(render(say('linear.remedy')), brief(moved.remedy), 4)] : []),
		...(card.items ?? []).map((item, index) => line(`${index + 1}) ${render(item)}`, 4)),
		...(end?.found === 'waits' ? [line(render(say('look.waits')), 4)] : []),
		...callLines(moved?.calls ?? [], situation, hosts => render(say('linear.calls.ready', {hosts}))).map(each =>
			each.isExact ? each : {...each, indent: 4},
		),
	];
}

const countsOf = ({steps}: SessionView) => ({
	count: steps.length,
	blocked: steps.filter(({end}) => end?.found === 'blocked').length,
	open: steps.filter(({end}) => end?.found === 'doesNotHold').length,
});
