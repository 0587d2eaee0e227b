/** Fills a buffer from a place in a file, however little the disk gives at once. */
import type {Disk} from './disk.js';

/** False where the file ends before the buffer is full. */
export function readAt(disk: Disk, file: number, bytes: Buffer, position: number): boolean {
	for (let filled = 0; filled < bytes.length; ) {
		const read = disk.readAt(file, bytes, filled, bytes.length - filled, position + filled);
		if (read === 0) return false;
		filled += read;
	}
	return true;
}
