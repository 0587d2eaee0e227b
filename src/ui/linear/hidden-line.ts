/** One line that a terminal does not show: its own line mode, which echoes, is off until Enter. */
import {secretLimit} from '../../machines/session/protocol.js';

export type RawInput = {readonly isTTY?: boolean; readonly setRawMode?: (isRaw: boolean) => unknown};

export type HiddenLine = {
	/** Takes what was typed. Returns what came after the end of the line, once it has ended. */
	readonly hear: (chunk: string) => string | undefined;
	readonly stop: () => void;
};

/** `done` without a text: it was left. Undefined where the input is no terminal, or one that cannot keep what is typed to itself. */
export function openHiddenLine(input: RawInput, done: (text?: string) => void): HiddenLine | undefined {
	if (!input.isTTY || !input.setRawMode) return undefined;
	let text = '';
	input.setRawMode(true);
	const stop = () => void input.setRawMode?.(false);
	const end = (typed?: string) => {
		stop();
		done(typed);
	};
	return {
		stop,
		hear(chunk) {
			// A key that says more than one sign, as an arrow does, is none of a password.
			if (chunk.length > 1 && chunk.startsWith('\x1b')) return undefined;
			const signs = [...chunk];
			for (const [index, sign] of signs.entries()) {
				if (sign === '\r' || sign === '\n') {
					end(text);
					return signs.slice(index + 1).join('');
				}
				if (sign === '\x03' || sign === '\x1b' || sign === '\x04') {
					end();
					return '';
				}
				if (sign === '\x7f' || sign === '\b') text = [...text].slice(0, -1).join('');
				else if (sign === '\x15') text = '';
				else if (sign >= ' ' && text.length < secretLimit) text += sign;
			}
			return undefined;
		},
	};
}
