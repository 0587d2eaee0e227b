/**
 * A terminal without bracketed paste sends what is pasted as if it were typed. But nobody types so much at once: what comes in a burst is
 * one paste, with all that comes along with it, and none of it is a key.
 */
import type {KeyEvent} from './key-events.js';

/** More signs than this in one read are no typing, not even on a line that stalled for a while. */
const mostTyped = 30;
/** A paste comes in several reads: its last one may be short. */
export const burstSilenceMs = 50;

export const isBurst = (events: readonly KeyEvent[]): boolean => events.filter(({type}) => type === 'text').length > mostTyped;

/** What was pasted with its brackets stays for itself; keys that are no text are left out. */
export function asPasted(events: readonly KeyEvent[]): readonly KeyEvent[] {
	const pasted = events.filter(({type}) => type === 'paste');
	const text = events.map(textOf).join('');
	return text === '' ? pasted : [...pasted, {type: 'paste', text}];
}

function textOf(event: KeyEvent): string {
	if (event.type === 'text') return event.text;
	if (event.type === 'paste' || event.ctrl || event.alt) return '';
	return signs[event.name] ?? '';
}

const signs: Readonly<Record<string, string>> = {enter: '\n', tab: '\t'};
