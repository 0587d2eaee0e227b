/** The data-loss meter: a bound for each module, as a bar up to the objective; never a number where nobody saw it steady. */
import {firstLabel, poolOf} from '../../machines/deployment/deployment.js';
import {deploymentOf} from '../../machines/journal/journal-entry.js';
import {say} from '../../machines/message.js';
import {poolLossObjectiveMs} from '../../machines/procedures/objectives.js';
import type {LossBound} from '../../machines/step/step.js';
import {padded, type Row, row, span} from '../row.js';
import type {Situation} from '../situation.js';
import {labelWidth} from './field-rows.js';
import type {Room} from './pane.js';

/** Full names of modules as the cmdlet has them, or their last part where there is no room for that. */
const fullNameWidth = 27;
const shortNameWidth = 14;
const barWidth = 10;

export function lossRows(loss: readonly LossBound[], {render, times, header}: Situation, {width, theme}: Room): readonly Row[] {
	const {full, empty} = theme.glyphs;
	const objective = poolLossObjectiveMs(poolOf(deploymentOf(header), header.pool)?.version ?? 6) / 60_000;
	return loss.map(({module, minutes, seenAt, seenBy}, index) => {
		const isUnknown = minutes === null || seenAt === undefined;
		const filled = isUnknown ? barWidth : Math.min(barWidth, Math.ceil((minutes / objective) * barWidth));
		const bar = isUnknown ? '?'.repeat(barWidth) : full.repeat(filled) + empty.repeat(barWidth - filled);
		const bound = isUnknown
			? render(say('loss.unknown'))
			: render(
					say('loss.bound', {
						minutes,
						objective,
						hasBy: width > 76 ? 'yes' : 'no',
						seen: times.clock(seenAt).slice(0, 5),
						by: firstLabel(seenBy ?? '?'),
					}),
				);
		const hasBar = width > 90;
		return row(
			span(` ${(index === 0 ? render(say('card.label.loss')) : '').padEnd(labelWidth)}`, 'faint'),
			hasBar ? padded(module, fullNameWidth) : padded(module.slice(module.lastIndexOf('.') + 1), shortNameWidth),
			' ',
			...(hasBar ? [span(bar, isUnknown ? 'yours' : 'plain'), ' '] : []),
			span(bound, isUnknown ? 'yours' : 'plain'),
		);
	});
}
