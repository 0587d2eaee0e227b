/** Thrown when an entry can never be put into a journal, and again for every entry after it. What a disk refuses is kept and tried again. */
import {type Message, say} from '../machines/message.js';

export class JournalWriteError extends Error {
	override readonly name = 'JournalWriteError';
	readonly path: string;
	/**
	 * Why the entry cannot be written: `TOO_LARGE`, `NESTED_TOO_DEEP`, `GAP`, `SEALED`, `CLOSED`, `MEMORY_FULL`, or the name of what JSON
	 * threw.
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

/** Not the disk's fault; its code stands where the disk's would. */
export class Impossible extends Error {
	constructor(readonly code: string) {
		super(code);
	}
}
