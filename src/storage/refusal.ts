/**
 * How storage says no: a problem as a message, never a thrown surprise. What the disk answered becomes one of a few sentences.
 */
import {type Message, type MessageArgument, say} from '../machines/message.js';

export type Refusal = {readonly problem: Message};

export const refuse = (id: string, args?: Readonly<Record<string, MessageArgument>>): Refusal => ({problem: say(`storage.${id}`, args)});

export const isRefusal = (result: object): result is Refusal => 'problem' in result;

/** `ENOSPC` and its kin; an error without a code is ours, and keeps its name. */
export function codeOf(error: unknown): string {
	if (error instanceof Error) return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
	return 'UNKNOWN';
}

/** Why a file could not be read. */
export function cannotRead(path: string, error: unknown): Refusal {
	const code = codeOf(error);
	if (code === 'ENOENT' || code === 'ENOTDIR') return refuse('missing', {path});
	if (code === 'EISDIR') return refuse('isDirectory', {path});
	if (code === 'EACCES' || code === 'EPERM') return refuse('noPermission', {path});
	return refuse('unreadable', {path, code});
}
