/** The full screen of a new session, taken while its engine starts: the operator sees at once what it is about. */
import type {Header} from '../machines/journal/journal-entry.js';
import {say} from '../machines/message.js';
import {openOpening} from '../ui/console/opening.js';
import type {Desk} from './desk.js';
import {type FullScreen, openFullScreen} from './full-screen.js';
import {type Link, rendererOf, shortId} from './link.js';
import type {OpeningNews} from './opening-news.js';
import {type Signal, signals} from './streams.js';
import {exitCodes, UsageProblem} from './usage-problem.js';
import {leftWaiting} from './waiting.js';

export type Opened = {readonly link: Link; readonly taken?: FullScreen};

/**
 * `leftOpening`: nobody waits for the engine any more. `news`: of what is waited for before it.
 *
 * @throws UsageProblem when the operator leaves before, and what `open` throws; then the terminal is given back.
 */
export async function whileOpening(
	desk: Desk,
	header: Header,
	open: () => Promise<Link>,
	wantsAscii: boolean,
	leftOpening: () => void,
	news?: OpeningNews,
): Promise<Opened> {
	const screen = await openFullScreen(desk.streams, wantsAscii);
	const left = Promise.withResolvers<never>();
	const leave = (signal: Signal | 'none') => {
		const hasEngine = !news || news.hasEngine();
		left.reject(
			hasEngine
				? new UsageProblem(say('linear.leftOpening', {signal, session: shortId({header})}), {exitCode: exitCodes.ended})
				: leftWaiting(signal),
		);
		leftOpening();
	};
	const listening = signals.map(signal => desk.streams.onSignal(signal, () => leave(signal)));
	const {drawing, keys, onResize} = screen;
	const shown = openOpening({
		header,
		render: rendererOf({header}),
		drawing,
		listen: keys.listen,
		waitsFor: () => (news?.hasEngine() ? undefined : news?.told().at(-1)),
		left: () => leave('none'),
	});
	const unwatch = news?.watch(shown.redraw);
	const stopResizing = onResize(shown.redraw);
	const opening = open();
	try {
		return {link: await Promise.race([opening, left.promise]), taken: screen};
	} catch (error) {
		await screen.giveBack();
		// What the screen has shown one after the other is gone with it.
		for (const message of news?.told() ?? []) desk.say(message);
		// It comes when nobody waits for it any more.
		opening.then(
			link => link.close(),
			() => {},
		);
		throw error;
	} finally {
		for (const unlisten of listening) unlisten();
		stopResizing();
		unwatch?.();
		shown.close();
	}
}
