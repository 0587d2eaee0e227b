/** What the simulator tells a function of the generated module to do, one JSON line each, ASCII. The other end is `forward.ps1`. */
import type {CallEnd, StreamRecord} from '../../machines/cmdlet.js';
import type {Json} from '../../machines/json.js';

export type Said =
	| {readonly kind: 'output'; readonly value: Json}
	| {readonly kind: 'verbose' | 'warning' | 'information' | 'whatIf'; readonly text: string}
	| {readonly kind: 'progress'; readonly text: string; readonly percent?: number}
	| {readonly kind: 'error' | 'failed'; readonly errorId: string; readonly text: string; readonly denied?: true}
	| {readonly kind: 'end'};

/** Every text has a sign before it: PowerShell's reader of JSON would make a date of one that looks like it. */
export function lineOf(said: Said): string {
	const guarded = Object.entries(said).map(([key, value]) => [key, key === 'kind' ? value : guard(value as Json)]);
	const json = JSON.stringify(Object.fromEntries(guarded));
	return `${json.replace(/[^ -~]/g, sign => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)}\n`;
}

function guard(value: Json): Json {
	if (typeof value === 'string') return `=${value}`;
	if (Array.isArray(value)) return value.map(guard);
	if (value === null || typeof value !== 'object') return value;
	return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, guard(each)]));
}

const whatIf = 'What if: ';

/** A preview's first line is PowerShell's own, and it says the beginning itself. */
export function saidOf({stream, text, percent}: StreamRecord): Said {
	if (stream === 'progress') return {kind: stream, text, ...(percent === undefined ? {} : {percent})};
	if (stream === 'error') return {kind: stream, errorId: 'Simulated', text};
	return stream === 'information' && text.startsWith(whatIf) ? {kind: 'whatIf', text: text.slice(whatIf.length)} : {kind: stream, text};
}

/** PowerShell appends the name of the cmdlet to the id of its error. */
export function saidAtEnd(end: CallEnd): readonly Said[] {
	if (!end.ok) {
		const {errorId, message, isDenied} = end;
		return [{kind: 'failed', errorId: errorId.split(',')[0] ?? '', text: message, ...(isDenied ? {denied: isDenied} : {})}];
	}
	return [...asList(end.output).map(value => ({kind: 'output' as const, value})), {kind: 'end'}];
}

/** Object by object, as they come out of a pipeline: nothing is no object. */
export const asList = (output: Json): readonly Json[] => (Array.isArray(output) ? output : output === null ? [] : [output]);
