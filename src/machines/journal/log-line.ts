/**
 * Which entries of a journal an operator reads as lines of the log, and what they say. Nothing is remembered from line to line: what an
 * entry does not say itself is looked up, so that a log can be walked in both directions and from anywhere.
 */

import {type Ask, type AskEnd, changesState, isCmdletCall, isProbe, isSighting, nameOfAct} from '../ask.js';
import {nameOf} from '../cmdlet.js';
import type {Debt} from '../debt.js';
import {type Message, say} from '../message.js';
import {probeSaid} from '../probe-line.js';
import {objectsOf, textOf} from '../procedures/seeing.js';
import {approvalSaid} from '../step/approval.js';
import type {StepState} from '../step/step.js';
import {endWord} from '../step/step-end.js';
import {saySighting} from '../topology/sightings.js';
import type {EngineEvent, EntryOf, JournalEntry, Outcome} from './journal-entry.js';

export type Severity = 'error' | 'warning' | 'change' | 'info' | 'decision' | 'note' | 'outside';

/** A message, or text that somebody else wrote and that stays as it is. `about`: the title of the step or of the debt. */
export type LogLine = {
	readonly seq: number;
	readonly at: number;
	readonly severity: Severity;
	/** FQDN of the computer that it ran on. */
	readonly computer?: string;
	readonly cmdlet?: string;
	readonly step?: string;
	readonly about?: Message;
	readonly message?: Message;
	readonly text?: string;
	/** The label of the choice that somebody decided for. */
	readonly chosen?: Message;
};

export type LogContext = {
	/** How a call began. */
	readonly callOf: (call: string) => EntryOf<'callBegan'> | undefined;
	readonly entryAt: (seq: number) => JournalEntry | undefined;
	readonly titleOf?: (step: string) => Message | undefined;
	/** What is or was owed, by its id. */
	readonly debtOf?: (debt: string, before: number) => Debt | undefined;
};

type Said = Omit<LogLine, 'seq' | 'at'>;

export function logLineOf(entry: JournalEntry, context: LogContext): LogLine | undefined {
	const said = saidIn(entry, context);
	return said ? {seq: entry.seq, at: entry.at, ...said} : undefined;
}

function saidIn(entry: JournalEntry, context: LogContext): Said | undefined {
	switch (entry.kind) {
		case 'callBegan':
			return isTold(entry.what)
				? {severity: 'change', ...placeOf(entry), message: say('log.began', {cmdlet: cmdletOf(entry.what)})}
				: undefined;
		case 'callEnded':
			return ended(entry, context);
		case 'stream':
			return streamed(entry, context);
		case 'stepMoved':
			return troubles.includes(entry.to) && entry.why
				? {severity: 'error', ...stepPart(entry.step, context), message: entry.why}
				: undefined;
		case 'stepEnded': {
			const {kind, found, why} = entry.end;
			const isBad = kind === 'failed' || kind === 'refused' || found === 'blocked';
			const severity = isBad ? 'error' : kind === 'skipped' || kind === 'aborted' ? 'warning' : 'info';
			return {severity, ...stepPart(entry.step, context), message: why ?? say('log.stepEnded', {end: endWord(entry.end)})};
		}
		case 'decision': {
			if (entry.proof)
				return {severity: 'decision', ...stepPart(entry.step, context), message: approvalSaid({by: entry.by, proof: entry.proof})};
			const typed = Object.values(entry.fields);
			const label = chosenLabel(entry, context);
			return {
				severity: 'decision',
				...stepPart(entry.step, context),
				...(label ? {chosen: label} : {}),
				// Whether what was typed is right is looked at after it: a confirmation asks, and the change begins on a line of its own.
				message: say(entry.choice === 'confirm' ? 'log.asksToRun' : 'log.decided', {
					by: entry.by,
					choice: entry.choice,
					typed,
					count: typed.length,
				}),
			};
		}
		case 'asked':
			return entry.problem && isAskedAgain(entry, context)
				? {severity: 'warning', ...stepPart(entry.step, context), message: entry.problem}
				: undefined;
		case 'debtOpened':
			return {severity: 'warning', about: entry.debt.title, message: say('log.debtOpened')};
		case 'debtClosed':
			return debtClosed(entry, context);
		case 'report':
			return {severity: 'warning', message: entry.message};
		case 'note': {
			const {text, by, happenedAt} = entry;
			const message = happenedAt === undefined ? say('log.note', {by, text}) : say('log.noteOf', {by, text, happened: {at: happenedAt}});
			return {severity: 'note', message};
		}
		case 'outside':
			if (isSighting(entry.what)) return {severity: 'outside', message: saySighting(entry.what)};
			return {
				severity: 'outside',
				...(!isCmdletCall(entry.what) ? {} : {computer: entry.what.runsOn, cmdlet: entry.what.name}),
				message: say('log.outside', {cmdlet: isCmdletCall(entry.what) ? nameOf(entry.what) : nameOfAct(entry.what), by: entry.by}),
			};
		case 'engine':
			return {severity: engineSeverity[entry.event], message: entry.message};
		case 'runBegan':
			return {severity: 'info', about: entry.direction, message: say('log.runBegan')};
		case 'runEnded':
			return {severity: severityOf(entry.outcome), message: say('log.runEnded', {outcome: entry.outcome})};
		case 'sealed':
			return {severity: severityOf(entry.outcome), message: say('log.sealed', {outcome: entry.outcome})};
		default:
			return undefined;
	}
}

const engineSeverity: Readonly<Record<EngineEvent, Severity>> = {
	resumed: 'warning',
	lockBroken: 'warning',
	attached: 'info',
	left: 'info',
	control: 'info',
	written: 'warning',
	rescued: 'warning',
	dropped: 'warning',
	clock: 'warning',
	through: 'info',
	host: 'info',
	stopped: 'error',
	torn: 'error',
};

function debtClosed({debt, seq}: EntryOf<'debtClosed'>, {debtOf}: LogContext): Said {
	const title = debtOf?.(debt, seq)?.title;
	return title
		? {severity: 'info', about: title, message: say('log.debtPaid')}
		: {severity: 'info', message: say('log.debtClosed', {debt})};
}

/** Because the answer before was not taken. What else went wrong has a line of its own. */
function isAskedAgain({step, seq}: EntryOf<'asked'>, {entryAt}: LogContext): boolean {
	let before = entryAt(seq - 1);
	if (before?.kind === 'stepMoved' && before.step === step) before = entryAt(seq - 2);
	return before?.kind === 'decision' && before.step === step;
}

/** A question is asked anew when something has changed: so what was chosen stands not far before the answer. */
const askedLooksBack = 200;

function chosenLabel({question, choice, seq}: EntryOf<'decision'>, {entryAt}: LogContext): Message | undefined {
	for (let before = seq - 1; before >= Math.max(1, seq - askedLooksBack); before--) {
		const entry = entryAt(before);
		if (entry?.kind === 'asked' && entry.question === question) return entry.choices.find(({id}) => id === choice)?.label;
	}
	return undefined;
}

/** A change, or the preview of one. */
const isTold = (what: Ask) => changesState(what) || (isCmdletCall(what) && what.parameters.WhatIf === true);

const troubles: readonly StepState[] = ['blocked', 'blind', 'failed', 'unknown', 'undecided'];

const severityOf = (outcome: Outcome): Severity => (outcome === 'done' ? 'info' : outcome === 'ended' ? 'warning' : 'error');

function stepPart(step: string, {titleOf}: LogContext): Pick<Said, 'step' | 'about'> {
	const about = titleOf?.(step);
	return about ? {step, about} : {step};
}

function placeOf({call, what}: Pick<EntryOf<'callBegan'>, 'call' | 'what'>): Pick<Said, 'computer' | 'cmdlet' | 'step'> {
	const step = call.slice(0, call.lastIndexOf('/'));
	if (isCmdletCall(what)) return {step, computer: what.runsOn, cmdlet: what.name};
	if (!isProbe(what)) return {step, computer: what.runsOn};
	if (what.probe === 'dns') return {step};
	return {step, computer: what.probe === 'tcp' ? (what.from ?? what.to) : what.to};
}

const cmdletOf = (what: Ask): string => (isCmdletCall(what) ? nameOf(what) : '');

function ended({call, end, at}: EntryOf<'callEnded'>, {callOf}: LogContext): Said | undefined {
	const began = callOf(call);
	if (!began) return undefined;
	const {what} = began;
	const place = placeOf(began);
	if (isProbe(what)) return {...place, ...probeSaid(what, end)};
	if (!isCmdletCall(what)) {
		const changed = callOf(what.fateOf)?.what;
		return {severity: 'info', ...place, message: changed ? say('log.lookedFor', {cmdlet: cmdletOf(changed)}) : say('log.looked')};
	}
	const [cmdlet, took] = [nameOf(what), {ms: at - began.at}];
	const failing = changesState(what) ? undefined : failureIn(end);
	if (failing !== undefined) return {severity: 'warning', ...place, message: say('log.doesNotWork', {cmdlet, error: failing})};
	if (end.ok) return {severity: isTold(what) ? 'change' : 'info', ...place, message: say('log.answered', {cmdlet, took})};
	const how = 'reason' in end ? end.reason : 'interrupted';
	const text = 'message' in end ? end.message : '';
	const model = 'isModel' in end && end.isModel ? 'yes' : 'no';
	return {severity: 'error', ...place, message: say('log.refused', {cmdlet, how, took, text, model})};
}

/** A cmdlet that tests something answers that it does not work, and has itself gone well. */
function failureIn(end: AskEnd): string | undefined {
	const failed = objectsOf({ask: nobody, end, at: 0}).find(({Result}) => Result === false || textOf(Result).toLowerCase() === 'failure');
	return failed && (textOf(failed.Error) || textOf(failed.Diagnosis));
}

/** Only the output of an answer is read. */
const nobody: Ask = {fateOf: '', runsOn: ''};

/** A line of progress for every so many percent. */
const progressStep = 20;

function streamed(entry: EntryOf<'stream'>, {callOf, entryAt}: LogContext): Said | undefined {
	const began = callOf(entry.call);
	const place = began ? placeOf(began) : {step: entry.call.slice(0, entry.call.lastIndexOf('/'))};
	const severity = entry.stream === 'error' || entry.stream === 'warning' ? entry.stream : 'info';
	const {text, percent, isModel} = entry;
	if (entry.stream !== 'progress' || percent === undefined) {
		return {severity, ...place, ...(isModel ? {message: say('log.modelText', {text})} : {text})};
	}
	const before = entryAt(entry.seq - 1);
	const isSame = before?.kind === 'stream' && before.call === entry.call && before.percent !== undefined;
	if (isSame && Math.floor((before.percent ?? 0) / progressStep) === Math.floor(percent / progressStep)) return undefined;
	return {severity, ...place, message: say('log.progress', {percent, text, model: isModel ? 'yes' : 'no'})};
}
