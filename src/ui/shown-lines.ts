/** The lines of cmdlets that were shown last. */
import type {CmdletCall} from '../machines/cmdlet.js';
import {cmdletLine} from '../machines/cmdlet-line.js';
import type {SessionView} from '../machines/journal/session-view.js';
import type {Message} from '../machines/message.js';
import {hintsFor} from '../machines/procedures/misprints.js';
import {type SafeText, safe} from './safe-text.js';

/** Longer than any line that is run by hand. */
const longestLine = 4_000;

/** The lines that were shown last, as they go onto the clipboard: one a row, and none that a shell would take for two. */
export const copiedLines = (view: SessionView): string => shownCalls(view).map(typedLine).join('\n');

/**
 * A line as it may be typed. What is cut may end within quotes, which the next line would close, and all after that would be run: so it
 * is a remark.
 */
export function typedLine(call: CmdletCall): SafeText {
	const line = cmdletLine(call);
	const isCut = line.length > longestLine || safe(line, Number.POSITIVE_INFINITY).length > longestLine;
	return safe(isCut ? `# ${line}` : line, longestLine);
}

export const shownCalls = ({steps}: SessionView): readonly CmdletCall[] => steps.findLast(({moved}) => moved?.calls)?.moved?.calls ?? [];

/** Why they differ from what is printed elsewhere: each hint once, however many lines it is about. */
export const shownHints = (view: SessionView): readonly Message[] => [
	...new Map(
		shownCalls(view)
			.flatMap(hintsFor)
			.map(hint => [JSON.stringify(hint), hint]),
	).values(),
];
