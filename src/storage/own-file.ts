/**
 * Files by which processes of this account find each other. What another account could have written may lead anywhere: it is not read.
 * On Windows the rights of the directory say who may, and nothing is looked at here.
 */
import {accessSync, closeSync, constants, fstatSync, lstatSync, openSync, readFileSync, type Stats, statSync} from 'node:fs';
import {dirname} from 'node:path';
import {cannotRead, type Refusal} from './refusal.js';

/** Undefined where there is none, or none that only this account can have written. @throws what else the disk says. */
export function readOwnFile(path: string): string | undefined {
	if (isOthers(path)) return undefined;
	// The one that was looked at may be another one by now: what counts is what is open.
	const file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
	try {
		return isOwn(fstatSync(file)) ? readFileSync(file, 'utf8') : undefined;
	} finally {
		closeSync(file);
	}
}

/** It is not there, or this account may not read it. */
export function whyUnread(path: string): Refusal | undefined {
	try {
		accessSync(path, constants.R_OK);
		return undefined;
	} catch (error) {
		return cannotRead(path, error);
	}
}

/** It is there, and another account could have written it. */
export function isOthers(path: string): boolean {
	const found = lstatSync(path, {throwIfNoEntry: false});
	return found !== undefined && !isOwn(found);
}

/**
 * Also where others could put another file in its place: its directory is of somebody else than this account and root, or others may
 * rename in it. @throws what the disk says.
 */
export function mayBeOthers(path: string): boolean {
	if (isOthers(path)) return true;
	const found = statSync(dirname(path), {throwIfNoEntry: false});
	if (process.platform === 'win32' || !found) return false;
	const isShared = (found.mode & 0o022) !== 0 && (found.mode & sticky) === 0;
	return isShared || (found.uid !== 0 && found.uid !== process.getuid?.());
}

/** Who does not own a file in such a directory renames nothing there. */
const sticky = 0o1000;

function isOwn(stats: Stats): boolean {
	if (!stats.isFile()) return false;
	return process.platform === 'win32' || (stats.uid === process.getuid?.() && (stats.mode & 0o022) === 0);
}
