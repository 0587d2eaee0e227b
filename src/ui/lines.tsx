/** Draws rows in a box of fixed size. What came from outside is made safe once more here, where it is drawn. */
import chalk from 'chalk';
import {Box, Text} from 'ink';
import {fitted, type Row} from './row.js';
import {safe} from './safe-text.js';
import type {Look, Theme} from './theme.js';

type LinesProps = {readonly rows: readonly Row[]; readonly width: number; readonly height: number; readonly theme: Theme};

/**
 * All rows are one text, for which Ink lays out one node: a frame has a handful. They are as wide as the box, so that nothing is wrapped.
 */
export function Lines({rows, width, height, theme}: LinesProps) {
	const texts = Array.from({length: height}, (_, index) => styled(rows[index] ?? [], width, theme));
	return (
		<Box width={width} height={height}>
			<Text wrap="truncate">{texts.join('\n')}</Text>
		</Box>
	);
}

const longestRow = 4_000;

const styled = (row: Row, width: number, theme: Theme): string =>
	fitted(row, width)
		.map(({text, tone = 'plain'}) => looking(theme.written(safe(text, longestRow)), theme.look(tone)))
		.join('');

function looking(text: string, {color, bold, dimColor, inverse}: Look): string {
	let shown = dimColor ? chalk.dim(text) : text;
	if (color) shown = chalk[color](shown);
	if (bold) shown = chalk.bold(shown);
	return inverse ? chalk.inverse(shown) : shown;
}
