/** Draws rows in a box of fixed size. What came from outside is made safe once more here, where it is drawn. */
import chalk from 'chalk';
import {Box, Text} from 'ink';
import {memo} from 'react';
import {fitted, type Row} from './row.js';
import {safe} from './safe-text.js';
import type {Look, Theme} from './theme.js';

type LinesProps = {readonly rows: readonly Row[]; readonly width: number; readonly height: number; readonly theme: Theme};

export function Lines({rows, width, height, theme}: LinesProps) {
	return (
		<Box flexDirection="column" width={width} height={height}>
			{Array.from({length: height}, (_, index) => (
				// biome-ignore lint/suspicious/noArrayIndexKey: a row is where it stands
				<Line key={index} text={styled(rows[index] ?? [], width, theme)} />
			))}
		</Box>
	);
}

/** A row is one string with its looks in it: compared by value, so that what stands as it stood is neither measured nor laid out again. */
const Line = memo(({text}: {readonly text: string}) => <Text wrap="truncate">{text}</Text>);

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
