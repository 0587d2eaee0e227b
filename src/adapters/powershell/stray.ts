/** What a process says beside its channel: lines for the log, bounded whatever it writes, and its last words, should it end. */
import {cut} from './cut.js';

/** An error of PowerShell is a few lines. */
const lastWordsKept = 2_000;
/** Where in a program it went wrong is of no use to an operator. */
const isOfStack = /^\s+at \S/;
/** What is no line is shown no further than that, and says so. */
const longestStray = 16 * 1024;

export type Stray = {
	/** A stream of text. */
	readonly read: (stream: NodeJS.ReadableStream | null) => void;
	/** A line that came another way. */
	readonly hear: (line: string) => void;
	readonly lastWords: () => string;
};

export function createStray(heard: (text: string) => void): Stray {
	let lastWords = '';
	const hear = (text: string) => {
		if (!isOfStack.test(text)) lastWords = lastOf(`${lastWords} ${text}`);
		heard(cut(text, longestStray));
	};
	return {
		hear,
		lastWords: () => lastWords.trim(),
		read(stream) {
			let rest = '';
			stream?.setEncoding('utf8');
			stream?.on('data', (chunk: string) => {
				const lines = (rest + chunk).split(/\r?\n/);
				rest = lines.pop() ?? '';
				if (rest.length > longestStray) {
					lines.push(rest);
					rest = '';
				}
				for (const line of lines) if (line !== '') hear(line);
			});
			stream?.on('end', () => rest !== '' && hear(rest));
			stream?.on('error', () => {});
		},
	};
}

const lastOf = (text: string): string => (text.length > lastWordsKept ? `… ${text.slice(-lastWordsKept)}` : text);
