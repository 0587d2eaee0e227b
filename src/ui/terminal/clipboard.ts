/**
 * Puts text on the clipboard of the terminal in front of the operator, also over SSH (OSC 52). A terminal that does not allow it does
 * nothing, so the text is always shown as well.
 */

/** Longer texts are refused by terminals, and no line of a runbook is as long. */
const longest = 8_000;

export const clipboardSequence = (text: string): string | undefined =>
	text.length > 0 && text.length <= longest ? `\x1b]52;c;${Buffer.from(text, 'utf8').toString('base64')}\x07` : undefined;
