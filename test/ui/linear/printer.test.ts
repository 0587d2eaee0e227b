import {EventEmitter} from 'node:events';
import {expect, test} from 'vitest';
import {exact, line} from '../../../src/ui/linear/line.js';
import {createPrinter} from '../../../src/ui/linear/printer.js';

class Sink extends EventEmitter {
	text = '';
	takes = true;
	write(text: string) {
		this.text += text;
		return this.takes;
	}
}
const printerOn = (sink: Sink) => createPrinter(sink as unknown as NodeJS.WritableStream, () => 80);

test('whatever is printed, nothing steers the terminal', () => {
	const sink = new Sink();
	const printer = printerOn(sink);
	const hostile = `\u001b[2J\u001b]0;owned\u0007\u202egnp.exe\u200b\r\nforged line`;
	printer.print([line(hostile), exact(hostile)]);
	printer.prompt(hostile);
	expect(sink.text.replace(/\n/g, '')).toMatch(/^[\x20-\x7e]*$/);
	expect(sink.text.split('\n')).toHaveLength(3);
});

test('a prompt gets a line of its own when something is printed after it, and is asked once', () => {
	const sink = new Sink();
	const printer = printerOn(sink);
	printer.prompt('1-2>');
	printer.prompt('1-2>');
	printer.print([line('news')]);
	printer.prompt('1-2>');
	expect(sink.text).toBe('1-2> \nnews\n1-2> ');
	printer.answered();
	printer.print([line('more')]);
	expect(sink.text).toBe('1-2> \nnews\n1-2> more\n');
});

test('a slow reader is waited for', async () => {
	const sink = new Sink();
	const printer = printerOn(sink);
	sink.takes = false;
	printer.print([line('much')]);
	let isDrained = false;
	const drained = printer.drained().then(() => {
		isDrained = true;
	});
	await new Promise(setImmediate);
	expect(isDrained).toBe(false);
	sink.emit('drain');
	await drained;
});

test('a reader who left is no error: nothing is written any more, and it is told once', async () => {
	const sink = new Sink();
	const printer = printerOn(sink);
	const told: string[] = [];
	printer.onClosed(code => told.push(code));
	sink.takes = false;
	printer.print([line('a')]);
	const drained = printer.drained();
	sink.emit('error', Object.assign(new Error('write EPIPE'), {code: 'EPIPE'}));
	sink.emit('close');
	printer.print([line('b')]);
	await drained;
	expect(told).toEqual(['EPIPE']);
	expect(sink.text).toBe('a\n');
});
