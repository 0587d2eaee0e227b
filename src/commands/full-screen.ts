/**
 * The terminal for a full screen: taken, measured, drawn on, and given back as it was, however it ends. Without one that can show a full
 * screen there is the linear console.
 */
import type {Drawing} from '../ui/console/drawing.js';
import {stopBlocking, untilWritten} from '../ui/terminal/blocking.js';
import {capabilitiesOf, measureGlyphs, withMeasured} from '../ui/terminal/capabilities.js';
import {clipboardSequence} from '../ui/terminal/clipboard.js';
import {createKeys, type Keys} from '../ui/terminal/input.js';
import {createTerminalOwner} from '../ui/terminal/owning.js';
import {createScreenStream, type TerminalOutput} from '../ui/terminal/screen-stream.js';
import {createTheme, type Theme} from '../ui/theme.js';
import {heedJobControl} from './job-control.js';
import type {Streams} from './streams.js';

export type FullScreen = {
	readonly drawing: Drawing;
	readonly theme: Theme;
	readonly keys: Keys;
	readonly repaint: () => void;
	readonly copy: (text: string) => void;
	readonly onResize: (listener: () => void) => () => void;
	/** Once all that was drawn is on its way. */
	readonly giveBack: () => Promise<void>;
};

/** A line that is stalled is not waited for: the operator wants out. */
const lastWriteMs = 500;

export const timers = {
	after(ms: number, act: () => void): () => void {
		const timeout = setTimeout(act, ms);
		return () => clearTimeout(timeout);
	},
	every(ms: number, act: () => void): () => void {
		const interval = setInterval(act, ms);
		return () => clearInterval(interval);
	},
};
const later = (act: () => void, ms: number) => timers.after(ms, act);

export const canShowFullScreen = ({environment}: Streams): boolean =>
	!capabilitiesOf({environment, platform: process.platform, wantsAscii: false}).isDumb;

/**
 * Loads Ink, which no other command needs. Its layout is WebAssembly kept in a data URL: where there is a `fetch`, that is what reads it,
 * and its first use costs a third of the time to the first frame.
 */
export async function loadDrawing() {
	const {fetch} = globalThis;
	Reflect.set(globalThis, 'fetch', undefined);
	try {
		return await import('../ui/console/drawing.js');
	} finally {
		globalThis.fetch = fetch;
	}
}

export async function openFullScreen(streams: Streams, wantsAscii: boolean): Promise<FullScreen> {
	const {stdin, stdout, environment} = streams;
	const output = stdout as unknown as TerminalOutput & {write: (bytes: string) => boolean};
	const owner = createTerminalOwner(bytes => void output.write(bytes));
	owner.take();
	const giveBackAtOnce = () => owner.giveBack();
	process.on('exit', giveBackAtOnce);
	let block = stopBlocking(output);
	const keys = createKeys(stdin as never);
	const loading = loadDrawing();
	const wanted = {environment, platform: process.platform, wantsAscii};
	// With ASCII only, nothing else is to reach the terminal, not even to be measured.
	const measured = wantsAscii
		? 'silent'
		: await measureGlyphs(
				bytes => void output.write(bytes),
				timeoutMs => keys.nextReport(timeoutMs),
			);
	const capabilities = withMeasured(capabilitiesOf(wanted), measured, {wantsAscii});
	const theme = createTheme(capabilities);
	const screen = createScreenStream({output});
	const {createDrawing} = await loading;
	const drawing = createDrawing(screen, theme);
	const untilSent = async () => {
		// A write that blocks on a dead line would never return: then what is left waits, and the end of the process does not wait for it.
		if (await untilWritten(output as never, lastWriteMs, later)) block();
	};
	const stopHeeding = heedJobControl(streams, {
		async letGo() {
			await untilSent();
			owner.giveBack();
			keys.letGo();
		},
		takeAgain() {
			block = stopBlocking(output);
			keys.takeAgain();
			owner.takeAgain();
			screen.repaint();
		},
	});
	return {
		drawing,
		theme,
		keys,
		repaint: () => screen.repaint(),
		copy(text) {
			const sequence = clipboardSequence(text);
			if (sequence) output.write(sequence);
		},
		onResize(listener) {
			screen.on('resize', listener);
			return () => void screen.off('resize', listener);
		},
		async giveBack() {
			stopHeeding();
			drawing.close();
			keys.close();
			await untilSent();
			owner.giveBack();
			process.off('exit', giveBackAtOnce);
		},
	};
}
