/** What a pane is handed, beside the situation: its room and how things look. A pane is a function from these to rows. */
import type {Row, Span} from '../row.js';
import {span} from '../row.js';
import type {Theme} from '../theme.js';

export type Room = {readonly width: number; readonly height: number; readonly theme: Theme};

/** `─ Steps ─────`: a rule with the title of what stands below it. */
export function rule(title: Span | undefined, width: number, {theme}: Pick<Room, 'theme'>, end = ''): Row {
	const {horizontal} = theme.glyphs;
	const text = title ? ` ${title.text} ` : '';
	const left = title ? horizontal : '';
	const filled = Math.max(0, width - left.length - text.length - end.length);
	return [span(left, 'faint'), ...(title ? [{...title, text}] : []), span(horizontal.repeat(filled) + end, 'faint')];
}

/** What fits from row `from` on; where there is more below, the last row says so. */
export function scrolled(rows: readonly Row[], from: number, height: number, more: (count: number) => Row): readonly Row[] {
	const first = Math.min(from, scrollLimit(rows, height));
	const below = rows.length - first - height;
	return below > 0 ? [...rows.slice(first, first + height - 1), more(below + 1)] : rows.slice(first, first + height);
}

export const scrollLimit = (rows: readonly Row[], height: number): number => Math.max(0, rows.length - height);

/** The rows that fit, so that row `index` can be seen, with room around it. */
export function windowOf<Item>(items: readonly Item[], index: number, height: number): readonly Item[] {
	const last = Math.max(0, items.length - height);
	const first = Math.min(last, Math.max(0, index - Math.floor(height / 2)));
	return items.slice(first, first + height);
}
