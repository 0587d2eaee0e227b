/** What every teller is handed: the words, the times, the view after the entry, and the time of it. */
import type {Header} from '../../machines/journal-entry.js';
import type {SessionView} from '../../machines/session-view.js';
import type {Render} from '../messages/render.js';
import type {Times} from './times.js';

export type Situation = {
	readonly render: Render;
	readonly times: Times;
	readonly header: Header;
	readonly view: SessionView;
	/** Ms of the session. */
	readonly at: number;
};
