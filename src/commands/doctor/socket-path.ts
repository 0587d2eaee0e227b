/** The path at which a console reaches its engine is not longer than the kernel takes. */
import {join} from 'node:path';
import {say} from '../../machines/message.js';
import type {Check, Finding} from './check.js';

/** Bytes of a path of a socket, without its end. */
const longest = 107;
/** Beside the recordings, and named by twelve signs. */
const name = `${'x'.repeat(12)}.sock`;

export const socketPath: Check = {
	id: 'socketPath',
	look: ({home}) => judgeSocketPath(join(home.recordings, 'engines'), process.platform),
};

export function judgeSocketPath(directory: string, platform: string): Finding {
	if (platform === 'win32') return {state: 'ok', evidence: [say('doctor.socketPath.pipe')]};
	const bytes = Buffer.byteLength(join(directory, name));
	const evidence = [say('doctor.socketPath.length', {directory, bytes, longest})];
	// The private directory is one that a tidy system may clear up.
	return bytes <= longest ? {state: 'ok', evidence} : {state: 'warning', evidence, remedy: say('doctor.socketPath.remedy')};
}
