/** The first word of a host: a secret that only the one who was started knows. Nothing is said to anybody before it. */
import {randomBytes, timingSafeEqual} from 'node:crypto';
import {parseSaid} from './wire.js';

export const createToken = (): string => randomBytes(32).toString('hex');

/** Whether a line is the greeting of the host that was given this token. */
export function knows(line: string, token: string): boolean {
	const said = parseSaid(line)?.said;
	const told = Buffer.from(said?.kind === 'hello' ? said.token : '');
	const wanted = Buffer.from(token);
	return told.length === wanted.length && timingSafeEqual(told, wanted);
}

/** The end of a host in which only constrained language is allowed. */
export const constrainedCode = 79;
