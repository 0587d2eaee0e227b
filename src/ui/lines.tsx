/** Draws rows in a box of fixed size. What came from outside is made safe once more here, where it is drawn. */
import {Box, Text} from 'ink';
import {memo} from 'react';
import {fitted, type Row} from './row.js';
import {safe} from './safe-text.js';
import type {Theme} from './theme.js';

type LinesProps = {readonly rows: readonly Row[]; readonly width: number; readonly height: number; readonly theme: Theme};

export function Lines({rows, width, height, theme}: LinesProps) {
	return (
		<Box flexDirection="column" width={width} height={height} overflow="hidden">
			{Array.from({length: height}, (_, index) => (
				// biome-ignore lint/suspicious/noArrayIndexKey: a row is where it stands
				<Line key={index} row={rows[index] ?? []} width={width} theme={theme} />
			))}
		</Box>
	);
}

const longestRow = 4_000;

const Line = memo(({row, width, theme}: {readonly row: Row; readonly width: number; readonly theme: Theme}) => (
	<Text wrap="truncate">
		{fitted(row, width).map(({text, tone = 'plain'}, index) => (
			// biome-ignore lint/suspicious/noArrayIndexKey: a span is where it stands
			<Text key={index} {...theme.look(tone)}>
				{theme.written(safe(text, longestRow))}
			</Text>
		))}
	</Text>
));
