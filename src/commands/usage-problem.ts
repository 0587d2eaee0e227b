/** What cannot be done as it was asked for: one sentence and what to do next, on stderr, and the exit code. */
import {type Message, say} from '../machines/message.js';

export const exitCodes = {done: 0, failed: 1, usage: 2, refused: 3, outcomeUnknown: 4, ended: 5, notReady: 6} as const;

export class UsageProblem extends Error {
	readonly problem: Message;
	readonly exitCode: number;
	/** Said after it, where a second thing is to be said. */
	readonly reason: Message | undefined;

	constructor(problem: Message, {exitCode = exitCodes.usage, reason}: {exitCode?: number; reason?: Message} = {}) {
		super(problem.id);
		this.problem = problem;
		this.exitCode = exitCode;
		this.reason = reason;
	}
}

/** @throws UsageProblem */
export function stopWith(problem: Message, options?: ConstructorParameters<typeof UsageProblem>[1]): never {
	throw new UsageProblem(problem, options);
}

/** What storage refuses becomes the end of the command. */
export function orStop<Result extends object>(result: Result): Exclude<Result, {readonly problem: Message}> {
	if ('problem' in result) throw new UsageProblem(result.problem as Message);
	return result as Exclude<Result, {readonly problem: Message}>;
}

/** An unset variable of a shell leaves nothing between the quotes. */
export const emptyValue = (what: string, command: string): never => usage('emptyValue', {what, help: `switchback ${command} --help`});

export const usage = (id: string, args?: Parameters<typeof say>[1]): never => stopWith(say(`cli.${id}`, args));
