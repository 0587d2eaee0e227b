/** What every command needs: its streams, the words, where things are kept, the settings. */
import type {Message} from '../machines/message.js';
import {findHome, type Home, withRecordings} from '../storage/home.js';
import {readSettings, type Settings} from '../storage/settings.js';
import {createRenderer, type Render} from '../ui/messages/render.js';
import {calledAs} from './called-as.js';
import type {Streams} from './streams.js';

export type Desk = {
	readonly streams: Streams;
	readonly render: Render;
	readonly home: Home;
	readonly settings: Settings;
	/** Why the settings are not those of the file: said once already, where a full screen hides it. */
	readonly warning?: Message;
	readonly say: (message: Message) => void;
};

export function openDesk(streams: Streams): Desk {
	const found = findHome(streams.environment);
	const {settings, warning} = readSettings(found);
	let plain: Render | undefined;
	const render: Render = message => {
		plain ??= plainRenderer();
		return plain(message);
	};
	const tell = (message: Message) => void streams.stderr.write(`${render(message)}\n`);
	if (warning) tell(warning);
	return {streams, render, settings, home: withRecordings(found, settings.recordings), say: tell, ...(warning ? {warning} : {})};
}

/** For sentences that are about no session: times in them are of this host, whose time zone is dear to find out. */
export function plainRenderer(): Render {
	const {timeZone} = new Intl.DateTimeFormat().resolvedOptions();
	return createRenderer({language: 'en', timeZone, startedAt: new Date().toISOString(), calledAs: calledAs()});
}

/** One JSON value, and nothing else, on stdout. */
export function printJson({streams}: Desk, value: unknown) {
	streams.stdout.write(`${JSON.stringify(value, undefined, '\t')}\n`);
}
