/** What is played, live or rehearsed: the engine of a session, its time, and how it looks. */

import type {SessionView} from '../machines/journal/session-view.js';
import type {SecretDesk} from '../machines/session/client.js';
import type {Session} from '../machines/session/opened-session.js';
import type {SessionOptions} from '../machines/session/session.js';

export type Playing = {
	readonly engine: Session;
	/** The time of the session that it is now; what happened last may be older. */
	readonly now: () => number;
	/** Ms of the session that pass in a real one while nothing happens; 0 where time goes from one thing to the next. */
	readonly rate: () => number;
	readonly view: () => SessionView;
	/** Of a live session. */
	readonly secrets?: SecretDesk | undefined;
	readonly after: (ms: number, go: () => void) => () => void;
	/** Stops before the next change; the journal stays open. */
	readonly stop: () => void;
};

/** A journal, and what a session knows of its beginning. */
export type SessionPages = Pick<SessionOptions, 'record' | 'append' | 'keeping' | 'brokenLock' | 'checkApproval'>;
