import {expect, test} from 'vitest';
import InkOutput from '../../../node_modules/ink/build/output.js';
import {readFrame} from '../../../src/ui/terminal/cells.js';
import {RowOutput} from '../../../src/ui/terminal/row-output.js';
import {createChance, randomModel, toFrame} from './random-frame.js';

const [columns, rows] = [60, 12];
const size = {columns, rows};

/** Boxes of a few rows, side by side and one below the other, in the order in which Ink comes to them: any. */
function randomBoxes(seed: number) {
	const chance = createChance(seed);
	const boxes: {readonly x: number; readonly y: number; readonly text: string}[] = [];
	for (let y = 0; y < rows; ) {
		const height = Math.min(rows - y, 1 + chance.below(4));
		for (let x = chance.below(4); x < columns; ) {
			const width = Math.min(columns - x, 5 + chance.below(30));
			boxes.push({x, y, text: toFrame(randomModel(chance, width, height))});
			x += width + chance.below(2);
		}
		y += height;
	}
	return chance.happens(0.5) ? boxes : boxes.toReversed();
}

test.each(Array.from({length: 30}, (_, seed) => seed))('what Ink has laid out is drawn as Ink itself draws it (seed %i)', seed => {
	const [ours, its] = [new RowOutput({height: rows}), new InkOutput({width: columns, height: rows})];
	for (const {x, y, text} of randomBoxes(seed)) {
		ours.write(x, y, text);
		its.write(x, y, text, {transformers: []});
	}
	const [drawn, expected] = [ours, its].map(each => readFrame(each.get().output, size).map(({cells}) => cells));
	expect(drawn).toEqual(expected);
});
