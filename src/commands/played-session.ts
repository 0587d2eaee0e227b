/** A session with its journal: opened, gone on with, and let go of so that it can be gone on with later. */
import {dirname} from 'node:path';
import type {Header, JournalEntry} from '../machines/journal/journal-entry.js';
import type {Message} from '../machines/message.js';
import {say} from '../machines/message.js';
import {Drift} from '../machines/session/session.js';
import type {CheckApproval} from '../machines/step/approval.js';
import type {DeploymentLock} from '../storage/deployment-lock.js';
import type {Home} from '../storage/home.js';
import {createJournal, type Journal, type NewJournal, openJournal} from '../storage/journal.js';
import {checkGoneOn} from '../storage/played-header.js';
import {faultExit, problemOf} from './fault.js';
import type {LiveGround} from './live/live-order.js';
import {type OpenWorld, openLive} from './live/live-session.js';
import type {Playing} from './playing.js';
import {openRehearsal, type Pacing} from './rehearsal.js';
import type {OpenThrough} from './through.js';
import {orStop, stopWith, usage} from './usage-problem.js';

export type PlayedSession = {
	readonly playing: Playing;
	readonly header: Header;
	/** Another one once the journal had to be written anew. */
	readonly path: string;
	/** Resolves with what can never be written. Nothing is started after it. */
	readonly fault: Promise<Message>;
	/** Stops before the next change. The journal is closed, sealed or not, and the deployment is free for others; what is lost is said. */
	readonly close: () => Message | undefined;
};

/** Keeps others off the deployment for as long as the session's engine runs; undefined where nobody is kept off. @throws UsageProblem */
export type Hold = (header: Header) => DeploymentLock | undefined;

/** What a session keeps itself with, how it waits to try again, who is kept off, and the PowerShell that its cmdlets are taken through. */
export type Ground = Pick<NewJournal, 'disk' | 'later'> & {
	readonly hold?: Hold;
	readonly through?: OpenThrough | undefined;
	readonly live?: LiveGround | undefined;
};

export function startSession(
	header: Header,
	home: Pick<Home, 'recordings'>,
	pacing: Pacing,
	{hold, through, live, ...ground}: Ground = {},
): PlayedSession {
	const lock = hold?.(header);
	try {
		const journal = orStop(createJournal({directory: home.recordings, header, ...ground}));
		return open(header, journal, [], pacing, {lock, through, live});
	} catch (error) {
		lock?.release();
		throw error;
	}
}

export function resumeSession(path: string, pacing: Pacing, {hold, through, live, ...ground}: Ground = {}): PlayedSession {
	const journal = orStop(openJournal(path, ground));
	const {header, entries, torn} = journal.recording;
	let lock: DeploymentLock | undefined;
	try {
		if (header.world === 'rehearsal' ? !header.rehearsal : !live) return usage('notPlayed', {recording: path});
		if (through && header.world === 'live') return usage('throughOfRehearsal');
		if (header.lookOnly) return usage('onlyLooked', {recording: path});
		const wrong = checkGoneOn(path, header);
		if (wrong) orStop(wrong);
		lock = hold?.(header);
		const session = open(header, journal, entries, pacing, {lock, through, live});
		if (torn) session.playing.engine.remark('torn', say('engine.torn', {...torn}));
		return session;
	} catch (error) {
		journal.close();
		lock?.release();
		if (error instanceof Drift) stopWith(say('cli.drift', {seq: error.entry.seq}), {reason: error.reason});
		throw error;
	}
}

function open(
	header: Header,
	journal: Journal,
	record: readonly JournalEntry[],
	pacing: Pacing,
	{lock, through, live}: Pick<Ground, 'through' | 'live'> & {readonly lock: DeploymentLock | undefined},
): PlayedSession {
	const fault = Promise.withResolvers<Message>();
	const append = (entry: JournalEntry) => {
		// The header is written when the journal is created.
		if (entry.kind === 'header') return undefined;
		try {
			return journal.append(entry);
		} catch (error) {
			fault.resolve(problemOf(error));
			throw error;
		}
	};
	const approvals = {checkApproval: checkLater(dirname(journal.path)), brokenLock: lock?.broken};
	const pages = {record, append, keeping: journal.keeping, ...approvals};
	const isLive = header.world === 'live';
	const playing = isLive ? openLive(header, pages, worldIn(live, header)) : openRehearsal(header, pages, pacing, through?.way);
	const said = isLive ? (live?.said ?? []) : through ? [through.said] : [];
	for (const each of said) playing.engine.remark('through', each);
	return {
		playing,
		header,
		get path() {
			return journal.path;
		},
		fault: fault.promise,
		close() {
			try {
				playing.stop();
				return journal.close();
			} finally {
				lock?.release();
			}
		},
	};
}

function worldIn(live: LiveGround | undefined, header: Header): OpenWorld {
	if (!live) throw new Error('A live session needs a way to its farm');
	return live.worldFor(header);
}

/** What signs and checks is loaded when somebody approves something. */
const checkLater =
	(directory: string): CheckApproval =>
	async signed =>
		(await import('./check-approval.js')).createApprovalCheck(directory)(signed);

/** The engine stopped: over a failed write, or over a fault of its own. */
export function brokenResult({playing}: PlayedSession): {readonly exitCode: number; readonly said: Message} {
	const said = problemOf(playing.engine.fault());
	return {exitCode: faultExit(said), said};
}
