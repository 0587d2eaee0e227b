/** The one door to a world, live or rehearsed. What it is asked and what it answers is plain data. */
import type {Act, Ask, AskEnd} from './ask.js';
import type {CmdletCall, StreamRecord} from './cmdlet.js';
import type {JournalEntry} from './journal/journal-entry.js';
import type {Placed} from './live/where-to-run.js';

export type AskListener = {
	readonly stream: (record: StreamRecord) => void;
	/** Exactly once, and never before `ask` has returned. */
	readonly ended: (end: AskEnd) => void;
};

export type Backend = {
	/** Milliseconds since the session began: virtual in a rehearsal. */
	readonly now: () => number;
	/** `id` is the path of the call in the journal. Returns how to ask it to stop; a stopped change has an unknown outcome. */
	readonly ask: (id: string, ask: Ask, listener: AskListener) => () => void;
	/** Calls back after a time of this world. Returns how to take that back. */
	readonly after: (ms: number, go: () => void) => () => void;
	/** Rehearsal only: an act that the operator or a colleague does outside the console, some time later. */
	readonly act?: (id: string, what: Act) => void;
	/**
	 * Live only: on which of the computers that may run them calls for this one are run, all on the same. Called back once; which it is may
	 * change later.
	 */
	readonly place?: (wanted: string, calls: readonly CmdletCall[], placed: (where: Placed) => void) => void;
	/** Brings a fresh world to where a record left it. Live, the world is where it is. */
	readonly retell?: (record: readonly JournalEntry[]) => void;
};

/** One that everything can be done in. */
export type SimulatedBackend = Backend & Required<Pick<Backend, 'act' | 'retell'>>;
