/**
 * A terminal behind a line: what is written waits in the line until it is let through, and then is drawn by xterm.js. Its widths can be
 * chosen, because terminals differ in them.
 */
import {EventEmitter} from 'node:events';
import xterm from '@xterm/headless';
import type {TerminalOutput} from '../../../src/ui/terminal/screen-stream.js';

/** `own`: those of xterm.js. `wide`: all that is not plain takes two cells, and a mark one of its own. `narrow`: everything takes one. */
export type Widths = 'own' | 'wide' | 'narrow';

export type Drawn = {readonly text: string; readonly width: number; readonly look: string};

export class FakeTerminal extends EventEmitter implements TerminalOutput {
	readonly xterm: xterm.Terminal;
	/** What was written and is not drawn yet. */
	waiting = '';
	/** All that was ever written. */
	written: string[] = [];
	/** Says no to every write, as a stream whose buffer is full. */
	isSlow = false;
	#mustDrain = false;

	constructor(
		public columns: number,
		public rows: number,
		widths: Widths = 'own',
	) {
		super();
		this.xterm = new xterm.Terminal({cols: columns, rows, allowProposedApi: true, scrollback: 100});
		if (widths !== 'own') setWidths(this.xterm, widths);
	}

	write(bytes: string): boolean {
		this.written.push(bytes);
		this.waiting += bytes;
		this.#mustDrain ||= this.isSlow;
		return !this.#mustDrain;
	}

	/** Lets so many characters through, all of them if not told. */
	async pass(length = this.waiting.length): Promise<void> {
		const bytes = this.waiting.slice(0, length);
		this.waiting = this.waiting.slice(length);
		await new Promise<void>(resolve => this.xterm.write(bytes, resolve));
		if (this.waiting === '' && this.#mustDrain) {
			this.#mustDrain = false;
			this.emit('drain');
		}
	}

	/** Until there is nothing more to come. */
	async settle(): Promise<void> {
		this.isSlow = false;
		do await this.pass();
		while (this.waiting !== '');
	}

	resize(columns: number, rows: number): void {
		this.columns = columns;
		this.rows = rows;
		this.xterm.resize(columns, rows);
		this.emit('resize');
	}

	cells(): readonly (readonly Drawn[])[] {
		const {active} = this.xterm.buffer;
		const reused = active.getNullCell();
		return Array.from({length: this.rows}, (_, y) => {
			const line = active.getLine(active.baseY + y);
			return Array.from({length: this.columns}, (_, x) => {
				const cell = line?.getCell(x, reused);
				return cell ? {text: cell.getChars() || (cell.getWidth() === 0 ? '' : ' '), width: cell.getWidth(), look: lookOf(cell)} : nothing;
			});
		});
	}

	text(): readonly string[] {
		return this.cells().map(row =>
			row
				.map(({text}) => text)
				.join('')
				.trimEnd(),
		);
	}
}

const nothing: Drawn = {text: '', width: 0, look: ''};

function lookOf(cell: xterm.IBufferCell): string {
	const color = (mode: number, value: number) => (mode === 0 ? '-' : `${mode}:${value}`);
	const flags = [cell.isBold(), cell.isDim(), cell.isItalic(), cell.isUnderline(), cell.isInverse()].map(flag => (flag ? 1 : 0));
	return `${color(cell.getFgColorMode(), cell.getFgColor())} ${color(cell.getBgColorMode(), cell.getBgColor())} ${flags.join('')}`;
}

/** Whether xterm.js draws a sign as one, and as wide as told. */
export async function drawsAs(sign: string, width: number, widths: Widths): Promise<boolean> {
	const terminal = new FakeTerminal(40, 2, widths);
	terminal.write(sign);
	await terminal.pass();
	const first = terminal.cells()[0]?.[0];
	return first?.text === sign && first.width === width;
}

const isMark = /\p{M}|\u200d/u;

function setWidths(terminal: xterm.Terminal, widths: Widths): void {
	const wcwidth = (codepoint: number) => {
		if (codepoint < 0x20 || (codepoint >= 0x7f && codepoint < 0xa0)) return 0;
		return widths === 'narrow' || codepoint < 0x7f || isMark.test(String.fromCodePoint(codepoint)) ? 1 : 2;
	};
	terminal.unicode.register({version: widths, wcwidth, charProperties: codepoint => wcwidth(codepoint) << 1});
	terminal.unicode.activeVersion = widths;
}
