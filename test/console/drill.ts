/** A drill on the full screen, from its first question until somebody leaves. */
import {expect} from 'vitest';
import {expectGivenBack, openTerminal, type Terminal, type TerminalOptions} from './terminal.js';

export const firstQuestion = 'It waits for YOU: What now.';

export const drill = (words: readonly string[] = [], options?: TerminalOptions) => openTerminal(['drill', 'site-dark', ...words], options);

export async function leave(terminal: Terminal): Promise<void> {
	terminal.press('q');
	await terminal.shows('Leave?');
	terminal.press('y');
	expect(await terminal.ended()).toBe(5);
	expectGivenBack(terminal);
}
