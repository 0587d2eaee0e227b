/** What was seen: a word for the sign, the sentence, who saw it and how long ago. And how the loss is bounded. */
import {say} from '../../machines/message.js';
import type {Evidence, LossBound} from '../../machines/step/step.js';
import {isQuoted} from '../age.js';
import {safe} from '../safe-text.js';
import type {Situation} from '../situation.js';
import {type Line, line} from './line.js';

const words: Record<Evidence['sign'], string> = {good: 'ok', bad: 'NO', unknown: '?'};

export function evidenceLine({message, at: seenAt, source, sign}: Evidence, {render, brief, at}: Situation): Line {
	const ms = at - seenAt;
	const age = say(ms < 1000 ? 'linear.seenNow' : 'linear.seenAgo', {source, age: {ms}});
	// What stands in a captured topology was not seen: it has no age here.
	const from = source === 'topology' || isQuoted(source) ? safe(source) : render(age);
	return line(`${words[sign].padEnd(2)}  ${brief(message)} (${from})`, 2, 4);
}

export function lossLines(loss: readonly LossBound[], {render}: Situation): readonly Line[] {
	const bounds = loss.map(({module, minutes, seenAt, seenBy}) =>
		minutes === null || seenAt === undefined
			? say('linear.lossUnknown', {module})
			: say('linear.lossBound', {module, minutes, seen: {at: seenAt}, by: seenBy ?? '?'}),
	);
	return [line(render(say('linear.loss')), 2), ...bounds.map(bound => line(render(bound), 4))];
}
