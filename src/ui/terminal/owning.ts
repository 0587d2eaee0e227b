/**
 * Takes the terminal over for a full screen, and gives it back as it was: what was on it before is there again.
 *
 * `writeNow` has to have written when it returns, because the last call may come while the process is ending. Giving back is safe to
 * call from anywhere and any number of times: at the normal end, in a signal handler, after a crash, and before any taking.
 */

export type TerminalOwner = {
	take(): void;
	/** After somebody else has had the terminal, whether or not it was given back to them. */
	takeAgain(): void;
	giveBack(): void;
	/** Whether frames may be drawn. */
	readonly isTaken: boolean;
};

const on = (mode: number) => `\x1b[?${mode}h`;
const off = (mode: number) => `\x1b[?${mode}l`;

const cursor = 25;
const wrapping = 7;
const alternateScreen = 1049;
const bracketedPaste = 2004;
const synchronizedOutput = 2026;

/** The screen is erased by hand, too: a terminal without an alternate one still shows what was there. */
const taking = `${on(alternateScreen)}${off(cursor)}${off(wrapping)}${on(bracketedPaste)}\x1b[r\x1b[m\x1b[H\x1b[J`;

/**
 * It may begin in the middle of a frame: so the frame is ended first, and a sequence that was cut off is cancelled before that.
 * The jump to the last row is for terminals without an alternate screen, whose prompt would else come up over the frame.
 */
const givingBack = `\x18${off(synchronizedOutput)}\x1b[r\x1b[m${on(wrapping)}${off(bracketedPaste)}\x1b[999;1H${off(alternateScreen)}${on(cursor)}`;

export function createTerminalOwner(writeNow: (bytes: string) => void): TerminalOwner {
	let isTaken = false;
	return {
		get isTaken() {
			return isTaken;
		},
		take() {
			if (isTaken) return;
			isTaken = true;
			writeNow(taking);
		},
		takeAgain() {
			isTaken = true;
			writeNow(taking);
		},
		giveBack() {
			if (!isTaken) return;
			// First the word, then the deed: should writing fail and end in a crash handler, it must not be tried for ever.
			isTaken = false;
			try {
				writeNow(givingBack);
			} catch {
				// A terminal that is gone has nothing to be given back to.
			}
		},
	};
}
