/** A long night fits on the disk. */
import {say} from '../../machines/message.js';
import {stateOfDirectory} from '../../storage/directory-state.js';
import {prepareHome} from '../../storage/home.js';
import type {Check, Finding} from './check.js';

const megabyte = 1024 * 1024;
/** A session of a million log lines is some 300 MB; below it, a flood of them may stop the next change. */
const leastMegabytes = 300;
/** A few of such sessions, and the files beside them. */
const enoughMegabytes = 2_000;

export const diskSpace: Check = {
	id: 'diskSpace',
	look({home}) {
		prepareHome(home);
		return judgeSpace(home.recordings, stateOfDirectory(home.recordings).freeBytes);
	},
};

export function judgeSpace(path: string, freeBytes: number | undefined): Finding {
	if (freeBytes === undefined) return {state: 'unknown', evidence: [say('doctor.diskSpace.notSaid', {path})]};
	const megabytes = Math.floor(freeBytes / megabyte);
	const evidence = [say('doctor.diskSpace.free', {path, megabytes})];
	if (megabytes >= enoughMegabytes) return {state: 'ok', evidence};
	const remedy = say('doctor.diskSpace.remedy', {enough: enoughMegabytes});
	return {state: megabytes < leastMegabytes ? 'failed' : 'warning', evidence, remedy};
}
