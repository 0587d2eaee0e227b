/** Times of a session as they are shown: local with its zone, and UTC. */
import type {Header} from '../machines/journal/journal-entry.js';
import {once} from '../machines/once.js';

export type Times = {
	/** `03:15:09` */
	readonly clock: (at: number) => string;
	/** `03:15:09 GMT` */
	readonly zoned: (at: number) => string;
	/** `03:15:09 GMT (03:15:09 UTC)` */
	readonly both: (at: number) => string;
	/** `Wednesday, 11 February 2026` */
	readonly day: (at: number) => string;
};

export function createTimes({startedAt, timeZone}: Pick<Header, 'startedAt' | 'timeZone'>, language = 'en-GB'): Times {
	const start = Date.parse(startedAt);
	const zone = once(() => (isZone(timeZone, language) ? timeZone : 'UTC'));
	const time = {hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23'} as const;
	const local = once(() => new Intl.DateTimeFormat(language, {...time, timeZone: zone()}));
	const named = once(() => new Intl.DateTimeFormat(language, {...time, timeZone: zone(), timeZoneName: 'short'}));
	const utc = once(() => new Intl.DateTimeFormat(language, {...time, timeZone: 'UTC'}));
	const date = once(
		() => new Intl.DateTimeFormat(language, {timeZone: zone(), weekday: 'long', day: 'numeric', month: 'long', year: 'numeric'}),
	);
	const on = (format: () => Intl.DateTimeFormat) => (at: number) => {
		const time = start + at;
		return Number.isFinite(time) && Math.abs(time) <= 8.64e15 ? format().format(time) : '--:--:--';
	};
	return {clock: on(local), zoned: on(named), both: at => `${on(named)(at)} (${on(utc)(at)} UTC)`, day: on(date)};
}

function isZone(timeZone: string, language: string): boolean {
	try {
		return Boolean(new Intl.DateTimeFormat(language, {timeZone}));
	} catch {
		return false;
	}
}
