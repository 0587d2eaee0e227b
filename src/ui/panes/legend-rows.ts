/** What signs mean, in columns, under a heading where there is one. */
import {say} from '../../machines/message.js';
import {cut, padded, type Row, row, span} from '../row.js';
import type {Situation} from '../situation.js';
import type {Room} from './pane.js';

export type Legend = {readonly title?: string; readonly signs: readonly (readonly [sign: string, meaning: string])[]};

export function legendOf({title, signs}: Legend, width: number): readonly Row[] {
	const columns = width >= 70 ? 3 : 2;
	const column = Math.floor((width - 2) / columns);
	const items = signs.map(([sign, meaning]) => `${sign} ${meaning}`);
	const lines = Array.from({length: Math.ceil(items.length / columns)}, (_, index) => items.slice(index * columns, (index + 1) * columns));
	return [
		row(),
		...(title === undefined ? [] : [row(span(` ${title}`, 'strong'))]),
		...lines.map(line => row(` ${line.map(item => padded(cut(item, column - 1), column)).join('')}`)),
	];
}

const shown = ['good', 'bad', 'unknown', 'current', 'todo', 'alive', 'read', 'open'] as const;

/** Of the steps, of what was seen, and of the topology. */
export const signRows = ({render}: Pick<Situation, 'render'>, {width, theme}: Pick<Room, 'width' | 'theme'>): readonly Row[] =>
	legendOf({signs: shown.map(id => [theme.glyphs[id], render(say(`sign.means.${id}`))])}, width);
