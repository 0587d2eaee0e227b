/** What every teller is handed: the words, the names, the times, the view after the entry, and the time of it. */
import {deploymentOf, type Header} from '../machines/journal-entry.js';
import type {Message} from '../machines/message.js';
import type {SessionView} from '../machines/session-view.js';
import type {Render} from './messages/render.js';
import {createShortNames} from './short-names.js';
import {createTimes, type Times} from './times.js';

/** What stays the same for a whole session. */
export type Voice = {
	readonly render: Render;
	/** The same with short names. */
	readonly brief: (message: Message) => string;
	readonly short: (text: string) => string;
	readonly suffix: string | undefined;
	readonly times: Times;
	readonly header: Header;
};

export type Situation = Voice & {
	readonly view: SessionView;
	/** Ms of the session. */
	readonly at: number;
	/** The change that runs now. */
	readonly running?: {readonly call: string; readonly cmdlet: string};
};

export function createVoice(header: Header, render: Render): Voice {
	const {suffix, short} = createShortNames(deploymentOf(header));
	return {render, brief: message => short(render(message)), short, suffix, times: createTimes(header), header};
}
