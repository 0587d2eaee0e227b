/** `switchback replay`: a recording on the screen again, forwards and backwards; or one frame of it, printed. */
import {stripVTControlCharacters} from 'node:util';
import {type Message, say} from '../machines/message.js';
import {findSession} from '../storage/library.js';
import {checkPlayed} from '../storage/played-header.js';
import {openReplay, type Replay} from '../storage/replay-file.js';
import {createReplayScreens, openReplayConsole} from '../ui/console/open-replay.js';
import {firstState} from '../ui/console/state.js';
import {createRenderer} from '../ui/messages/render.js';
import {capabilitiesOf} from '../ui/terminal/capabilities.js';
import {createTheme} from '../ui/theme.js';
import type {Desk} from './desk.js';
import {loadDrawing, openFullScreen} from './full-screen.js';
import {readPlace} from './replay-place.js';
import {isTerminal, signals} from './streams.js';
import {exitCodes, orStop, UsageProblem, usage} from './usage-problem.js';

export type ReplayCommandOptions = {readonly at?: string; readonly print?: true; readonly size?: string; readonly ascii?: true};

const firstSize = {columns: 120, rows: 40};

export async function replay(desk: Desk, name: string, options: ReplayCommandOptions): Promise<number> {
	const {path} = orStop(findSession(desk.home, name));
	const recorded = orStop(openReplay(path));
	try {
		const wrong = checkPlayed(path, recorded.header);
		if (wrong) orStop(wrong);
		const isShown = !options.print && isTerminal(desk.streams);
		// Before a place is asked for: it may lie behind what is damaged.
		if (!isShown) for (const said of problemsOf(recorded)) desk.say(said);
		const from = options.at === undefined ? undefined : readPlace(options.at, recorded);
		if (isShown) await play(desk, recorded, from ?? 1, options.ascii === true);
		else await print(desk, recorded, from ?? recorded.length, options);
		if (isShown) for (const said of problemsOf(recorded)) desk.say(said);
		return recorded.brokenAt ? exitCodes.failed : exitCodes.done;
	} finally {
		recorded.close();
	}
}

/** It is shown as far as it is true, and what is missing is said. */
function problemsOf({path, torn, brokenAt}: Replay): readonly Message[] {
	return [...(brokenAt ? [say('replay.brokenAt', {path, line: brokenAt.line})] : []), ...(torn ? [say('cli.torn', {...torn})] : [])];
}

const rendererFor = ({header: {timeZone, startedAt}}: Replay) => createRenderer({language: 'en', timeZone, startedAt});

/** The same on every machine: no colour, the glyphs that were asked for, no clock but that of the recording. */
async function print({streams}: Desk, recorded: Replay, seq: number, {size, ascii}: ReplayCommandOptions) {
	const {frameOf} = await loadDrawing();
	const theme = createTheme({isAscii: ascii === true, hasColor: false});
	const {modelAt} = createReplayScreens(recorded, rendererFor(recorded));
	const frame = frameOf(
		modelAt(seq, firstState, {state: 'paused', speed: 1, idleLimitMs: Number.POSITIVE_INFINITY}),
		readSize(size),
		theme,
	);
	streams.stdout.write(`${streams.stdout.isTTY ? frame : stripVTControlCharacters(frame)}\n`);
}

function readSize(size: string | undefined) {
	if (size === undefined) return firstSize;
	const [, columns = '', rows = ''] = /^(\d{1,4})x(\d{1,4})$/.exec(size) ?? [];
	const asked = {columns: Number(columns), rows: Number(rows)};
	return asked.columns > 0 && asked.rows > 0 && asked.columns <= 2000 && asked.rows <= 1000 ? asked : usage('size', {value: size});
}

/** On the screen, what is missing is said at the beginning, and where the recording ends. */
function saidFirst(recorded: Replay): {readonly said?: Message} {
	const [said] = problemsOf(recorded);
	return said ? {said} : {};
}

async function play(desk: Desk, recorded: Replay, from: number, wantsAscii: boolean) {
	if (capabilitiesOf({environment: desk.streams.environment, platform: process.platform, wantsAscii}).isDumb) return usage('noFullScreen');
	const screen = await openFullScreen(desk.streams, wantsAscii);
	try {
		const shown = openReplayConsole({
			recorded,
			render: rendererFor(recorded),
			drawing: screen.drawing,
			listen: screen.keys.listen,
			repaint: screen.repaint,
			copy: screen.copy,
			placeOf: typed => placeOr(typed, recorded),
			from,
			...saidFirst(recorded),
		});
		const listening = [screen.onResize(shown.redraw), ...signals.map(signal => desk.streams.onSignal(signal, shown.close))];
		await shown.done;
		for (const unlisten of listening) unlisten();
	} finally {
		await screen.giveBack();
	}
}

function placeOr(typed: string, recorded: Replay): number | Message {
	try {
		return readPlace(typed, recorded);
	} catch (error) {
		if (error instanceof UsageProblem) return error.problem;
		throw error;
	}
}
