/** Plays a session by a person at the full screen. Afterwards the terminal is as it was, and says how it ended. */

import type {Speed} from '../adapters/mock/pace.js';
import type {JournalEntry} from '../machines/journal-entry.js';
import {applyEntry, emptyView} from '../machines/session-view.js';
import {type FullConsole, openFullConsole} from '../ui/console/open-console.js';
import {line} from '../ui/linear/line.js';
import {createPrinter} from '../ui/linear/printer.js';
import {createTeller} from '../ui/linear/teller.js';
import type {Desk} from './desk.js';
import {openFullScreen, timers} from './full-screen.js';
import {type PlayResult, playByPerson, rendererOf} from './play.js';
import type {RehearsedSession} from './rehearsed-session.js';
import {columnsOf} from './streams.js';

export async function playOnScreen(desk: Desk, session: RehearsedSession, speed: Speed, wantsAscii: boolean): Promise<PlayResult> {
	const screen = await openFullScreen(desk.streams, wantsAscii);
	let result: PlayResult;
	try {
		result = await playByPerson(desk, session, seat => {
			const full: FullConsole = openFullConsole({
				...seat,
				drawing: screen.drawing,
				listen: screen.keys.listen,
				repaint: screen.repaint,
				copy: screen.copy,
				timers,
			});
			screen.onResize(full.redraw);
			return full;
		});
	} finally {
		await screen.giveBack();
	}
	const printer = createPrinter(desk.streams.stdout, columnsOf(desk.streams));
	if (desk.warning) printer.print([line(desk.render(desk.warning))]);
	printer.print(lastWords(session, speed));
	if (result.said) printer.print([line(rendererOf(session)(result.said))]);
	return result;
}

/** What the linear console says at the end of a session: how it ended, the clocks, what is owed, where the recording is. */
function lastWords(session: RehearsedSession, speed: Speed) {
	const tell = createTeller({render: rendererOf(session), recording: session.path, speed: String(speed)});
	const {engine, view} = session.rehearsal;
	const sealed = engine.entryAt(view().seq);
	if (sealed?.kind !== 'sealed') return [];
	let before = emptyView;
	for (let seq = 1; seq < sealed.seq; seq++) before = applyEntry(before, engine.entryAt(seq) as JournalEntry);
	return tell(sealed, before, applyEntry(before, sealed));
}
