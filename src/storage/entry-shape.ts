/**
 * The form of entries, for whoever draws them: a line may be JSON with a number and a time, and still say what no screen can show. Only
 * what screens and folds read is looked at; other fields, and kinds that this version does not know, are left alone.
 */
import * as z from 'zod/mini';
import type {JournalEntry} from '../machines/journal/journal-entry.js';

const list = z.array;
const text = z.string();
const optional = z.optional;

const argument = z.union([text, z.number(), list(text), z.object({at: z.number()}), z.object({ms: z.number()})]);
const message = z.object({id: text, args: optional(z.record(text, argument))});
const field = z.object({id: text, label: message, kind: text});
const choice = z.object({id: text, label: message, fields: list(field)});
const evidence = z.object({message, at: z.number(), source: text, sign: z.enum(['good', 'bad', 'unknown'])});
const debt = z.object({id: text, kind: text, title: message, about: z.record(text, z.unknown())});
const loss = z.object({module: text, minutes: z.union([z.number(), z.null()]), seenAt: optional(z.number()), seenBy: optional(text)});

const scalar = z.union([z.null(), z.boolean(), z.number(), text, z.object({timeSpan: text}), z.object({secret: text})]);
const call = z.object({name: text, parameters: z.record(text, z.union([scalar, list(scalar)])), runsOn: text});
const probe = z.union([
	z.object({probe: z.literal('tcp'), to: text, port: z.number(), from: optional(text)}),
	z.object({probe: z.literal('dns'), type: text, of: text, resolver: text}),
	z.object({probe: z.literal('tls'), to: text, port: z.number(), serverName: text}),
]);
const dnsChange = z.object({dnsChange: text, type: text, of: text, records: list(z.object({name: text, ttl: z.number(), type: text}))});
const tool = z.union([
	z.object({federationOn: text}),
	z.object({wizardOn: text}),
	z.object({mediaEdges: z.record(text, text)}),
	z.object({firewallOpens: list(z.object({from: text, to: text, ports: list(z.number())}))}),
]);
const sighting = z.object({sighted: text, was: z.unknown(), is: z.unknown()});
const ask = z.union([call, probe, z.object({fateOf: text, runsOn: text})]);

const change = z.object({changes: message, undo: message, users: message, takes: message, danger: text});
const planned = z.object({
	step: text,
	number: text,
	title: message,
	runsOn: optional(text),
	changes: optional(message),
	needs: optional(message),
});
const fields = z.record(text, text);
const proof = z.union([z.literal('sameAccount'), z.object({signer: text, fingerprint: text})]);

const shapes: Readonly<Record<string, z.ZodMiniType>> = {
	runBegan: z.object({run: text, procedure: text, direction: message, plan: list(planned)}),
	runEnded: z.object({run: text, outcome: text, why: optional(message)}),
	stepBegan: z.object({
		step: text,
		title: message,
		why: message,
		number: optional(text),
		change: optional(change),
		items: optional(list(message)),
		loss: optional(list(loss)),
	}),
	stepMoved: z.object({
		step: text,
		to: text,
		attempt: z.number(),
		why: optional(message),
		remedy: optional(message),
		evidence: optional(list(evidence)),
		calls: optional(list(call)),
		changes: optional(message),
		until: optional(z.number()),
		approval: optional(z.object({by: text, proof})),
	}),
	stepEnded: z.object({step: text, end: z.object({kind: text, evidence: list(evidence), why: optional(message)})}),
	asked: z.object({
		question: text,
		step: text,
		prompt: message,
		choices: list(choice),
		isWaiting: z.boolean(),
		problem: optional(message),
		changes: optional(message),
		toApprove: optional(text),
	}),
	decision: z.object({question: text, step: text, by: text, choice: text, fields, proof: optional(proof)}),
	report: z.object({message}),
	callBegan: z.object({call: text, what: ask}),
	callEnded: z.object({call: text, end: z.object({ok: z.boolean(), message: optional(text)}), changes: z.boolean()}),
	stream: z.object({call: text, stream: text, text, percent: optional(z.number())}),
	debtOpened: z.object({debt}),
	debtClosed: z.object({debt: text}),
	note: z.object({text, by: text, happenedAt: optional(z.number())}),
	outside: z.object({what: z.union([call, dnsChange, tool, sighting]), by: text}),
	engine: z.object({event: text, message}),
	sealed: z.object({outcome: text, why: optional(message)}),
};

/** @returns the first field that no screen can show as it is; undefined when all can be shown. */
export function unshownField(entry: JournalEntry): string | undefined {
	const found = shapes[entry.kind]?.safeParse(entry);
	return found === undefined || found.success ? undefined : found.error.issues[0]?.path.join('.') || entry.kind;
}
