/** The full screen of a new session, taken while its engine starts: the operator sees at once what it is about. */
import type {Header} from '../machines/journal/journal-entry.js';
import {say} from '../machines/message.js';
import {openOpening} from '../ui/console/opening.js';
import type {Desk} from './desk.js';
import {type FullScreen, openFullScreen} from './full-screen.js';
import {type Link, rendererOf, shortId} from './link.js';
import {type Signal, signals} from './streams.js';
import {exitCodes, UsageProblem} from './usage-problem.js';

export type Opened = {readonly link: Link; readonly taken?: FullScreen};

/**
 * `leftOpening`: nobody waits for the engine any more.
 *
 * @throws UsageProblem when the operator leaves before, and what `open` throws; then the terminal is given back.
 */
export async function whileOpening(
	desk: Desk,
	header: Header,
	open: () => Promise<Link>,
	wantsAscii: boolean,
	leftOpening: () => void,
): Promise<Opened> {
	const screen = await openFullScreen(desk.streams, wantsAscii);
	const left = Promise.withResolvers<never>();
	const leave = (signal: Signal | 'none') => {
		const said = say('linear.leftOpening', {signal, session: shortId({header})});
		leftOpening();
		left.reject(new UsageProblem(said, {exitCode: exitCodes.ended}));
	};
	const listening = signals.map(signal => desk.streams.onSignal(signal, () => leave(signal)));
	const {drawing, keys, onResize} = screen;
	const shown = openOpening({header, render: rendererOf({header}), drawing, listen: keys.listen, left: () => leave('none')});
	const stopResizing = onResize(shown.redraw);
	const opening = open();
	try {
		return {link: await Promise.race([opening, left.promise]), taken: screen};
	} catch (error) {
		await screen.giveBack();
		// It comes when nobody waits for it any more.
		opening.then(
			link => link.close(),
			() => {},
		);
		throw error;
	} finally {
		for (const unlisten of listening) unlisten();
		stopResizing();
		shown.close();
	}
}
