/** The fields that deployment and scenario files are made of: host names, references, names for people, durations. With their limits. */
import * as z from 'zod/mini';
import {type NameServer, poolOfIdentity} from './deployment.js';

/** RFC 1035 limits; underscores are common in names of Windows computers. Refuses every sign that could steer a terminal. */
const label = '[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?';
const hostNamePattern = new RegExp(`^${label}(?:\\.${label})*$`);
/** A key that means something else to JavaScript; no host has it. */
const noLabel = /(?:^|\.)__proto__(?:\.|$)/i;
export const isHostName = (text: string): boolean => text.length <= 253 && hostNamePattern.test(text) && !noLabel.test(text);

/** Checked before it is lower-cased: some foreign letters become Latin ones on the way. */
export const hostName = z.string().check(z.trim(), z.refine(isHostName, 'hostName'), z.toLowerCase());

/** `Registrar:pool1.contoso.com`, `pool1.contoso.com` or `pool1`. */
export const reference = z.string().check(
	z.trim(),
	z.refine(text => isHostName(text.replace(/^[A-Za-z]{1,40}:/, '')), 'hostName'),
	z.overwrite(poolOfIdentity),
);

/** One line on a screen, and the longest name that Active Directory takes is shorter. */
const longestName = 256;
/** A briefing is read aloud in two minutes. */
const longestText = 4_000;

/** Control characters and marks that turn the direction of writing have no place in a name and none in a sentence. */
const steers = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

const words = (longest: number) =>
	z.string().check(
		z.trim(),
		z.refine(text => text !== '', 'blank'),
		z.refine(text => text.length <= longest, 'tooLong'),
		z.refine(text => !steers.test(text), 'controlCharacters'),
	);

export const nameForPeople = words(longestName);
export const textForPeople = words(longestText);

export const wholeNumber = (from: number, to: number) =>
	z.number().check(z.refine(value => Number.isInteger(value) && value >= from && value <= to, {error: 'notInRange', params: {from, to}}));

/** Only the first problem is told and only the first unknown fields; a million of them would not fit on the stack of the schema library. */
const mostIssues = 1_000;

/** A list, not so long that nobody can have meant it. Where too much is wrong with its items, the rest is not looked at. */
export const listOf = <Item extends z.ZodMiniType>(item: Item, longest: number) =>
	z.pipe(
		z.array(z.unknown()).check(z.refine(list => list.length <= longest, {error: 'tooMany', params: {limit: longest}})),
		z.transform((list: unknown[], context): z.output<Item>[] => {
			const items: z.output<Item>[] = [];
			for (const [index, input] of list.entries()) {
				const read = z.safeParse(item, input);
				if (read.success) items.push(read.data);
				for (const issue of read.error?.issues ?? []) {
					context.issues.push({...issue, input, path: [index, ...issue.path]} as z.core.$ZodRawIssue);
				}
				if (context.issues.length > mostIssues) break;
			}
			return items;
		}),
	);

/** `sip:` may be left out. */
export const sipAddress = z.string().check(
	z.trim(),
	z.refine(text => /^(?:sip:)?[\w.+'-]{1,200}@[^@]+$/i.test(text) && isHostName(text.slice(text.indexOf('@') + 1)), 'sipAddress'),
	z.toLowerCase(),
	z.overwrite(text => (text.startsWith('sip:') ? text : `sip:${text}`)),
);

/** `juliet@example.net`. */
export const xmppAddress = z.string().check(
	z.trim(),
	z.refine(text => /^[\w.+'-]{1,200}@[^@]+$/.test(text) && isHostName(text.slice(text.indexOf('@') + 1)), 'xmppAddress'),
	z.toLowerCase(),
);

/** `10.1.0.53`, `10.1.0.53:5353`, `2001:db8::53` or `[2001:db8::53]:5353`; the port is 53 unless it says another. */
export const nameServer = z.pipe(
	z.string().check(
		z.trim(),
		z.refine(text => toNameServer(text) !== undefined, 'nameServer'),
	),
	z.transform(text => toNameServer(text) ?? {address: '', port: 0}),
);

const dnsPort = 53;

const toNameServer = (text: string): NameServer | undefined => {
	const match = /^(?:\[([^\]]+)\]|([\d.]+))(?::(\d{1,5}))?$/.exec(text);
	const address = match ? (match[1] ?? match[2] ?? '') : text;
	const port = Number(match?.[3] ?? dnsPort);
	const isBracketed = match?.[1] !== undefined;
	if (port < 1 || port > 65_535) return undefined;
	if (!isBracketed && ipv4.safeParse(address).success) return {address, port};
	return ipv6.safeParse(address).success ? {address: address.toLowerCase(), port} : undefined;
};

const ipv4 = z.ipv4();
const ipv6 = z.ipv6();

/** Intervals of the product are seconds to hours [C-RG]; a day is a slip of the pen. */
const longestIntervalMs = 24 * 60 * 60_000;

/** `00:02:00`, as PowerShell prints it; becomes milliseconds. */
export const timeSpan = z.pipe(
	z.string().check(
		z.trim(),
		z.refine(text => toTimeSpanMs(text) !== undefined, 'timeSpan'),
	),
	z.transform(text => toTimeSpanMs(text) ?? 0),
);

const toTimeSpanMs = (text: string): number | undefined => {
	const match = /^(\d{1,2}):(\d{2}):(\d{2})(?:\.0+)?$/.exec(text);
	if (!match) return undefined;
	const ms = ((Number(match[1]) * 60 + Number(match[2])) * 60 + Number(match[3])) * 1_000;
	return ms > 0 && ms <= longestIntervalMs ? ms : undefined;
};

/** Nobody rehearses for longer, and virtual time has to be counted through. */
const longestDurationMs = 30 * 24 * 60 * 60_000;

/** `PT3H`, `P1DT30M`; becomes milliseconds. */
export const isoDuration = z.pipe(
	z.string().check(
		z.trim(),
		z.refine(text => toDurationMs(text) !== undefined, 'duration'),
	),
	z.transform(text => toDurationMs(text) ?? 0),
);

/** ISO 8601 with days, hours, minutes and seconds: months and years have no fixed length. */
export const toDurationMs = (text: string): number | undefined => {
	const match = /^P(?=\d|T\d)(?:(\d{1,9})D)?(?:T(?=\d)(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9})S)?)?$/.exec(text);
	if (!match) return undefined;
	const [days, hours, minutes, seconds] = [1, 2, 3, 4].map(group => Number(match[group] ?? 0)) as [number, number, number, number];
	const ms = (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1_000;
	return ms <= longestDurationMs ? ms : undefined;
};
