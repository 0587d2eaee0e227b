/** Plays a session by a person at the full screen. Afterwards the terminal is as it was, and says how it ended. */

import type {Speed} from '../adapters/mock/pace.js';
import {applyEntry, emptyView} from '../machines/journal/session-view.js';
import type {Message} from '../machines/message.js';
import {type FullConsole, openFullConsole} from '../ui/console/open-console.js';
import {line} from '../ui/linear/line.js';
import {createPrinter} from '../ui/linear/printer.js';
import {createTeller} from '../ui/linear/teller.js';
import type {Desk} from './desk.js';
import {type FullScreen, openFullScreen, timers} from './full-screen.js';
import {type Link, rendererOf} from './link.js';
import {type PersonResult, playByPerson} from './play-by-person.js';
import {spareMemory} from './spare-memory.js';
import {columnsOf} from './streams.js';

/** `notice`: what the operator has to know first. `taken`: the terminal, by what was shown while the engine started. */
export type ScreenOptions = {readonly wantsAscii: boolean; readonly notice?: Message | undefined; readonly taken?: FullScreen | undefined};

export async function playOnScreen(
	desk: Desk,
	link: Link,
	speed: Speed,
	{wantsAscii, notice, taken}: ScreenOptions,
): Promise<PersonResult> {
	const screen = taken ?? (await openFullScreen(desk.streams, wantsAscii));
	let result: PersonResult;
	try {
		result = await playByPerson(desk, link, seat => {
			const full: FullConsole = openFullConsole({
				...seat,
				drawing: screen.drawing,
				listen: screen.keys.listen,
				repaint: screen.repaint,
				copy: screen.copy,
				timers,
				...(notice ? {notice} : {}),
			});
			screen.onResize(full.redraw);
			spareMemory();
			return full;
		});
	} finally {
		await screen.giveBack();
	}
	const printer = createPrinter(desk.streams.stdout, columnsOf(desk.streams));
	if (desk.warning) printer.print([line(desk.render(desk.warning))]);
	printer.print(lastWords(link, speed));
	if (result.said) printer.print([line(rendererOf(link)(result.said))]);
	return result;
}

/** What the linear console says at the end of a session: how it ended, the clocks, what is owed, where the recording is. */
function lastWords(link: Link, speed: Speed) {
	const tell = createTeller({render: rendererOf(link), recording: link.path, speed: String(speed)});
	let lines: ReturnType<typeof tell> = [];
	let view = emptyView;
	const stop = link.engine.follow(entry => {
		const before = view;
		view = applyEntry(view, entry);
		if (entry.kind === 'sealed') lines = tell(entry, before, view);
	});
	stop();
	return lines;
}
