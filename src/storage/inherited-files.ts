/**
 * Lets go of what a process got from whoever started it, beyond its three streams: a pipe or a terminal that an engine held for hours
 * would keep others waiting for its end. What Node opens itself is never handed on, and the kernel says which is which (Linux only).
 */
import {closeSync, readdirSync, readFileSync} from 'node:fs';
import {attempt} from './attempt.js';

/** In octal, as in `fdinfo`: not handed on to a child. */
const closedOnExec = 0o2000000;

export function closeInherited(): void {
	attempt(() => {
		for (const name of readdirSync('/proc/self/fdinfo')) {
			const file = Number(name);
			if (file > 2 && isInherited(file)) attempt(() => closeSync(file));
		}
	});
}

function isInherited(file: number): boolean {
	try {
		const [, flags = '0'] = /^flags:\s*([0-7]+)/m.exec(readFileSync(`/proc/self/fdinfo/${file}`, 'utf8')) ?? [];
		return (Number.parseInt(flags, 8) & closedOnExec) === 0;
	} catch {
		return false;
	}
}
