/** Plays a session by a person: on the full screen where there can be one, else at the linear console. */
import type {Speed} from '../adapters/mock/pace.js';
import type {Header} from '../machines/journal/journal-entry.js';
import {type Message, say} from '../machines/message.js';
import {once} from '../machines/once.js';
import {createLineInput, type LineInput} from '../ui/linear/line-input.js';
import {createPrinter} from '../ui/linear/printer.js';
import {replaceLink} from './attach.js';
import type {Desk} from './desk.js';
import type {FullScreen} from './full-screen.js';
import type {Link, LinkOptions} from './link.js';
import type {OpeningNews} from './opening-news.js';
import type {PersonResult} from './play-by-person.js';
import {columnsOf} from './streams.js';
import type {Opened} from './while-opening.js';

export type PlayOptions = Omit<LinkOptions, 'left'> & {
	readonly linear?: true | undefined;
	readonly ascii?: true | undefined;
	/** Of a new session: what can be shown while its engine starts. */
	readonly header?: Header;
	/** Of what is waited for before its engine starts. */
	readonly news?: OpeningNews;
	/** Attaches to the engine that follows one that died; by default it is started. */
	readonly again?: (path: string) => Promise<Link>;
};

/** An engine that followed a dead one and dies sooner than this would die again. */
const leastLifeMs = 10_000;

/**
 * An engine that died is followed by another one, which looks before anything else: starting it changes nothing, and waiting for the
 * operator to do so would only cost time. `given`: of a console that is open already.
 */
export async function playAtTerminal(
	desk: Desk,
	open: (left: AbortSignal) => Promise<Link>,
	options: PlayOptions,
	given?: LineInput,
): Promise<PersonResult> {
	const leaving = new AbortController();
	const opening = once(() => open(leaving.signal));
	// An engine of its own starts beside the screen; one in this process would keep the screen waiting. Whoever waits for it hears of it.
	if (!options.inProcess) opening().catch(() => {});
	const screen = await screenOf(desk, options);
	if (screen) given?.close();
	let {link, taken} = await (screen?.opened(opening, () => leaving.abort()) ?? openingOnLines(desk, opening, options));
	let notice: Message | undefined;
	for (;;) {
		const beganAt = performance.now();
		const result = screen ? await screen.play(link, notice, taken) : await playLinearly(desk, link, options.speed, given, notice);
		const diesAgain = notice !== undefined && performance.now() - beganAt < leastLifeMs;
		if (!result.lost?.hasDied || diesAgain) return result;
		notice = say('engine.replaced');
		link = await (options.again?.(link.path) ?? replaceLink(desk, link.path, options));
		taken = undefined;
	}
}

const withoutScreen = (link: Link): Opened => ({link});

/** Nothing is drawn where text only grows: what is waited for is told line by line. */
async function openingOnLines(desk: Desk, opening: () => Promise<Link>, {news}: PlayOptions): Promise<Opened> {
	for (const message of news?.told() ?? []) desk.say(message);
	const unwatch = news?.watch(desk.say);
	return opening()
		.then(withoutScreen)
		.finally(() => unwatch?.());
}

/** Ink is loaded while the engine starts. */
async function screenOf(desk: Desk, {linear, ascii, speed, header, news}: PlayOptions) {
	if (linear) return undefined;
	const [{canShowFullScreen, loadDrawing}, {playOnScreen}] = await Promise.all([import('./full-screen.js'), import('./play-on-screen.js')]);
	if (!canShowFullScreen(desk.streams)) return undefined;
	await loadDrawing();
	const wantsAscii = ascii === true;
	return {
		async opened(opening: () => Promise<Link>, left: () => void): Promise<Opened> {
			if (!header) return withoutScreen(await opening());
			const {whileOpening} = await import('./while-opening.js');
			return whileOpening(desk, header, opening, wantsAscii, left, news);
		},
		play: (link: Link, notice: Message | undefined, taken: FullScreen | undefined) =>
			playOnScreen(desk, link, speed, {wantsAscii, notice, taken}),
	};
}

async function playLinearly(desk: Desk, link: Link, speed: Speed, given: LineInput | undefined, notice: Message | undefined) {
	const {playLinear} = await import('./play-linear.js');
	if (notice) desk.say(notice);
	const input = given ?? createLineInput(desk.streams.stdin);
	const printer = createPrinter(desk.streams.stdout, columnsOf(desk.streams));
	try {
		return await playLinear(desk, link, speed, {input, printer});
	} finally {
		if (!given) input.close();
	}
}
