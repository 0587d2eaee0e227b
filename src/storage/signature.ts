/** The signature of a recording: a small file beside it, made once and never written over. */
import {statSync} from 'node:fs';
import {dirname} from 'node:path';
import {attempt} from './attempt.js';
import {type Disk, realDisk} from './disk.js';
import {codeOf, type Refusal, refuse} from './refusal.js';

export const signaturePathOf = (recording: string): string => `${recording}.sig`;

/** One that cannot be looked at counts as there: whoever reads it says why not. */
export function hasSignature(recording: string): boolean {
	try {
		return statSync(signaturePathOf(recording), {throwIfNoEntry: false}) !== undefined;
	} catch {
		return true;
	}
}

/** On the disk when it returns; a part of it is never left. */
export function keepSignature(recording: string, signature: string, disk: Disk = realDisk): {readonly path: string} | Refusal {
	const path = signaturePathOf(recording);
	let file: number | undefined;
	try {
		file = disk.create(path);
		const bytes = Buffer.from(signature);
		for (let written = 0; written < bytes.length; ) written += disk.write(file, bytes, written, bytes.length - written);
		disk.flush(file);
		disk.close(file);
		disk.flushDirectory(dirname(path));
		return {path};
	} catch (error) {
		const code = codeOf(error);
		if (file === undefined) return code === 'EEXIST' ? refuse('signedAlready', {path}) : refuse('signatureNotKept', {path, code});
		attempt(() => disk.close(file as number));
		attempt(() => disk.remove(path));
		return refuse('signatureNotKept', {path, code});
	}
}
