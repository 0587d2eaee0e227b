/**
 * An operator at the full screen who knows nothing but what it shows: the line NOW, the keys in the last row, and in a form the label of
 * the field above the cursor. They do what is recommended and type what the briefing told them.
 */
import {answerTo} from './briefed.js';
import type {Terminal} from './terminal.js';

/** What the screen says is wanted: a key, or the text of a field. */
type Turn = {readonly keys: string; readonly isTyped: boolean};

const isOver = (screen: string) => screen.includes('The session is closed');
const isForm = (screen: string) => /^ {3}>(?: |$)/m.test(screen);

function turnOn(screen: string): Turn | undefined {
	if (isForm(screen)) {
		const keys = answerTo(screen.slice(0, screen.search(/^ {3}>(?: |$)/m)));
		return keys === undefined ? undefined : {keys, isTyped: true};
	}
	return /waits for YOU[:,]/.test(screen) && lastRow(screen).startsWith(' Enter ') ? {keys: '\r', isTyped: false} : undefined;
}

/** What tells one turn from the next: all but the clocks and ages, that is NOW, the open field, and the keys. */
function place(screen: string): string {
	const panesAt = screen.search(/^. 1 Now /m);
	const label = isForm(screen) ? screen.slice(panesAt) : '';
	return `${screen.slice(screen.indexOf(' NOW '), panesAt)}${label}${lastRow(screen)}`;
}

const lastRow = (screen: string): string => screen.trimEnd().split('\n').at(-1) ?? '';

/** Answers as recommended until `end` is on the screen. */
export async function answerUntil(terminal: Terminal, end: string, onTurn: (screen: string) => void = () => {}): Promise<void> {
	for (;;) {
		const screen = await terminal.until(`a question, or “${end}”`, text =>
			text.includes(end) || isOver(text) || turnOn(text) ? text : undefined,
		);
		if (screen.includes(end)) return;
		const turn = turnOn(screen);
		if (!turn) throw new Error(`The session was closed before “${end}” was seen. The screen:\n${screen}`);
		onTurn(screen);
		if (turn.isTyped) await terminal.until('a field to take text', () => (terminal.takesText() ? true : undefined));
		if (turn.isTyped && turn.keys !== '') {
			terminal.press(turn.keys);
			await terminal.shows(text => text.includes(`   > ${turn.keys}`));
		}
		const before = place(terminal.screen());
		terminal.press('\r');
		await terminal.until(`an answer to Enter at\n${screen}\n`, text => (place(text) === before ? undefined : true));
	}
}
