/** What a host says of the streams, as the lines that an operator sees. */
import type {StreamRecord} from '../../machines/cmdlet.js';
import {wordsOf} from './error-words.js';
import type {SaidRecord} from './wire.js';

/** Undefined for what is no line: output that is whole, and the end of a progress bar. */
export function recordOf(said: SaidRecord): StreamRecord | undefined {
	if (said.lost !== undefined) return {stream: 'warning', text: `What the cmdlet said on ${said.stream} could not be read: ${said.lost}`};
	switch (said.stream) {
		case 'output':
			return leftOut(said);
		case 'progress':
			return said.isOver ? undefined : progressOf(said);
		case 'error':
			return {stream: 'error', text: said.error ? wordsOf(said.error) : ''};
		case 'debug':
			return {stream: 'verbose', text: said.text ?? ''};
		default:
			return {stream: said.stream, text: said.text ?? ''};
	}
}

/** Written beside what an operator may take for the whole. */
function leftOut({cut = 0, deep = 0}: SaidRecord): StreamRecord | undefined {
	if (cut > 0) return {stream: 'warning', text: 'An object of the output was too large: a part of it was left out.'};
	return deep > 0
		? {stream: 'information', text: `Of an object of the output, ${deep} values were too deep, or could not be read.`}
		: undefined;
}

/** PowerShell takes -1 for a percentage that is not known. */
function progressOf({activity = '', status = '', percent = -1}: SaidRecord): StreamRecord {
	const text = status.trim() === '' ? activity : `${activity}: ${status}`;
	return {stream: 'progress', text, ...(percent < 0 ? {} : {percent: Math.min(percent, 100)})};
}
