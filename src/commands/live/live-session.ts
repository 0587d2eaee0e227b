/**
 * Wires a live session: the engine on a journal, in real time, with whatever world it is given. The world is where it is: nothing of it is
 * told from the record, and what began and was not heard to end is looked for where it ran.
 */
import type {Backend} from '../../machines/backend.js';
import type {Header, JournalEntry} from '../../machines/journal/journal-entry.js';
import {applyEntry, emptyView} from '../../machines/journal/session-view.js';
import {type Message, say} from '../../machines/message.js';
import type {SecretDesk} from '../../machines/session/client.js';
import {createClockWatch, type HostTimes, jumpMessage} from '../../machines/session/clock-watch.js';
import {openLookSession} from '../../machines/session/look-session.js';
import {openSession} from '../../machines/session/session.js';
import {hostTimes} from '../../storage/host-clock.js';
import type {Playing, SessionPages} from '../playing.js';

/** `told`: what hosts and the world say of themselves, for the log. */
export type WorldSeat = {
	readonly header: Header;
	readonly record: readonly JournalEntry[];
	readonly now: () => number;
	readonly after: Backend['after'];
	readonly told: (message: Message) => void;
};

export type LiveWorld = {
	readonly backend: Backend;
	readonly secrets?: SecretDesk;
	/** Each entry that this session writes, and none of the record. */
	readonly heard?: (entry: JournalEntry) => void;
	/** `isOver` when the session is sealed, and nobody will come back to it. */
	readonly close: (isOver: boolean) => void;
};
export type OpenWorld = (seat: WorldSeat) => LiveWorld;

/** `rate`: ms of the session that pass in a real one. A test may have more than one, so that it does not have to wait. */
export type LiveTimes = {readonly times: HostTimes; readonly rate: number};

const realTimes: LiveTimes = {times: hostTimes, rate: 1};

/** What is said beside the calls is for people, and no flood of it may fill the disk. The last of them says so. */
export const mostTold = 2_000;

export function openLive(header: Header, pages: SessionPages, openWorld: OpenWorld, {times, rate}: LiveTimes = realTimes): Playing {
	const {record} = pages;
	let view = emptyView;
	let told = 0;
	// Not from within the reading that saw it: an entry is being timed just then.
	const watch = createClockWatch(times, jump => setImmediate(() => engine.remark('clock', jumpMessage(jump, 'live'))));
	const last = record.at(-1)?.at;
	// A session that is gone on with is as old as the wall clock says, and never younger than what it has seen.
	const openedAt = Math.max(last ?? 0, times.wall() - Date.parse(header.startedAt));
	const now = () => Math.round(openedAt + watch.passedMs() * rate);
	const after: Backend['after'] = (ms, go) => {
		const timer = setTimeout(go, ms / rate);
		return () => clearTimeout(timer);
	};
	const world = openWorld({
		...{header, record, now, after},
		told: message => setImmediate(() => tell(message)),
	});
	const {backend, secrets} = world;
	const engine = header.lookOnly ? openLookSession({header, backend, ...pages}) : openSession({header, backend, isPolled: true, ...pages});
	engine.follow(entry => {
		view = applyEntry(view, entry);
		if (entry.seq > record.length) world.heard?.(entry);
	});
	function tell(message: Message) {
		if (++told < mostTold) engine.remark('host', message);
		else if (told === mostTold) engine.remark('host', say('log.noMoreOfHosts', {count: mostTold}));
	}

	return {
		engine,
		now,
		rate: () => rate,
		view: () => view,
		secrets,
		after,
		stop() {
			engine.stop();
			world.close(view.outcome !== undefined);
		},
	};
}
