/** A text as a file, for a program that reads files only: for its owner alone, and gone when the program is done. */
import {randomUUID} from 'node:crypto';
import {join} from 'node:path';
import {attempt} from './attempt.js';
import {type Disk, realDisk} from './disk.js';
import {codeOf, type Refusal, refuse} from './refusal.js';

/** `directory` is one that this account alone can write to. */
export async function withPassingFile<Result>(
	directory: string,
	text: string,
	use: (path: string) => Promise<Result>,
	disk: Disk = realDisk,
): Promise<Result | Refusal> {
	const path = join(directory, `.passing-${randomUUID()}`);
	let file: number | undefined;
	try {
		file = disk.create(path);
		const bytes = Buffer.from(text);
		for (let written = 0; written < bytes.length; ) written += disk.write(file, bytes, written, bytes.length - written);
	} catch (error) {
		if (file !== undefined) attempt(() => disk.remove(path));
		return refuse('notPassedOn', {path, code: codeOf(error)});
	} finally {
		const opened = file;
		if (opened !== undefined) attempt(() => disk.close(opened));
	}
	try {
		return await use(path);
	} finally {
		attempt(() => disk.remove(path));
	}
}
