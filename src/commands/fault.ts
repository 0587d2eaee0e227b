/** What is told of an engine that could not go on. */
import {type Message, say} from '../machines/message.js';
import {exitCodes} from './usage-problem.js';

export const problemOf = (error: unknown): Message =>
	error instanceof Error && 'problem' in error ? (error.problem as Message) : say('cli.unexpected', {message: String(error)});

/** A change had begun whose end could not be written: nobody knows what became of it. */
export function faultExit({id, args}: Message): number {
	if (id === 'storage.writtenAtLast') return exitCodes.ended;
	return id === 'storage.endNotWritten' || args?.change === 'yes' ? exitCodes.outcomeUnknown : exitCodes.failed;
}
