/**
 * Leaves a process that does nothing, started as an engine is: in a session of its own, without a terminal. What becomes of it at a logout
 * becomes of an engine too. It ends by itself after a day.
 */
import {spawn} from 'node:child_process';

const dayMs = 24 * 60 * 60_000;

/** @returns its number; undefined when it could not be started. */
export function leaveProbe(directory: string): Promise<number | undefined> {
	const does = `process.title='switchback-probe';process.on('SIGHUP',()=>{});setTimeout(()=>{},${dayMs})`;
	const child = spawn(process.execPath, ['-e', does], {cwd: directory, detached: true, windowsHide: true, stdio: 'ignore'});
	return new Promise(resolve => {
		child.on('spawn', () => {
			child.unref();
			resolve(child.pid);
		});
		child.on('error', () => resolve(undefined));
	});
}
