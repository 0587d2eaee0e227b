/** What the terminal of this process is called, `pts/3`, where the kernel says it as a link (Linux). */
import {readlinkSync} from 'node:fs';

export function terminalName(): string | undefined {
	try {
		return /^\/dev\/((?:pts\/|tty)\w+)$/.exec(readlinkSync('/proc/self/fd/0'))?.[1];
	} catch {
		return undefined;
	}
}
