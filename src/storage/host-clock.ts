/** Time and identity as the host has them. Handed in, so that a test can write the same journal twice. */
import {hostname} from 'node:os';

export type Clock = {readonly wall: () => string; readonly mono: () => number; readonly pid: number; readonly host: string};

export const hostClock: Clock = {
	wall: () => new Date().toISOString(),
	// Not of this process but of the host, so that the lines of two processes can be compared; in microseconds at most.
	mono: () => {
		const [seconds, nanoseconds] = process.hrtime();
		return seconds * 1000 + Math.round(nanoseconds / 1000) / 1000;
	},
	pid: process.pid,
	host: hostname(),
};
