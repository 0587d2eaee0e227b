/**
 * Reads what a terminal sends, in pieces of any size, as keys. It is our own because Ink takes a whole read for one key: what is typed
 * fast over a slow line would arrive as one, and function keys not at all.
 *
 * It never throws and never waits for ever: what is not understood is left out, and `flush` ends whatever was begun.
 */
import {signsOf} from '../row.js';
import {
	byConsoleLetter,
	byLetter,
	byNumber,
	type CursorReport,
	codedKey,
	controlKey,
	type KeyEvent,
	key,
	modifiersOf,
	noModifiers,
} from './key-events.js';

/** A paste is an address or a list of names; what is longer is a mistake. */
const longestPaste = 64 * 1024;
const endOfPaste = '\x1b[201~';
/** After this much silence, the end of a paste was lost or is held up. */
const pasteSilenceMs = 1_000;
/** No key and no reply is longer; the rest of a longer one is left out with it. */
const longestSequence = 64;

type State = 'text' | 'escape' | 'csi' | 'ss3' | 'string' | 'paste' | 'mouse' | 'console';

export class KeyParser {
	#state: State = 'text';
	/** What came of the sequence so far, without what opened it. */
	#pending = '';
	#mouseBytes = 0;
	/** What is left to be said of a paste whose end is overdue; nothing while none is. */
	#pasteLeft: number | undefined;
	/** How much of what is pending came before the last silence: it may be the beginning of the end. */
	#held = 0;
	#events: KeyEvent[] = [];
	readonly #reported: (report: CursorReport) => void;

	/** @param reported is told where the terminal says its cursor is. */
	constructor(reported: (report: CursorReport) => void = () => {}) {
		this.#reported = reported;
	}

	/** How long to be silent before `flush`: a lone Escape is a key, and the end of a paste may be lost. Nothing to wait for: 0. */
	get patienceMs(): number {
		if (this.#state === 'text') return 0;
		return this.#state === 'paste' ? pasteSilenceMs : 50;
	}

	feed(input: string): readonly KeyEvent[] {
		let at = 0;
		while (at < input.length) {
			if (this.#state === 'text') at = this.#readText(input, at);
			else if (this.#state === 'paste') at = this.#readPaste(input, at);
			else {
				const sign = String.fromCodePoint(input.codePointAt(at) ?? 0);
				if (this.#readSequence(sign)) at += sign.length;
			}
		}
		return this.#take();
	}

	/** Nothing more came. */
	flush(): readonly KeyEvent[] {
		const [state, pending] = [this.#state, this.#pending];
		if (state === 'paste') {
			this.#pasteIsOverdue();
			return this.#take();
		}
		this.#become('text');
		if (state === 'escape') this.#events.push(key('escape'));
		// Only its opening came: it was Alt with that sign.
		else if (state === 'csi' && pending === '') this.#push(key('[', {alt: true}, '['));
		else if (state === 'ss3') this.#push(key('O', {alt: true}, 'O'));
		else if (state === 'string' && pending.length === 1) this.#push(key(pending, {alt: true}, pending));
		return this.#take();
	}

	/**
	 * A line that stalls within a paste brings the rest of it later: that is still no key. It is said piece by piece, until its end comes,
	 * or Escape or Ctrl-C with silence before and after, which nobody pastes.
	 */
	#pasteIsOverdue(): void {
		const fresh = this.#pending.slice(this.#held);
		if (this.#pasteLeft !== undefined && (fresh === '\x1b' || fresh === '\x03')) {
			this.#endPaste(this.#pending.slice(0, this.#held));
			this.#push(fresh === '\x1b' ? key('escape') : controlKey(3));
			return;
		}
		const held = beginningOfEnd(this.#pending);
		this.#sayPasted(this.#pending.slice(0, this.#pending.length - held.length));
		this.#pending = held;
		this.#held = held.length;
	}

	#sayPasted(text: string): void {
		const left = this.#pasteLeft ?? longestPaste;
		this.#pasteLeft = Math.max(0, left - text.length);
		if (text !== '' && left > 0) this.#push(paste(text.slice(0, left)));
	}

	#endPaste(rest: string): void {
		if (this.#pasteLeft === undefined) this.#push(paste(rest));
		else this.#sayPasted(rest);
		this.#pasteLeft = undefined;
		this.#held = 0;
		this.#become('text');
	}

	#take(): readonly KeyEvent[] {
		const events = this.#events;
		this.#events = [];
		return events;
	}

	#push(event: KeyEvent | undefined): void {
		if (event) this.#events.push(event);
	}

	#become(state: State, pending = ''): void {
		this.#state = state;
		this.#pending = pending;
	}

	#readText(input: string, start: number): number {
		let end = start;
		while (end < input.length && !isControl(input.charCodeAt(end))) end++;
		for (const {segment} of signsOf(input.slice(start, end))) this.#events.push({type: 'text', text: segment});
		if (end === input.length) return end;
		const code = input.charCodeAt(end);
		if (code === 0x1b) this.#become('escape');
		else this.#push(controlKey(code));
		return end + 1;
	}

	#readPaste(input: string, start: number): number {
		const from = this.#pending.length;
		const whole = this.#pending + input.slice(start);
		const end = whole.indexOf(endOfPaste, Math.max(0, from - endOfPaste.length));
		if (end === -1) {
			// What is over the limit is dropped, but never the beginning of the end.
			const kept = whole.length > longestPaste + endOfPaste.length ? whole.slice(0, longestPaste) + whole.slice(-endOfPaste.length) : whole;
			this.#pending = kept;
			return input.length;
		}
		this.#endPaste(whole.slice(0, end));
		return start + end + endOfPaste.length - from;
	}

	/** @returns whether the sign belonged to the sequence; what did not is read again. */
	#readSequence(sign: string): boolean {
		switch (this.#state) {
			case 'escape':
				return this.#afterEscape(sign);
			case 'ss3':
				return this.#afterSs3(sign);
			case 'csi':
				return this.#afterCsi(sign);
			case 'console':
				this.#become('text');
				this.#push(byConsoleLetter[sign] && key(byConsoleLetter[sign]));
				return true;
			case 'mouse':
				this.#mouseBytes--;
				if (this.#mouseBytes === 0) this.#become('text');
				return true;
			default:
				return this.#afterString(sign);
		}
	}

	#afterEscape(sign: string): boolean {
		const code = sign.codePointAt(0) ?? 0;
		this.#become('text');
		if (sign === '\x1b') {
			this.#events.push(key('escape'));
			return false;
		}
		if (sign === '[') this.#become('csi');
		else if (sign === 'O') this.#become('ss3');
		else if (']P_^X'.includes(sign)) this.#become('string', sign);
		else if (isControl(code)) this.#push(controlKey(code, {alt: true}));
		else this.#push(key(sign === ' ' ? 'space' : sign, {alt: true}, sign));
		return true;
	}

	#afterSs3(sign: string): boolean {
		this.#become('text');
		if (isControl(sign.charCodeAt(0))) {
			this.#push(key('O', {alt: true}, 'O'));
			return false;
		}
		// The digits of a keypad in application mode.
		if (sign >= 'p' && sign <= 'y') this.#events.push({type: 'text', text: String(sign.charCodeAt(0) - 'p'.charCodeAt(0))});
		else this.#push(byLetter[sign] && key(byLetter[sign]));
		return true;
	}

	#afterCsi(sign: string): boolean {
		const parameters = this.#pending;
		if (sign < ' ' || sign > '~') {
			// Broken off: what follows is something new.
			this.#become('text');
			return false;
		}
		if (sign < '@') {
			if (parameters.length < longestSequence) this.#pending += sign;
			return true;
		}
		this.#become('text');
		if (parameters === '' && sign === 'M') {
			this.#mouseBytes = 3;
			this.#become('mouse');
		} else if (parameters === '' && sign === '[') this.#become('console');
		else if (parameters === '200' && sign === '~') this.#become('paste');
		else this.#push(this.#keyOf(parameters, sign));
		return true;
	}

	#keyOf(parameters: string, last: string): KeyEvent | undefined {
		// Replies, mouse and the rest of what is no key: `ESC [ ? … c`, `ESC [ < … M`, `ESC [ … $ y`.
		if (parameters.length === longestSequence || !/^[\d;:]*$/.test(parameters)) return undefined;
		const [first = 0, second, third = 0] = parameters.split(';').map(each => Number.parseInt(each, 10) || undefined);
		if (last === 'R' && second !== undefined) {
			this.#reported({row: first, column: second});
			return undefined;
		}
		if (last === '~') {
			if (first === 27) return codedKey(third, modifiersOf(second));
			return byNumber[first] && key(byNumber[first], modifiersOf(second));
		}
		if (last === 'u') return codedKey(first, modifiersOf(second));
		if (last === 'Z') return key('tab', {shift: true});
		if (last === 'M') return undefined;
		return byLetter[last] && key(byLetter[last], second === undefined ? noModifiers : modifiersOf(second));
	}

	/** A reply to a question: `ESC ] … BEL`, or with `ESC \` at its end. All that matters is where it ends. */
	#afterString(sign: string): boolean {
		const isEnded = sign === '\x07' || (this.#pending.endsWith('\x1b') && sign === '\\');
		if (isEnded) this.#become('text');
		else this.#pending = this.#pending[0] + (this.#pending.length > 1 ? '…' : '') + sign;
		return true;
	}
}

/** What the text ends in, as far as a paste could be ended with it. */
function beginningOfEnd(text: string): string {
	for (let length = endOfPaste.length - 1; length > 0; length--) {
		if (text.endsWith(endOfPaste.slice(0, length))) return endOfPaste.slice(0, length);
	}
	return '';
}

const isControl = (code: number) => code < 0x20 || (code >= 0x7f && code < 0xa0);
const paste = (text: string): KeyEvent => ({type: 'paste', text: text.slice(0, longestPaste).toWellFormed().replace(/\r\n?/g, '\n')});
