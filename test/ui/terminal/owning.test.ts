import {expect, test} from 'vitest';
import {createTerminalOwner} from '../../../src/ui/terminal/owning.js';
import {FakeTerminal} from './fake-terminal.js';

test('the terminal is given back as it was', async () => {
	const terminal = new FakeTerminal(20, 4);
	const owner = createTerminalOwner(bytes => terminal.write(bytes));
	terminal.write('$ switchback\r\n');
	owner.take();
	await terminal.settle();
	expect(terminal.text()).toEqual(['', '', '', '']);
	expect(terminal.xterm.modes).toMatchObject({bracketedPasteMode: true, wraparoundMode: false});
	terminal.write('\x1b[2;3r\x1b[31;7mthe console\x1b[?2026h\x1b[12');
	owner.giveBack();
	terminal.write('$ ');
	await terminal.settle();
	expect(terminal.text()).toEqual(['$ switchback', '$', '', '']);
	expect(terminal.cells()[1]?.[0]).toEqual({text: '$', width: 1, look: '- - 00000'});
	expect(terminal.xterm.modes).toMatchObject({bracketedPasteMode: false, wraparoundMode: true, synchronizedOutputMode: false});
	expect(terminal.xterm.buffer.active.type).toBe('normal');
});

test('it is given back once, and only if it was taken', () => {
	const written: string[] = [];
	const owner = createTerminalOwner(bytes => written.push(bytes));
	owner.giveBack();
	expect(written).toEqual([]);
	owner.take();
	owner.take();
	expect(owner.isTaken).toBe(true);
	owner.giveBack();
	owner.giveBack();
	expect(written).toHaveLength(2);
	expect(owner.isTaken).toBe(false);
});

test('it can be taken again', () => {
	const written: string[] = [];
	const owner = createTerminalOwner(bytes => written.push(bytes));
	for (let n = 0; n < 2; n++) {
		owner.take();
		owner.giveBack();
	}
	expect(written.slice(2)).toEqual(written.slice(0, 2));
});

test('a terminal that is gone does not hinder the end', () => {
	let isGone = false;
	const owner = createTerminalOwner(() => {
		if (isGone) throw new Error('EIO');
	});
	owner.take();
	isGone = true;
	expect(() => owner.giveBack()).not.toThrow();
});
