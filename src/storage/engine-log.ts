/** The engine's own log, beside its recording: a line for what concerns the process and its sockets, and nothing of the session. */
import {appendFileSync, renameSync, statSync} from 'node:fs';
import {attempt} from './attempt.js';
import type {Clock} from './host-clock.js';

/** Somebody who hammers on the socket fills no disk: twice this is kept. */
const limitBytes = 4 * 1024 * 1024;
const longestLine = 500;

export const engineLogOf = (recording: string): string => `${recording}.engine.log`;

/** A log that cannot be written is no reason to stop. */
export function openEngineLog(recording: string, {wall}: Pick<Clock, 'wall'>): (text: string) => void {
	const path = engineLogOf(recording);
	let bytes = 0;
	attempt(() => {
		bytes = statSync(path, {throwIfNoEntry: false})?.size ?? 0;
	});
	return text => {
		const line = `${wall()} ${safeLine(text)}\n`;
		attempt(() => {
			if (bytes + line.length > limitBytes) {
				renameSync(path, `${path}.1`);
				bytes = 0;
			}
			appendFileSync(path, line, {mode: 0o600});
			bytes += Buffer.byteLength(line);
		});
	};
}

/** What somebody sent is in it: no sign of it reaches a terminal that shows the log. */
const safeLine = (text: string): string => text.slice(0, longestLine).replace(/[^\x20-\x7e]/g, '?');
