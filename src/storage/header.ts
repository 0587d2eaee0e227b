/** The first line of a journal: is it one, and one that this version can read? */
import * as z from 'zod/mini';
import {journalFormat, journalVersion} from '../machines/journal/journal-entry.js';
import {walkedIds} from '../machines/procedures/ids.js';
import {parseEntry} from './journal-line.js';
import {isNestedTooDeep, nestingLimit} from './nesting.js';
import {type Refusal, refuse} from './refusal.js';

const anyHeader = z.object({format: z.literal(journalFormat), version: z.int()});

const header = z.object({
	seq: z.literal(1),
	at: z.number(),
	kind: z.literal('header'),
	product: z.string(),
	session: z.string(),
	startedAt: z.string(),
	timeZone: z.string(),
	world: z.enum(['live', 'rehearsal']),
	deployment: z.string(),
	title: z.string(),
	topology: z.unknown(),
	pool: z.string(),
	edge: z.optional(z.string()),
	begunFor: z.optional(z.string()),
	known: z.object({lastSteady: z.array(z.unknown()), debts: z.array(z.unknown())}),
	rehearsal: z.optional(z.object({scenario: z.unknown(), seed: z.number()})),
	standIn: z.optional(z.object({scenario: z.unknown(), seed: z.number(), speed: z.number()})),
	lookOnly: z.optional(z.enum(walkedIds)),
});

/** `body`: the first line without its hash. */
export function checkHeader(path: string, body: string): Refusal | undefined {
	if (isNestedTooDeep(body)) return refuse('nestedTooDeep', {path, line: 1, limit: nestingLimit});
	let first: unknown;
	try {
		first = parseEntry(body);
	} catch {
		return refuse('notAJournal', {path, line: 1});
	}
	const any = anyHeader.safeParse(first);
	if (!any.success) return refuse('notAJournal', {path, line: 1});
	const {version} = any.data;
	if (version > journalVersion) return refuse('newerFormat', {path, line: 1, version, known: journalVersion});
	const known = header.safeParse(first);
	return known.success ? undefined : refuse('wrongField', {path, line: 1, field: known.error.issues[0]?.path.join('.') ?? ''});
}
