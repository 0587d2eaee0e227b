/** Asks the logind that runs, because its files may have been changed since it read them. */
import {execFile} from 'node:child_process';

const patienceMs = 2_000;

const words = [
	...['--timeout=2', 'get-property', 'org.freedesktop.login1', '/org/freedesktop/login1', 'org.freedesktop.login1.Manager'],
	'KillUserProcesses',
];

/** Whether it ends what a login leaves; undefined where it cannot be asked. */
export function askKillUserProcesses(busctl = 'busctl'): Promise<boolean | undefined> {
	return new Promise(resolve => {
		execFile(busctl, words, {timeout: patienceMs, windowsHide: true}, (error, stdout) => {
			const said = error ? undefined : /^b (true|false)\s*$/.exec(stdout)?.[1];
			resolve(said === undefined ? undefined : said === 'true');
		});
	});
}
