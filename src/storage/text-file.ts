/** Reads a file that a person wrote, whole, as text that other parts parse; or says in one sentence why it cannot be that. */
import {type Disk, realDisk} from './disk.js';
import {openForReading} from './open-for-reading.js';
import {cannotRead, isRefusal, type Refusal, refuse} from './refusal.js';

const megabyte = 1024 * 1024;

/** A deployment with 100,000 computers is 25 MB; what is larger is no file that a person wrote. */
export const textLimitBytes = 32 * megabyte;

/** A byte order mark, as Windows writes it, is not part of the text. */
export function readTextFile(
	path: string,
	{limitBytes = textLimitBytes, disk = realDisk}: {readonly limitBytes?: number; readonly disk?: Disk} = {},
): {readonly text: string} | Refusal {
	const opened = openForReading(path, disk);
	if (isRefusal(opened)) return opened;
	try {
		const bytes = readUpTo(limitBytes + 1, opened.file, opened.bytes, disk);
		if (bytes.length > limitBytes) return refuse('tooLarge', {path, limitMegabytes: limitBytes / megabyte});
		const text = new TextDecoder('utf-8', {fatal: true}).decode(bytes);
		return text === '' ? refuse('empty', {path}) : {text};
	} catch (error) {
		return error instanceof TypeError ? refuse('notUtf8', {path}) : cannotRead(path, error);
	} finally {
		disk.close(opened.file);
	}
}

/** The size that was told is where to begin; a file may have grown since. */
function readUpTo(limit: number, file: number, expected: number, disk: Disk): Buffer {
	let bytes = Buffer.allocUnsafe(Math.min(expected + 1, limit));
	for (let filled = 0; ; ) {
		const read = disk.read(file, bytes, filled, bytes.length - filled);
		filled += read;
		if (read === 0 || filled === limit) return bytes.subarray(0, filled);
		if (filled === bytes.length) bytes = Buffer.concat([bytes], Math.min(2 * filled, limit));
	}
}
