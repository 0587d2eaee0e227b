/** Home on the whole screen. A function of what it is handed. */
import {say} from '../../machines/message.js';
import {type Size, smallest} from '../console/layout.js';
import type {HomeModel} from '../home/home-model.js';
import {homeRows} from '../home/home-rows.js';
import {Lines} from '../lines.js';
import {row} from '../row.js';
import type {Theme} from '../theme.js';

type HomeProps = {readonly model: HomeModel; readonly size: Size; readonly theme: Theme};

export function HomeScreen({model, size: {columns, rows}, theme}: HomeProps) {
	const isTooSmall = columns < smallest.columns || rows < smallest.rows;
	const small = say('home.tooSmall', {columns, rows, needColumns: smallest.columns, needRows: smallest.rows});
	const shown = isTooSmall ? [row(model.render(small))] : homeRows(model, {width: columns, height: rows, theme});
	return <Lines rows={shown} width={columns} height={rows} theme={theme} />;
}
