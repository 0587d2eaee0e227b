/** What the end that a host says means for a call. What may have changed something and is not known to have ended well is unknown. */
import type {Fate} from '../../machines/ask.js';
import type {CallEnd, CmdletFailure} from '../../machines/cmdlet.js';
import type {Json} from '../../machines/json.js';
import {wordsOf} from './error-words.js';
import {type Ended, parseEnded, type Said as SaidLine} from './wire.js';

export type Heard = {
	/** What came out of it, object by object. */
	readonly output: readonly Json[];
	/** Some of it was left out. */
	readonly isCut: boolean;
	/** In ms, when it was stopped because its time was over. */
	readonly timedOut?: number | undefined;
};

type Failed = Extract<CallEnd, {ok: false}>;

const nothing: Heard = {output: [], isCut: false};

export function endOf(changes: boolean, ended: Ended, heard: Heard = nothing): CallEnd {
	switch (ended.state) {
		case 'notStarted':
			return notStarted(ended);
		case 'stopped':
			if (ended.obeyed === false) return failed(maybe(changes), ...disobeyed);
			return failed(maybe(changes), ...(heard.timedOut === undefined ? stopped : overTime(heard.timedOut)));
		case 'left':
			return failed(maybe(changes), ...left(ended.how));
		case 'cutOff':
			return failed(maybe(changes), ...cutOff);
		case 'failed':
			return withError(ended.asked ? whoAsked(changes, ended.asked) : 'refused', ended);
		case 'completed':
			// It went on after a question that nobody answered, or after an error: that it came to its end says nothing.
			if (ended.asked) return withError(whoAsked(changes, ended.asked), ended);
			if (ended.errors > 0) return withError(changes ? 'outcomeUnknown' : 'refused', ended);
			if (heard.isCut && !changes) return failed('interrupted', ...tooMuch);
			return {ok: true, output: asOne(heard.output)};
	}
}

/** As PowerShell does it: nothing, one thing, or a list. */
const asOne = (output: readonly Json[]): Json => (output.length > 1 ? output : (output[0] ?? null));

const cutOff: Said = ['EndpointLost,Switchback', 'The session at the remote endpoint ended while the cmdlet was running.'];
type Said = readonly [errorId: string, message: string];
const stopped: Said = ['PipelineStopped', 'The pipeline has been stopped.'];
const disobeyed: Said = ['HostDisobedient,Switchback', 'The cmdlet did not stop, so its PowerShell ended itself.'];
const overTime = (ms: number): Said => ['TimedOut', `The cmdlet did not end within ${Math.round(ms / 1000)} seconds.`];
const tooMuch: Said = ['OutputTooLarge,Switchback', 'The cmdlet said more than can be taken, and a part of it would mislead.'];

/** It ended without an error, and whatever it had still to do was not done. */
const left = (word = 'exit'): Said => [
	'CmdletLeft,Switchback',
	`The cmdlet ended itself in the middle, with “${word}”: what it had still to do was not done.`,
];

const failed = (reason: CmdletFailure['reason'], errorId: string, message: string): Failed => ({ok: false, reason, errorId, message});
const maybe = (changes: boolean): CmdletFailure['reason'] => (changes ? 'outcomeUnknown' : 'interrupted');

/** Whether to go on at all is asked before anything is done; of any other question nobody knows what came before it. */
const whoAsked = (changes: boolean, asked: string): CmdletFailure['reason'] =>
	changes && asked !== 'PromptForChoice' ? 'outcomeUnknown' : 'refused';

const questions: Readonly<Record<string, string>> = {
	PromptForChoice: 'whether to go on (ShouldProcess)',
	PromptForCredential: 'for a user and a password (Get-Credential)',
	Prompt: 'for a value (Read-Host, or a mandatory parameter)',
	ReadLine: 'for a line (Read-Host)',
	ReadLineAsSecureString: 'for a secret (Read-Host)',
};

function withError(reason: CmdletFailure['reason'], {error, asked}: Ended): CallEnd {
	const id = error ? error.id || error.type : '';
	const question = asked && `The cmdlet asked ${questions[asked] ?? 'a question'}, and nobody can answer there.`;
	const end = failed(reason, id || 'Unknown,Switchback', [question, error && wordsOf(error)].filter(Boolean).join(' '));
	return error?.denied ? {...end, isDenied: true} : end;
}

const reasonsNotToStart: Readonly<Record<string, string>> = {
	NotAllowed: 'This cmdlet is not one of those that Switchback runs.',
	NoModule: 'The module of this cmdlet is not loaded.',
	NotOpen: 'No module is loaded yet.',
	NoFile: 'There is no name under which the end of this change could be kept.',
	NotPrepared: 'The call could not be prepared.',
	TooLong: 'What it was to be called with is longer than a host can be told.',
	Stopped: 'It was stopped before it began.',
};

function notStarted({why = '', error}: Ended): CallEnd {
	// Whatever began under this name before is not known here.
	if (why === 'BegunBefore') return failed('outcomeUnknown', 'BegunBefore,Switchback', 'A call of this name began there before.');
	const said = [reasonsNotToStart[why] ?? 'It was not started.', error && wordsOf(error)].filter(Boolean).join(' ');
	return failed('refused', why === 'Stopped' ? 'PipelineStopped' : `${why || 'NotStarted'},Switchback`, said);
}

/** What became of a change, as its computer kept it. */
export function fateSaid({fate, end}: Extract<SaidLine, {kind: 'fate'}>): Fate {
	if (fate === 'running' || fate === 'gone') return {fate};
	const kept = fate === 'ended' && end !== undefined ? parseEnded(end) : undefined;
	if (kept) return {fate: 'ended', end: endOf(true, kept)};
	// What is there and makes no sense says only that it ended; of what cannot be read nobody knows.
	return {fate: fate === 'ended' ? 'gone' : 'silent'};
}
