/** How old what is known is: `12s`, `6m`, `STALE 6m`. Nothing that is old looks as if it were seen just now. */
import {say} from '../machines/message.js';
import type {Render} from './messages/render.js';

export type Age = {readonly text: string; readonly isStale: boolean};

export function ageOf(ms: number, staleAfterMs: number, render: Render): Age {
	const seconds = Math.max(0, Math.floor(ms / 1000));
	const isStale = ms > staleAfterMs;
	const age =
		seconds < 60
			? say('age.seconds', {count: seconds})
			: seconds < 3600
				? say('age.minutes', {count: Math.floor(seconds / 60)})
				: say('age.hours', {count: Math.floor(seconds / 3600)});
	return {text: isStale ? render(say('age.stale', {age: render(age)})) : render(age), isStale};
}

/** A text of Microsoft that is weighed against another one: it was not seen, and has no age. */
export const isQuoted = (source: string): boolean => /^S\d{3}$/.test(source);
