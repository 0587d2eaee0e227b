/**
 * What a line of a journal is, from its first bytes and without parsing it. A line that does not begin as this version writes it is
 * parsed whole: it may be right all the same.
 */
import {tailLength} from './journal-line.js';
import type {LineHead} from './line-table.js';
import {type Place, parseBody} from './recording.js';
import {isRefusal, type Refusal, refuse} from './refusal.js';

const head = /^\{"seq":([1-9]\d{0,14}),"at":(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?),"kind":"([A-Za-z]\w{0,39})"/;
/** Room for the longest that the pattern takes, in numbers as they are written. */
const headBytes = 128;

/** Within a string the quotes would be escaped: where these bytes are not, nothing is changed. */
const changeMarks: Readonly<Record<string, Buffer>> = {
	callBegan: Buffer.from('"changesState":true'),
	callEnded: Buffer.from('"changes":true'),
};

const tailBegins = Buffer.from(',"hash":"');
const [quote, brace] = [0x22, 0x7d];

/** `buffer[start..end)` is the line. Its hash is there, whatever it is. */
export function readHead(place: Place, buffer: Buffer, start: number, end: number): LineHead | Refusal {
	const bodyEnd = end - tailLength;
	if (bodyEnd <= start || !hasHash(buffer, bodyEnd, end)) return refuse('noHash', place);
	const found = head.exec(buffer.toString('latin1', start, Math.min(bodyEnd, start + headBytes)));
	const at = Number(found?.[2] ?? Number.NaN);
	if (!found || !Number.isFinite(at)) return parsedHead(place, buffer.toString('utf8', start, bodyEnd));
	if (Number(found[1]) !== place.line) return refuse('gap', {...place, found: Number(found[1])});
	const kind = found[3] ?? '';
	const mark = changeMarks[kind];
	return {at, kind, isChange: !mark || buffer.subarray(start, bodyEnd).includes(mark)};
}

function parsedHead(place: Place, body: string): LineHead | Refusal {
	const parsed = parseBody(place, body);
	return isRefusal(parsed) ? parsed : {at: parsed.entry.at, kind: parsed.entry.kind, isChange: true};
}

function hasHash(buffer: Buffer, bodyEnd: number, end: number): boolean {
	for (let index = 0; index < tailBegins.length; index++) if (buffer[bodyEnd + index] !== tailBegins[index]) return false;
	return buffer[end - 2] === quote && buffer[end - 1] === brace;
}
