/** No journal, no change: thrown when an entry could not be put on the disk, and again for every entry after it. */
import {type Message, say} from '../machines/message.js';

export class JournalWriteError extends Error {
	override readonly name = 'JournalWriteError';
	readonly path: string;
	/**
	 * The disk's own: `ENOSPC`, `EROFS`, `EIO` …; or why the entry cannot be written at all: `TOO_LARGE`, `NESTED_TOO_DEEP`, `GAP`,
	 * `SEALED`, `CLOSED`, `NO_PROGRESS`, or the name of what JSON threw.
	 */
	readonly code: string;
	/** For people. `Error.message` is for developers. */
	readonly problem: Message;

	/** `isChanging`: a change had begun whose end is not in the journal. */
	constructor(path: string, code: string, isChanging: boolean, cause?: unknown) {
		super(`${path} could not be written: ${code}`, {cause});
		this.path = path;
		this.code = code;
		this.problem = say(isChanging ? 'storage.endNotWritten' : 'storage.notWritten', {path, code});
	}
}
