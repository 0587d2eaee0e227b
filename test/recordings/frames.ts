/**
 * What a recording looks like: the frames of its replay at the entries that are worth a look, as text that is read in review, and the
 * view after its last entry.
 */
import {stripVTControlCharacters} from 'node:util';
import type {JournalEntry, Question} from '../../src/machines/journal/journal-entry.js';
import type {MarkKind} from '../../src/machines/journal/replay-index.js';
import {isRefusal} from '../../src/storage/refusal.js';
import {openReplay, type Replay} from '../../src/storage/replay-file.js';
import {frameOf} from '../../src/ui/console/drawing.js';
import type {Size} from '../../src/ui/console/layout.js';
import {createReplayScreens} from '../../src/ui/console/open-replay.js';
import {firstState} from '../../src/ui/console/state.js';
import {createRenderer} from '../../src/ui/messages/render.js';
import {createTheme} from '../../src/ui/theme.js';

export const sizes: readonly Size[] = [
	{columns: 80, rows: 24},
	{columns: 120, rows: 40},
	{columns: 200, rows: 60},
];
export const nameOf = ({columns, rows}: Size) => `${columns}x${rows}`;

export function opened<Result>(path: string, look: (recorded: Replay) => Result): Result {
	const recorded = openReplay(path);
	if (isRefusal(recorded)) throw new Error(JSON.stringify(recorded.problem));
	try {
		return look(recorded);
	} finally {
		recorded.close();
	}
}

export const screensOf = (recorded: Replay) => {
	const {timeZone, startedAt} = recorded.header;
	return createReplayScreens(recorded, createRenderer({language: 'en', timeZone, startedAt}));
};

export type DrawFrame = (seq: number, size: Size) => string;

/** As `replay --print` prints it, without the blanks at the ends of rows, which no reviewer sees. */
export function drawnFrom(recorded: Replay): DrawFrame {
	const {modelAt} = screensOf(recorded);
	const theme = createTheme({isAscii: false, hasColor: false});
	const playing = {state: 'paused', speed: 1, idleLimitMs: Number.POSITIVE_INFINITY} as const;
	return (seq, size) => stripVTControlCharacters(frameOf(modelAt(seq, firstState, playing), size, theme)).replace(/ +$/gm, '');
}

export type Stop = {readonly seq: number; readonly heading: string};

/** Debts and the beginnings of runs are on the screen of the question that follows them. */
const markKinds: ReadonlySet<MarkKind> = new Set(['runEnded', 'refused', 'failed', 'unknown', 'note', 'outside', 'engine', 'sealed']);

/**
 * Marks, and questions that wait, each once a recording. A confirmation looks like the question before it, so only that of the failover
 * of the users is there, with the questions while it runs; and every answer that was not taken.
 */
export function stopsOf(recorded: Replay): readonly Stop[] {
	const stops = new Map<number, string>();
	const asked = new Set<string>();
	for (const {seq, kind} of recorded.index.marks) if (markKinds.has(kind)) stops.set(seq, kind);
	for (let seq = 1; seq <= recorded.length; seq++) {
		const entry = recorded.entry(seq);
		if (entry.kind !== 'asked' || !isWorthALook(entry)) continue;
		const step = entry.step.slice(entry.step.lastIndexOf('/') + 1);
		const about = `${step} ${entry.prompt.id} ${entry.problem?.id ?? ''} ${entry.choices.map(({id}) => id).join()}`;
		if (!asked.has(about)) stops.set(seq, `${entry.prompt.id}${entry.problem ? `, ${entry.problem.id}` : ''}, ${entry.step}`);
		asked.add(about);
	}
	return [...stops].toSorted(([a], [b]) => a - b).map(([seq, what]) => ({seq, heading: headingOf(recorded.entry(seq), what)}));
}

const movesUsers = /\/failingOverUsers$/;

function isWorthALook({isWaiting, step, prompt, problem}: Question): boolean {
	if (movesUsers.test(step) || problem) return true;
	return isWaiting && prompt.id !== 'question.confirming';
}

const headingOf = ({seq, at}: JournalEntry, what: string) => `#${seq} +${(at / 1000).toFixed(3)} s: ${what}`;

/** A text for each size: a line that says what it is, the frame; and again. */
export function framesOf(recorded: Replay): readonly {readonly size: Size; readonly text: string}[] {
	const draw = drawnFrom(recorded);
	// Through the recording once: a moment is found once for all the sizes.
	const drawn = stopsOf(recorded).map(({seq, heading}) => sizes.map(size => `${heading}\n${draw(seq, size)}\n`));
	return sizes.map((size, index) => ({size, text: drawn.map(frames => frames[index]).join('\n')}));
}

export const lastView = (recorded: Replay): string => `${JSON.stringify(recorded.timeline.viewAt(recorded.length), undefined, '\t')}\n`;
