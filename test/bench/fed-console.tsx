/**
 * The full screen of the product in a process of its own, fed by an engine that only says what it was given: a recorded session up to a
 * call that runs, and then lines of that call, so many a second. With `stock`, Ink draws the same frames in its own way instead.
 */
import {readFileSync} from 'node:fs';
import {PassThrough} from 'node:stream';
import {render} from 'ink';
import {openFullScreen, timers} from '../../src/commands/full-screen.js';
import {spareMemory} from '../../src/commands/spare-memory.js';
import {createEntryStore} from '../../src/machines/journal/entry-store.js';
import type {JournalEntry} from '../../src/machines/journal/journal-entry.js';
import type {Engine} from '../../src/machines/session/client.js';
import type {Drawing} from '../../src/ui/console/drawing.js';
import {openFullConsole} from '../../src/ui/console/open-console.js';
import {createRenderer} from '../../src/ui/messages/render.js';
import {ConsoleScreen, type ScreenModel} from '../../src/ui/screens/console-screen.js';
import type {Theme} from '../../src/ui/theme.js';

export type Feed = {
	/** Path of the entries, a line of JSON each; the first is the header. */
	readonly entries: string;
	readonly isStock: boolean;
	readonly hasClock: boolean;
	readonly linesPerSecond: number;
	/** So many lines come at once, when the screen is there. */
	readonly linesBefore: number;
};

const feedMs = 10;

/** No two that follow each other are alike, so that nothing is spared that a real log would not spare. */
const lineOf = (number: number) =>
	[
		`Moving user ${number} of routing group ${number % 66}, ${number % 97} documents copied in ${number % 13} batches`,
		`Contacts of sip:user${number}@contoso.com are on the partner and its two other Front Ends, stamp ${number * 7919}`,
		`Conference directory ${number % 7}: ${number % 101} meetings seen, version ${number}, waiting for the next round of the backup service`,
		`${number} written to RTC, rgsdyn and cpsdyn; presence is published again when the client signs in, batch ${number % 31}`,
		`Routing group ${number % 66} has a quorum of three Front Ends; ${number % 89} users of it are being signed in on pool2`,
	][number % 5] ?? '';

/** Whole, as text that came over a pipe is; what was put together stays in its pieces, which take more memory. */
const received = (text: string) => Buffer.from(text).toString();

function createFedEngine(recorded: readonly JournalEntry[], now: () => number) {
	const entries = createEntryStore(recorded);
	const listeners = new Set<(entry: JournalEntry) => void>();
	const began = recorded.at(-1);
	if (began?.kind !== 'callBegan') throw new Error('It does not end with a call');
	const engine: Engine = {
		follow(listener) {
			for (let seq = 1; seq <= entries.length(); seq++) listener(entries.at(seq) as JournalEntry);
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		watchTrouble: () => () => {},
		entryAt: entries.at,
		send: () => undefined,
	};
	const say = (number: number) => {
		const entry: JournalEntry = {
			seq: entries.length() + 1,
			at: now(),
			kind: 'stream',
			call: began.call,
			stream: 'verbose',
			text: received(lineOf(number)),
		};
		entries.push(entry);
		for (const listener of listeners) listener(entry);
	};
	return {engine, say};
}

/** Ink as it comes, on the terminal that is taken already. */
function stockDrawing({theme, drawing}: {readonly theme: Theme; readonly drawing: Drawing}): Drawing {
	let ink: ReturnType<typeof render> | undefined;
	const element = (model: ScreenModel) => (
		<ConsoleScreen model={model} size={{columns: process.stdout.columns, rows: process.stdout.rows}} theme={theme} />
	);
	const stdin = new PassThrough() as unknown as NodeJS.ReadStream;
	return {
		draw(model) {
			if (model.screen === 'home') return;
			if (ink) ink.rerender(element(model));
			else ink = render(element(model), {stdin, interactive: true, patchConsole: false, exitOnCtrlC: false});
		},
		scrollLimit: drawing.scrollLimit,
		isStalled: () => false,
		close: () => ink?.unmount(),
	};
}

const feed: Feed = JSON.parse(process.argv[2] ?? '');
const recorded: JournalEntry[] = readFileSync(feed.entries, 'utf8')
	.trimEnd()
	.split('\n')
	.map(line => JSON.parse(line));
const [header] = recorded;
if (header?.kind !== 'header') throw new Error(`${feed.entries} has no header`);
const startedAt = recorded.at(-1)?.at ?? 0;
const began = performance.now();
const now = () => startedAt + (feed.hasClock ? performance.now() - began : 0);
const {engine, say} = createFedEngine(recorded, now);
let said = 0;
const {stdin, stdout, stderr, env} = process;
const screen = await openFullScreen({stdin, stdout, stderr, environment: env, onSignal: () => () => {}}, false);
openFullConsole({
	engine,
	render: createRenderer({language: 'en', timeZone: header.timeZone, startedAt: header.startedAt}),
	drawing: feed.isStock ? stockDrawing(screen) : screen.drawing,
	listen: screen.keys.listen,
	repaint: screen.repaint,
	copy: () => {},
	operator: 'bench',
	now,
	timers: feed.hasClock ? timers : {...timers, every: () => () => {}},
});
spareMemory();
while (said < feed.linesBefore) say(++said);
if (feed.linesPerSecond > 0) {
	const fedFrom = performance.now();
	setInterval(() => {
		const due = feed.linesBefore + ((performance.now() - fedFrom) * feed.linesPerSecond) / 1000;
		while (said < due) say(++said);
	}, feedMs);
}
