/** A time of the day as people type it, as a time of the session: the last such time before now. */
import type {Situation} from '../situation.js';

const day = 24 * 60 * 60_000;

/** `02:57` or `02:57:30`, in the zone of the session; undefined when it is no time. */
export function timeTyped(typed: string, {times, at}: Pick<Situation, 'times' | 'at'>): number | undefined {
	const [, hours, minutes, seconds = '0'] = /^(\d{1,2}):(\d{2})(?::(\d{2}))?$/.exec(typed) ?? [];
	if (hours === undefined || Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) > 59) return undefined;
	const [nowHours = 0, nowMinutes = 0, nowSeconds = 0] = times.clock(at).split(':').map(Number);
	const since = ((nowHours - Number(hours)) * 3600 + (nowMinutes - Number(minutes)) * 60 + nowSeconds - Number(seconds)) * 1000;
	return at - ((since + day) % day);
}
