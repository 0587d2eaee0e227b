/** Whatever is drawn, and however slowly it gets through, in the end the terminal shows the newest frame. */
import {beforeAll, describe, expect, test} from 'vitest';
import {createScreenStream} from '../../../src/ui/terminal/screen-stream.js';
import {type Drawn, drawsAs, FakeTerminal, type Widths} from './fake-terminal.js';
import {type Chance, changed, createChance, type Model, randomModel, toFrame, widthInInk} from './random-frame.js';

const framesPerRun = 100;

describe.each([
	['as xterm.js has them', 'own', 12],
	['twice as wide for all that is not plain', 'wide', 5],
	['one cell for everything', 'narrow', 3],
] as const)('in a terminal whose widths are %s', (_, widths, runs) => {
	/** Signs that this terminal draws as wide as Ink measures them. */
	const agreed = new Set<string>();

	beforeAll(async () => {
		for (const [sign, width] of Object.entries(widthInInk)) if (await drawsAs(sign, width, widths)) agreed.add(sign);
	});

	test.each(Array.from({length: runs}, (_, seed) => seed))('the newest frame is shown (seed %i)', async seed => {
		await play(seed, widths, agreed);
	});
});

async function play(seed: number, widths: Widths, agreed: ReadonlySet<string>): Promise<void> {
	const chance = createChance(seed);
	const terminal = new FakeTerminal(12 + chance.below(40), 3 + chance.below(14), widths);
	terminal.write('rubbish of somebody else\r\n\x1b[7m界界界');
	terminal.xterm.write('\x1b[?1049h');
	const screen = createScreenStream({output: terminal});
	let model: Model = randomModel(chance, terminal.columns, terminal.rows);
	for (let frame = 0; frame < framesPerRun; frame++) {
		screen.write(toFrame(model));
		await disturb(chance, terminal, screen);
		if (terminal.waiting === '' || chance.happens(0.3)) {
			await terminal.settle();
			expectShown(terminal, model, agreed, `seed ${seed}, frame ${frame}`);
		}
		model = changed(chance, model, terminal.columns, terminal.rows);
	}
}

async function disturb(chance: Chance, terminal: FakeTerminal, screen: {repaint(): void}): Promise<void> {
	terminal.isSlow = chance.happens(0.4);
	if (chance.happens(0.8)) await terminal.pass(terminal.isSlow ? chance.below(terminal.waiting.length + 1) : undefined);
	if (chance.happens(0.05)) terminal.resize(8 + chance.below(50), 2 + chance.below(16));
	if (chance.happens(0.03)) screen.repaint();
}

function expectShown(terminal: FakeTerminal, model: Model, agreed: ReadonlySet<string>, where: string): void {
	expect(terminal.xterm.buffer.active.baseY, `${where}: nothing scrolled away`).toBe(0);
	const shown = terminal.cells();
	const expected = expectedCells(model, terminal);
	const wrong = expected.flatMap((row, y) =>
		row.flatMap((cell, x) => {
			const drawn = shown[y]?.[x];
			const isRight = !drawn || (cell.sign !== undefined && !agreed.has(cell.sign)) || isSame(cell, drawn);
			return isRight ? [] : [`${x},${y}: ${JSON.stringify(cell)} is ${JSON.stringify(drawn)}`];
		}),
	);
	expect(wrong, where).toEqual([]);
}

type Expected = Drawn & {readonly sign?: string};
const isSame = (a: Drawn, b: Drawn) => a.text === b.text && a.width === b.width && a.look === b.look;

/** What does not fit is cut, and half a sign is none. */
function expectedCells(model: Model, {columns, rows}: {readonly columns: number; readonly rows: number}): readonly (readonly Expected[])[] {
	return Array.from({length: rows}, (_, y) => {
		const row: Expected[] = [];
		for (const {text, width, look} of model[y] ?? []) {
			if (row.length + width > columns) {
				while (row.length < columns) row.push({text: ' ', width: 1, look});
				break;
			}
			const sign = widthInInk[text] === undefined ? {} : {sign: text};
			row.push({text, width, look, ...sign});
			if (width > 1) row.push({text: '', width: 0, look, ...sign});
		}
		while (row.length < columns) row.push({text: ' ', width: 1, look: '- - 00000'});
		return row;
	});
}
