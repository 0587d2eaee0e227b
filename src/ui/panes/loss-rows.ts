/** The data-loss meter: a bound for each module, as a bar up to the objective; never a number where nobody saw it steady. */
import {firstLabel} from '../../machines/deployment.js';
import {say} from '../../machines/message.js';
import type {LossBound} from '../../machines/step.js';
import {padded, type Row, row, span} from '../row.js';
import type {Situation} from '../situation.js';
import {labelWidth} from './field-rows.js';
import type {Room} from './pane.js';

/** The published recovery point of the pool failover ends here [L-RTO]. */
const barMinutes = 5;
const nameWidth = 24;
const barWidth = 10;

export function lossRows(loss: readonly LossBound[], {render, times}: Situation, {width, theme}: Room): readonly Row[] {
	const {full, empty} = theme.glyphs;
	return loss.map(({module, minutes, seenAt, seenBy}, index) => {
		const isUnknown = minutes === null || seenAt === undefined;
		const filled = isUnknown ? barWidth : Math.min(barWidth, Math.ceil((minutes / barMinutes) * barWidth));
		const bar = isUnknown ? '?'.repeat(barWidth) : full.repeat(filled) + empty.repeat(barWidth - filled);
		const bound = isUnknown
			? render(say('loss.unknown'))
			: render(say('loss.bound', {minutes, seen: times.clock(seenAt).slice(0, 5), by: firstLabel(seenBy ?? '?')}));
		const hasBar = width > 64;
		return row(
			span(` ${(index === 0 ? render(say('card.label.loss')) : '').padEnd(labelWidth)}`, 'faint'),
			padded(module, nameWidth),
			' ',
			...(hasBar ? [span(bar, isUnknown ? 'yours' : 'plain'), ' '] : []),
			span(bound, isUnknown ? 'yours' : 'plain'),
		);
	});
}
