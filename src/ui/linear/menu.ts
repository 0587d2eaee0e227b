/** A list to choose from, outside of a session: numbered lines, one answer, `q` to leave. */
import {type Message, say} from '../../machines/message.js';
import type {Render} from '../messages/render.js';
import {blank, type Line, line} from './line.js';
import type {LineInput} from './line-input.js';
import type {Printer} from './printer.js';

export type MenuItem<Value> = {readonly value: Value; readonly label: Message};

export const menuLines = (items: readonly MenuItem<unknown>[], render: Render): readonly Line[] =>
	items.map(({label}, index) => line(`${index + 1}  ${render(label)}`, 2));

export type MenuOptions<Value> = {
	readonly items: readonly MenuItem<Value>[];
	readonly title: Message;
	readonly render: Render;
	readonly input: LineInput;
	readonly printer: Printer;
	/** Resolves when the operator wants to leave by Ctrl-C. */
	readonly interrupted: Promise<void>;
};

/** Undefined when the operator leaves. */
export function choose<Value>({items, title, render, input, printer, interrupted}: MenuOptions<Value>): Promise<Value | undefined> {
	const {promise, resolve} = Promise.withResolvers<Value | undefined>();
	printer.print([line(render(title)), ...menuLines(items, render), line(render(say('home.quit')), 2)]);
	const prompt = () => printer.prompt(`1-${items.length}>`);
	const end = (value: Value | undefined) => {
		isOver = true;
		stop();
		resolve(value);
	};
	let isOver = false;
	/** Nobody pressed Enter behind the prompt, and what comes next is the shell's. */
	const leave = () => {
		if (isOver) return;
		printer.answered();
		printer.print([blank]);
		end(undefined);
	};
	const stop = input.listen({
		burst: ([first]) => {
			printer.answered();
			const typed = first?.text.trim() ?? '';
			const item = /^\d{1,3}$/.test(typed) ? items[Number(typed) - 1] : undefined;
			if (item) return end(item.value);
			if (typed.toLowerCase() === 'q') return end(undefined);
			if (typed !== '') printer.print([line(render(say('home.notOffered', {typed, count: items.length})))]);
			prompt();
		},
		ended: leave,
	});
	printer.onClosed(() => end(undefined));
	void interrupted.then(leave);
	prompt();
	return promise;
}
