/** The place in a recording that was typed: the number of an entry, a time of the day in its own time zone, or the time since its start. */
import type {Header} from '../machines/journal/journal-entry.js';
import {seqAt} from '../machines/journal/replay.machine.js';
import type {ReplayRecord} from '../machines/journal/timeline.js';
import {createTimes} from '../ui/times.js';
import {usage} from './usage-problem.js';

export type Recorded = Pick<ReplayRecord, 'length' | 'at'> & {readonly header: Pick<Header, 'startedAt' | 'timeZone'>};

const second = 1000;
const minute = 60 * second;
const day = 24 * 60 * 60 * second;

/** The entry that was typed, or the last that is not later than the time that was typed; of a whole minute, the first entry in it. */
export function readPlace(typed: string, recorded: Recorded): number {
	const value = typed.trim();
	if (/^\d+$/.test(value)) return entryNumbered(value, recorded);
	const [, hour, minuteOfHour] = /^(\d{1,2}):(\d\d)$/.exec(value) ?? [];
	if (hour !== undefined && Number(hour) < 24 && Number(minuteOfHour) < 60)
		return entryInMinute((Number(hour) * 60 + Number(minuteOfHour)) * minute, value, recorded);
	const [, plus, hours = '', minutes = '', seconds = ''] = /^(\+)?(?:(\d{1,3}):)?(\d{1,3}):(\d\d)$/.exec(value) ?? [];
	// A time since the start says so: 03:15 alone is a time of the day.
	const isTime = Number(seconds) < 60 && (hours === '' ? plus !== undefined : Number(minutes) < 60 && (plus || Number(hours) < 24));
	if (seconds === '' || !isTime) return usage('noPlace', {value});
	const time = (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * second;
	return entryAt(plus ? time : sinceStart(time, recorded), value, recorded);
}

function entryNumbered(value: string, {length}: Recorded): number {
	const seq = Number(value);
	return seq >= 1 && seq <= length ? seq : usage('noEntry', {value, last: length});
}

/** The first entry of that minute; where it has none, the last before it. A session may begin within its first minute. */
function entryInMinute(timeOfDay: number, value: string, recorded: Recorded): number {
	const lastSecond = minute - second;
	const from = sinceStart(timeOfDay + lastSecond, recorded) - lastSecond;
	const before = entryAt(from, value, recorded);
	if (recorded.at(before) >= from) return first(before);
	const next = before + 1;
	return next <= recorded.length && recorded.at(next) < from + minute ? next : before;

	function first(seq: number): number {
		let found = seq;
		while (found > 1 && recorded.at(found - 1) >= from) found--;
		return found;
	}
}

function entryAt(at: number, value: string, recorded: Recorded): number {
	const last = recorded.at(recorded.length);
	// A time is typed in whole seconds: the second of the last entry is still within.
	if (at <= Math.max(last, 0) + second) return seqAt(recorded, at);
	const {clock} = createTimes(recorded.header);
	return usage('noTime', {value, from: clock(0), to: clock(last), length: lengthOf(last)});
}

/** The first such time of the day since the start: a session may go past midnight, or over a change of the clocks. */
function sinceStart(timeOfDay: number, {header}: Recorded): number {
	const {clock} = createTimes(header);
	const ofDay = (at: number) =>
		clock(at)
			.split(':')
			.reduce((sum, part) => sum * 60 + Number(part), 0) * second;
	const wholeSecond = Date.parse(header.startedAt) % second || 0;
	const after = ((timeOfDay - ofDay(0) + day) % day) - wholeSecond;
	const turned = clockChanges.flatMap(change => [after + change - day, after + change]);
	const possible = turned.filter(at => at > -second && ofDay(at) === timeOfDay);
	return Math.max(0, possible.length > 0 ? Math.min(...possible) : after);
}

/** By how much clocks are turned, where they are. */
const clockChanges = [-60, -30, 0, 30, 60].map(minutes => minutes * 60 * second);

function lengthOf(time: number): string {
	const seconds = Math.floor(Math.max(time, 0) / second);
	const two = (part: number) => String(part).padStart(2, '0');
	const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
	return `${hours > 0 ? `${two(hours)}:` : ''}${two(minutes)}:${two(seconds % 60)}`;
}
