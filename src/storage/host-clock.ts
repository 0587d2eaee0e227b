/** Time and identity as the host has them. Handed in, so that a test can write the same journal twice. */
import {hostname, uptime} from 'node:os';
import type {HostTimes} from '../machines/session/clock-watch.js';

export type Clock = {readonly wall: () => string; readonly mono: () => number; readonly pid: number; readonly host: string};

/** Not of this process but of the host, so that the lines of two processes can be compared; in microseconds at most. */
function monotonic(): number {
	const [seconds, nanoseconds] = process.hrtime();
	return seconds * 1000 + Math.round(nanoseconds / 1000) / 1000;
}

export const hostClock: Clock = {
	wall: () => new Date().toISOString(),
	mono: monotonic,
	pid: process.pid,
	host: hostname(),
};

/** What a jump of the time is told by. `uptime` counts the sleep of the computer, on every platform. */
export const hostTimes: HostTimes = {wall: Date.now, mono: monotonic, boot: () => uptime() * 1000};
