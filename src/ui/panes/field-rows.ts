/** `Why      It was on pool1. …`: a label, and text that goes on under itself. */
import {padded, type Row, span, type Tone, wrapped} from '../row.js';
import type {Room} from './pane.js';

/** As wide as the longest of the labels, in English. */
export const labelWidth = 9;

export function field(label: string, text: string, {width}: Pick<Room, 'width'>, tone: Tone = 'plain'): readonly Row[] {
	const lines = wrapped(text, Math.max(10, width - labelWidth - 2), 0, tone);
	return lines.map((line, index) => [span(` ${padded(index === 0 ? label : '', labelWidth)}`, 'faint'), ...line]);
}
