/** `switchback` alone: on the full screen where there can be one, else what can be done as numbered choices; without a terminal, to be read. */
import {type Message, say} from '../machines/message.js';
import {blank, line} from '../ui/linear/line.js';
import {createLineInput, type LineInput} from '../ui/linear/line-input.js';
import {choose, type MenuItem, menuLines} from '../ui/linear/menu.js';
import {createPrinter, type Printer} from '../ui/linear/printer.js';
import type {Desk} from './desk.js';
import {drill} from './drill.js';
import {listed} from './listed-sessions.js';
import {procedureLines, sessionLabel, sessionLines, titledScenarios} from './lists.js';
import {openSessions} from './open-sessions.js';
import type {HomeOptions} from './options.js';
import {resume} from './resume.js';
import {columnsOf, isTerminal, type Signal, signals} from './streams.js';
import {exitCodes} from './usage-problem.js';
import {version} from './version.js';

type Way = 'rehearse' | 'resume' | 'procedures' | 'recordings' | 'told';

export async function home(desk: Desk, options: HomeOptions = {}): Promise<number> {
	const {streams, render} = desk;
	if (isTerminal(streams) && !options.linear) {
		const {canShowFullScreen} = await import('./full-screen.js');
		if (canShowFullScreen(streams)) return (await import('./home-on-screen.js')).homeOnScreen(desk, options);
	}
	const printer = createPrinter(streams.stdout, columnsOf(streams));
	printer.print([line(render(say('home.title', {version}))), line(render(say('home.what'))), blank]);
	if (!isTerminal(streams)) {
		printer.print([line(render(say('home.ask'))), ...menuLines(waysOf(desk), render), line(render(say('home.commands')))]);
		return exitCodes.done;
	}
	const input = createLineInput(streams.stdin);
	try {
		return await ask(desk, printer, input);
	} finally {
		input.close();
	}
}

function waysOf(desk: Desk): readonly MenuItem<Way>[] {
	const open = openSessions(desk);
	const [only] = open;
	const goOn: readonly MenuItem<Way>[] = only
		? [{value: 'resume', label: open.length === 1 ? say('home.resume', {title: only.title}) : say('home.resumeSome', {count: open.length})}]
		: [];
	return [
		{value: 'rehearse', label: say('home.rehearse')},
		...goOn,
		{value: 'procedures', label: say('home.procedures')},
		{value: 'recordings', label: say('home.recordings', {count: listed(desk).length})},
		{value: 'told', label: say('home.told.open')},
	];
}

/** Asks until something is played or the operator leaves; Ctrl-C leaves, because nothing is open here, and so does a signal from outside. */
async function ask(desk: Desk, printer: Printer, input: LineInput): Promise<number> {
	let signalled: Signal | undefined;
	const pick = async <Value>(title: Message, items: readonly MenuItem<Value>[]): Promise<Value | undefined> => {
		const interrupted = Promise.withResolvers<void>();
		const listening = signals.map(signal =>
			desk.streams.onSignal(signal, () => {
				if (signal !== 'SIGINT') signalled = signal;
				interrupted.resolve();
			}),
		);
		try {
			return await choose({items, title, render: desk.render, input, printer, interrupted: interrupted.promise});
		} finally {
			for (const unlisten of listening) unlisten();
		}
	};
	for (;;) {
		const way = await pick(say('home.ask'), waysOf(desk));
		if (signalled) return exitCodes.ended;
		if (way === undefined) return exitCodes.done;
		if (way === 'procedures') printer.print([blank, ...procedureLines(desk), blank]);
		if (way === 'recordings') printer.print([blank, ...sessionLines(desk, listed(desk)), blank]);
		if (way === 'told') {
			await (await import('./home-told.js')).askWhatIsKnown(desk, printer, pick);
			if (signalled) return exitCodes.ended;
		}
		if (way === 'rehearse') {
			const items = titledScenarios().map(({name, title}) => ({value: name, label: say('home.scenario', {name, title})}));
			const scenario = await pick(say('home.whichScenario'), items);
			if (signalled) return exitCodes.ended;
			if (scenario !== undefined) return drill(desk, scenario, {linear: true}, input);
		}
		if (way === 'resume') {
			const open = openSessions(desk);
			const [only, another] = open;
			const path = another
				? await pick(
						say('home.whichSession'),
						open.map(each => ({value: each.path, label: sessionLabel(each)})),
					)
				: only?.path;
			if (signalled) return exitCodes.ended;
			if (path !== undefined) return resume(desk, path, {linear: true}, input);
		}
	}
}
