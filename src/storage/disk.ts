/**
 * The few things that journals ask of the disk. Handed in, so that a test can let each of them fail at any time.
 *
 * Everything is synchronous: what a call was to do is done when it returns, or it has thrown.
 */
import {
	closeSync,
	constants,
	fchmodSync,
	fdatasyncSync,
	fstatSync,
	fsyncSync,
	ftruncateSync,
	openSync,
	readSync,
	renameSync,
	statSync,
	unlinkSync,
	writeSync,
} from 'node:fs';

export type Disk = {
	/** Refuses (`EEXIST`) when the file is there. Read and write for the owner, for nobody else, whatever the umask. */
	readonly create: (path: string) => number;
	readonly openToWrite: (path: string) => number;
	readonly openToRead: (path: string) => number;
	/** `changedAt`: when it was last written to, in ms as the file system tells it. */
	readonly size: (file: number) => {
		readonly bytes: number;
		readonly changedAt: number;
		readonly isFile: boolean;
		readonly isDirectory: boolean;
	};
	/** The same for one file by every name, another for one that took its place. By path or opened; `ENOENT` when it is not there. */
	readonly identify: (file: string | number) => {readonly id: string; readonly bytes: number};
	/** These may do less than they were asked to, and say how much. */
	readonly read: (file: number, bytes: Buffer, offset: number, length: number) => number;
	readonly readAt: (file: number, bytes: Buffer, offset: number, length: number, position: number) => number;
	/** At a position of the file, or where the last write ended. */
	readonly write: (file: number, bytes: Buffer, offset: number, length: number, position?: number) => number;
	readonly flush: (file: number) => void;
	readonly flushDirectory: (path: string) => void;
	readonly truncate: (file: number, length: number) => void;
	readonly close: (file: number) => void;
	readonly remove: (path: string) => void;
	/** Over what has that name. */
	readonly rename: (from: string, to: string) => void;
};

const ownerOnly = 0o600;
const {O_CREAT, O_EXCL, O_RDONLY, O_RDWR} = constants;
// Opening a pipe that nobody writes to would wait for ever. Windows has neither the flag nor the trouble.
const withoutWaiting = constants.O_NONBLOCK ?? 0;

export const realDisk: Disk = {
	create: path => openOwn(path, O_RDWR | O_CREAT | O_EXCL),
	openToWrite: path => openOwn(path, O_RDWR | withoutWaiting),
	openToRead: path => openSync(path, O_RDONLY | withoutWaiting),
	size: file => {
		const stats = fstatSync(file);
		return {bytes: stats.size, changedAt: stats.mtimeMs, isFile: stats.isFile(), isDirectory: stats.isDirectory()};
	},
	read: (file, bytes, offset, length) => readSync(file, bytes, offset, length, null),
	readAt: (file, bytes, offset, length, position) => readSync(file, bytes, offset, length, position),
	identify: file => {
		// Numbers of a file can be larger than what a number holds exactly.
		const {dev, ino, size} = typeof file === 'string' ? statSync(file, {bigint: true}) : fstatSync(file, {bigint: true});
		return {id: `${dev}:${ino}`, bytes: Number(size)};
	},
	write: (file, bytes, offset, length, position) => writeSync(file, bytes, offset, length, position ?? null),
	flush: fdatasyncSync,
	flushDirectory: path => {
		// Windows cannot open a directory, and has no flush for one.
		if (process.platform === 'win32') return;
		const directory = openSync(path, O_RDONLY);
		try {
			fsyncSync(directory);
		} finally {
			closeSync(directory);
		}
	},
	truncate: ftruncateSync,
	close: closeSync,
	remove: unlinkSync,
	rename: renameSync,
};

function openOwn(path: string, flags: number): number {
	const file = openSync(path, flags, ownerOnly);
	try {
		const {mode} = fstatSync(file);
		if ((mode & 0o777) !== ownerOnly) fchmodSync(file, ownerOnly);
		return file;
	} catch (error) {
		closeSync(file);
		throw error;
	}
}
