/** Opens a file to be read, or says in one sentence why not: it is missing, a directory, a pipe or a device, or not ours to read. */
import type {Disk} from './disk.js';
import {cannotRead, type Refusal, refuse} from './refusal.js';

export type OpenFile = {readonly file: number; readonly bytes: number};

export function openForReading(path: string, disk: Disk): OpenFile | Refusal {
	let file: number;
	try {
		file = disk.openToRead(path);
	} catch (error) {
		return cannotRead(path, error);
	}
	try {
		const {bytes, isFile, isDirectory} = disk.size(file);
		if (isFile) return {file, bytes};
		disk.close(file);
		return refuse(isDirectory ? 'isDirectory' : 'notAFile', {path});
	} catch (error) {
		disk.close(file);
		return cannotRead(path, error);
	}
}
