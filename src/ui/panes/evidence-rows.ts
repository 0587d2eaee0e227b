/** What was seen, with its sign, and how long ago; what is old is said to be, and has no colour that looks healthy. */
import {say} from '../../machines/message.js';
import type {Evidence} from '../../machines/step/step.js';
import {ageOf, isQuoted} from '../age.js';
import {padded, type Row, row, span, type Tone, widthOf, wrapped} from '../row.js';
import {safe} from '../safe-text.js';
import type {Situation} from '../situation.js';
import type {Room} from './pane.js';

/** A look of a step is repeated at the latest when its change is confirmed; until then it ages in front of whoever reads. */
const staleAfterMs = 2 * 60_000;
const tones: Record<Evidence['sign'], Tone> = {good: 'good', bad: 'bad', unknown: 'yours'};

function ageIn(source: string, ms: number, render: Situation['render']): ReturnType<typeof ageOf> {
	if (source === 'topology') return {text: safe(source), isStale: true};
	return isQuoted(source) ? {text: safe(''), isStale: false} : ageOf(ms, staleAfterMs, render);
}

/** `isBefore`: nobody has looked since the change began. */
export function evidenceRows(evidence: readonly Evidence[], isBefore: boolean, situation: Situation, room: Room): readonly Row[] {
	if (evidence.length === 0) return [];
	const {render, brief, at} = situation;
	const head = row(span(` ${render(say('card.label.seen', {isBefore: isBefore ? 'yes' : 'no'}))}`, 'faint'));
	const rows = evidence.flatMap(({message, at: seenAt, source, sign}) => {
		const age = ageIn(source, at - seenAt, render);
		const lines = wrapped(brief(message), room.width - 4 - widthOf(age.text) - 2);
		const glyph = room.theme.glyphs[sign];
		return lines.map((line, index): Row => {
			const filled = padded(line.map(({text}) => text).join(''), room.width - 4 - widthOf(age.text) - 1);
			if (index > 0) return row('   ', span(filled));
			return row(
				' ',
				span(glyph, age.isStale ? 'plain' : tones[sign]),
				' ',
				span(filled),
				span(age.text, age.isStale ? 'yours' : 'faint'),
				' ',
			);
		});
	});
	return [head, ...rows];
}
