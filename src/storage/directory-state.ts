/** What a directory is like for who keeps things in it: whose it is, who else may read it, whether it can be written to, what is free. */
import {randomUUID} from 'node:crypto';
import {statfsSync, statSync, unlinkSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {codeOf} from './refusal.js';

export type DirectoryState = {
	readonly path: string;
	/** `0700`, as text; absent where there are no modes. */
	readonly mode?: string;
	/** Nobody else can read it, or there is nothing that says so. */
	readonly isPrivate: boolean;
	readonly isOwn: boolean;
	/** What the disk says to a file that is written there; absent where it takes it. */
	readonly code?: string;
	/** For this account; absent where the disk does not say. */
	readonly freeBytes?: number;
};

export function stateOfDirectory(path: string): DirectoryState {
	try {
		const {mode, uid} = statSync(path);
		const hasModes = process.platform !== 'win32';
		const code = writeProblem(path);
		const freeBytes = freeIn(path);
		return {
			path,
			...(hasModes && {mode: (mode & 0o7777).toString(8).padStart(4, '0')}),
			isPrivate: !hasModes || (mode & 0o077) === 0,
			isOwn: !hasModes || uid === process.getuid?.(),
			...(code !== undefined && {code}),
			...(freeBytes !== undefined && {freeBytes}),
		};
	} catch (error) {
		return {path, isPrivate: false, isOwn: false, code: codeOf(error)};
	}
}

function writeProblem(directory: string): string | undefined {
	const path = join(directory, `doctor-${randomUUID()}`);
	try {
		writeFileSync(path, 'doctor', {flag: 'wx', mode: 0o600, flush: true});
		unlinkSync(path);
		return undefined;
	} catch (error) {
		return codeOf(error);
	}
}

function freeIn(path: string): number | undefined {
	try {
		const {bavail, bsize} = statfsSync(path);
		return bavail * bsize;
	} catch {
		return undefined;
	}
}
