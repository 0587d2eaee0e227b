/** What is kept can be written, and read by nobody else. */
import {say} from '../../machines/message.js';
import {type DirectoryState, stateOfDirectory} from '../../storage/directory-state.js';
import {locksOf, makePrivateDirectory, prepareHome} from '../../storage/home.js';
import type {Check, Finding} from './check.js';

export const stateDirectory: Check = {
	id: 'stateDirectory',
	look({home}) {
		const refusal = prepareHome(home) ?? makePrivateDirectory(locksOf(home));
		if (refusal) return {state: 'failed', evidence: [refusal.problem], remedy: say('doctor.stateDirectory.remedy')};
		const paths = [...new Set([home.state, home.recordings, home.config, locksOf(home)])];
		return judgeDirectories(paths.map(stateOfDirectory));
	},
};

export function judgeDirectories(directories: readonly DirectoryState[]): Finding {
	const evidence = directories.map(({path, mode, isOwn, code}) =>
		code === undefined
			? say('doctor.directory', {path, mode: mode ?? 'none', own: isOwn ? 'yes' : 'no'})
			: say('doctor.directoryNotWritten', {path, code}),
	);
	if (directories.some(({code}) => code !== undefined)) return {state: 'failed', evidence, remedy: say('doctor.stateDirectory.remedy')};
	const wide = directories.filter(({isPrivate, isOwn}) => !isPrivate || !isOwn).map(({path}) => path);
	return wide.length === 0
		? {state: 'ok', evidence}
		: {state: 'warning', evidence, remedy: say('doctor.stateDirectory.makePrivate', {paths: wide})};
}
