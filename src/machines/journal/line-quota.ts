/**
 * A bound for what cmdlets write about what they do: a flood of it must not fill the disk that a change needs. Beyond it lines are counted
 * and not kept, and the log says so where it begins and how many there were when the call ends. Errors and warnings are always kept.
 */
import type {StreamRecord} from '../cmdlet.js';
import {say} from '../message.js';
import type {Event} from './journal-entry.js';

/** Of one call, and of one session: what its lines take in the file. */
export const callQuotaMegabytes = 16;
export const sessionQuotaMegabytes = 128;
const megabyte = 1024 * 1024;
/** What a line has beside its text: its number, time, call, who wrote it, its hash. */
const bytesBesideText = 400;

export const isDroppable = ({stream}: Pick<StreamRecord, 'stream'>): boolean => stream !== 'error' && stream !== 'warning';

/** `write`: says whether the entry was taken. */
export function createLineQuota(write: (event: Event) => boolean) {
	const calls = new Map<string, {bytes: number; dropped: number}>();
	let sessionBytes = 0;

	return {
		write(call: string, record: StreamRecord) {
			if (!isDroppable(record)) return void write({kind: 'stream', call, ...record});
			const used = calls.get(call) ?? {bytes: 0, dropped: 0};
			calls.set(call, used);
			const bytes = record.text.length + bytesBesideText;
			const fits = used.bytes + bytes <= callQuotaMegabytes * megabyte && sessionBytes + bytes <= sessionQuotaMegabytes * megabyte;
			if (fits && write({kind: 'stream', call, ...record})) {
				used.bytes += bytes;
				sessionBytes += bytes;
			} else if (used.dropped++ === 0) {
				const message = say('engine.droppingLines', {call, perCall: callQuotaMegabytes, perSession: sessionQuotaMegabytes});
				write({kind: 'engine', event: 'dropped', message});
			}
		},
		/** Before the end of the call is written. */
		ended(call: string) {
			const count = calls.get(call)?.dropped ?? 0;
			calls.delete(call);
			if (count > 0) write({kind: 'engine', event: 'dropped', message: say('engine.droppedLines', {call, count})});
		},
	};
}

export type LineQuota = ReturnType<typeof createLineQuota>;
