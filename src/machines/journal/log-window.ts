/**
 * The log is a view of the journal and is never held: lines are read when they are to be shown, from any place, in both directions.
 * A walk that matches little stops after so many entries and says so, so that one key never costs a whole journal.
 */
import type {Debt} from '../debt.js';
import type {Message} from '../message.js';
import type {EntryOf, JournalEntry} from './journal-entry.js';
import {type LogContext, type LogLine, logLineOf, type Severity} from './log-line.js';

export type LogFilter = {
	readonly computer?: string;
	readonly cmdlet?: string;
	readonly severity?: Severity;
	readonly step?: string;
	readonly text?: string;
};

export type LogSource = {
	readonly entryAt: (seq: number) => JournalEntry | undefined;
	/** How a call began, for who remembers it; otherwise it is looked for. */
	readonly beganAs?: (call: string) => EntryOf<'callBegan'> | undefined;
	readonly titleOf?: (step: string) => Message | undefined;
	/** `debtBefore`, or what remembers what it said: it may read far. */
	readonly debtOf?: (debt: string, before: number) => Debt | undefined;
	/** The line as it is read, for a search in its text. */
	readonly render?: (line: LogLine) => string;
	readonly scanAtMost?: number;
};

export type LogWindow = {
	readonly lines: readonly LogLine[];
	/** It stopped for having read enough: there may be more at `nextSeq` and on. */
	readonly isStopped: boolean;
	readonly nextSeq: number;
};

export type Direction = 'back' | 'forward';
type Bounds = {readonly count: number; readonly filter?: LogFilter};

const scansAtMost = 5_000;
/** How far before its end a call is looked for. A longer one is told without its name. */
const callLooksBack = 2_000;

/** The last lines up to and with `upTo`, in the order in which they happened. */
export function logBefore({upTo, ...options}: LogSource & Bounds & {readonly upTo: number}): LogWindow {
	const window = walk(options, upTo, -1);
	return {...window, lines: window.lines.toReversed()};
}

/** The first lines from `from` on. */
export const logAfter = ({from, ...options}: LogSource & Bounds & {readonly from: number}): LogWindow => walk(options, from, 1);

/** The next line in a direction, without the one at `from`. */
export const nextLine = ({
	from,
	direction,
	...options
}: LogSource & {readonly from: number; readonly direction: Direction; readonly filter: LogFilter}): LogWindow => {
	const step = direction === 'back' ? -1 : 1;
	return walk({...options, count: 1}, from + step, step);
};

export const nextError = (options: LogSource & {readonly from: number; readonly direction: Direction}): LogWindow =>
	nextLine({...options, filter: {severity: 'error'}});

/** Where a text is found next. */
export const find = ({
	text,
	filter = {},
	...options
}: LogSource & {readonly from: number; readonly direction: Direction; readonly text: string; readonly filter?: LogFilter}): LogWindow =>
	nextLine({...options, filter: {...filter, text}});

function walk(source: LogSource & Bounds, from: number, step: 1 | -1): LogWindow {
	const {entryAt, count, filter = {}, render = plainText, scanAtMost = scansAtMost} = source;
	const lines: LogLine[] = [];
	const contextOf = createContexts(source);
	let seq = from;
	for (let scanned = 0; lines.length < count; scanned++, seq += step) {
		const entry = entryAt(seq);
		if (!entry) return {lines, isStopped: false, nextSeq: seq};
		if (scanned >= scanAtMost) return {lines, isStopped: true, nextSeq: seq};
		const line = logLineOf(entry, contextOf(seq));
		if (line && matches(line, filter, render)) lines.push(line);
	}
	return {lines, isStopped: false, nextSeq: seq};
}

/** What is looked up for the line of an entry, by its number. */
export function createContexts({entryAt, beganAs, titleOf, debtOf}: LogSource): (seq: number) => LogContext {
	const callOf = beganAs ? (call: string, before: number) => near(beganAs(call), before) : createCallFinder(entryAt);
	const same = {entryAt, ...(titleOf ? {titleOf} : {}), ...(debtOf ? {debtOf} : {})};
	return seq => ({...same, callOf: call => callOf(call, seq)});
}

const near = (began: EntryOf<'callBegan'> | undefined, before: number) =>
	began && began.seq >= before - callLooksBack ? began : undefined;

/** How far before its end a debt is looked for: a repair may take days. One that the session began with stands in its header. */
const debtLooksBack = 20_000;

export function debtBefore(entryAt: LogSource['entryAt'], id: string, before: number): Debt | undefined {
	for (let seq = before - 1; seq > Math.max(0, before - debtLooksBack); seq--) {
		const entry = entryAt(seq);
		if (entry?.kind === 'debtOpened' && entry.debt.id === id) return entry.debt;
	}
	const header = entryAt(1);
	return header?.kind === 'header' ? header.known.debts.find(debt => debt.id === id) : undefined;
}

/**
 * Beginnings of calls, found by reading back from their end. What was passed once is remembered, so that a walk reads each entry once
 * more at most, however many calls ran at the same time.
 */
function createCallFinder(entryAt: LogSource['entryAt']) {
	const began = new Map<string, EntryOf<'callBegan'>>();
	/** The entries that were passed: from `low` to `high`. */
	let low = Number.POSITIVE_INFINITY;
	let high = Number.NEGATIVE_INFINITY;

	return function callOf(call: string, before: number): EntryOf<'callBegan'> | undefined {
		const passedTo = low;
		for (let seq = before - 1; !near(began.get(call), before) || seq >= passedTo; seq--) {
			if (seq <= high && seq >= low) seq = low - 1;
			if (seq < before - callLooksBack || (seq < passedTo && near(began.get(call), before))) break;
			const entry = entryAt(seq);
			if (!entry) break;
			if (entry.kind === 'callBegan') began.set(entry.call, entry);
			low = Math.min(low, seq);
		}
		high = Math.max(high, before - 1);
		return near(began.get(call), before);
	};
}

function matches(line: LogLine, {computer, cmdlet, severity, step, text}: LogFilter, render: (line: LogLine) => string): boolean {
	if (computer !== undefined && line.computer !== computer) return false;
	if (cmdlet !== undefined && line.cmdlet !== cmdlet) return false;
	if (severity !== undefined && line.severity !== severity) return false;
	if (step !== undefined && line.step !== step && !line.step?.startsWith(`${step}/`)) return false;
	return text === undefined || render(line).toLowerCase().includes(text.toLowerCase());
}

/** What can be searched without words: names, arguments, and what others wrote. */
const plainText = ({computer = '', cmdlet = '', text = '', message}: LogLine): string =>
	[computer, cmdlet, text, JSON.stringify(message?.args ?? '')].join(' ');
