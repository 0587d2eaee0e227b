/** How answers become evidence, for all steps: who answered, what a cmdlet brought, and sentences with their source and age. */
import {type Answer, type Ask, isCmdletCall, isProbe, isTcpProbe, outputOf} from '../ask.js';
import type {CmdletName} from '../cmdlet.js';
import type {Json, JsonObject} from '../json.js';
import {type MessageArgument, say} from '../message.js';
import {nameOfProbe, type TcpProbe} from '../probe.js';
import type {Evidence} from '../step/step.js';

/** Evidence from an answer: its source is the cmdlet or the probe that brought it. */
export function seen(
	answer: Answer | undefined,
	sign: Evidence['sign'],
	id: string,
	args?: Readonly<Record<string, MessageArgument>>,
): Evidence {
	return {message: say(id, args), at: answer?.at ?? 0, source: answer ? sourceOf(answer.ask) : 'topology', sign};
}

function sourceOf(ask: Ask): string {
	if (isCmdletCall(ask)) return ask.name;
	return isProbe(ask) ? nameOfProbe(ask) : 'host';
}

/** The answer of a cmdlet; with several of the same name, the first whose parameters match. */
export function answerOf(answers: readonly Answer[], name: CmdletName, parameters: JsonObject = {}): Answer | undefined {
	return answers.find(
		({ask}) => isCmdletCall(ask) && ask.name === name && Object.entries(parameters).every(([key, value]) => ask.parameters[key] === value),
	);
}

/** A cmdlet's objects: an array even where it returned one, empty where it returned none or did not answer. */
export function objectsOf(answer: Answer | undefined): readonly JsonObject[] {
	const output = outputOf(answer?.end);
	const list: readonly Json[] = Array.isArray(output) ? output : [output ?? null];
	return list.filter((value): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value));
}

export const textOf = (value: Json | undefined): string => (typeof value === 'string' ? value : '');
export const fqdnOf = (value: Json | undefined): string => textOf(value).toLowerCase();
export const listOf = (value: Json | undefined): readonly Json[] =>
	Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];

/** Computers of which a TCP port answered. */
export function answeringOn(answers: readonly Answer[], port: number): readonly string[] {
	return answers.flatMap(({ask, end}) => (isTcpProbe(ask) && ask.port === port && outputOf(end) === 'open' ? [ask.to] : []));
}

/** What a cmdlet printed, as text, for a person to read; bounded, because it is shown. */
export function outputTextOf(answer: Answer | undefined): string {
	const lines = listOf(outputOf(answer?.end)).map(line => (typeof line === 'string' ? line : JSON.stringify(line)));
	const text = lines.join(' ').trim();
	return text.length > mostShown ? `${text.slice(0, mostShown)}…` : text || '-';
}
const mostShown = 400;

/** What another computer was to ask, and could not be made to: it is not known, and must not be taken for silence. */
export const notAskedIn = (answers: readonly Answer[]): readonly (Answer & {readonly ask: TcpProbe})[] =>
	answers.flatMap(answer => {
		const {ask, end} = answer;
		return isTcpProbe(ask) && outputOf(end) === 'notAsked' ? [{...answer, ask}] : [];
	});

/** Computers that answered on a port, and those of which nobody could be made to ask: neither is known to be dead. */
export const perhapsAnsweringOn = (answers: readonly Answer[], port: number): readonly string[] => [
	...answeringOn(answers, port),
	...notAskedIn(answers).flatMap(({ask}) => (ask.port === port ? [ask.to] : [])),
];

/** What a cmdlet said when it did not answer. */
export function errorOf(answer: Answer | undefined): string {
	return answer && !answer.end.ok ? answer.end.message : '';
}
