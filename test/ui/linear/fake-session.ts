/** A session as a console sees it: entries are put in by hand, what is sent is kept, and what is printed is text. */
import {PassThrough} from 'node:stream';
import type {Choice, Event, Header, JournalEntry, Question} from '../../../src/machines/journal/journal-entry.js';
import type {Trouble} from '../../../src/machines/journal/keeping.js';
import {say} from '../../../src/machines/message.js';
import type {Command, ControlDesk, Engine} from '../../../src/machines/session/client.js';
import {refusalOf} from '../../../src/machines/session/client.js';
import type {ControlView} from '../../../src/machines/session/protocol.js';
import type {Field} from '../../../src/machines/step/step.js';
import {type ConsoleEnd, openConsole} from '../../../src/ui/linear/console.js';
import {createLineInput} from '../../../src/ui/linear/line-input.js';
import {createPrinter} from '../../../src/ui/linear/printer.js';
import {createTeller} from '../../../src/ui/linear/teller.js';
import {createRenderer} from '../../../src/ui/messages/render.js';

export const startedAt = '2026-02-11T03:12:00+00:00';
export const render = createRenderer({language: 'en', timeZone: 'Europe/Dublin', startedAt});

const pool = (name: string, backupPool: string) => ({
	...{fqdn: `${name}.contoso.com`, site: name, edition: 'Enterprise', version: 6, backupPool: `${backupPool}.contoso.com`},
	...{computers: [`fe-${name}.contoso.com`], sql: {primary: `sql-${name}.contoso.com`, instance: 'rtc'}, users: 100},
});

export const header: Header = {
	...{kind: 'header', format: 'switchback-journal', version: 1, product: '0.1.0', session: '0123abcd-0000', startedAt},
	...{timeZone: 'Europe/Dublin', world: 'rehearsal', deployment: 'Contoso', title: 'Redmond goes dark', pool: 'pool1.contoso.com'},
	topology: {pools: [pool('pool1', 'pool2'), pool('pool2', 'pool1')], edgePools: [], otherPools: []},
	known: {lastSteady: [], debts: []},
	rehearsal: {scenario: {name: 'x', title: 'x', briefing: {text: 'The phone rang.', people: []}}, seed: 1},
};

export const field = (id: string, kind: Field['kind']): Field => ({id, kind, label: say(`field.${id}`)});
export const choice = (id: string, fields: readonly Field[] = []): Choice => ({id, label: say(`choice.ready.${id}`), fields});

/** The question that confirms losing data. */
export const confirming: Question = {
	...{question: 'step/question2', step: 'step', prompt: say('question.confirming'), isWaiting: true},
	choices: [choice('confirm', [field('lossMinutes', 'minutesOrUnknown'), field('homePool', 'fqdn')]), choice('cancel'), choice('abort')],
};

export const ready: Question = {
	...{question: 'step/question1', step: 'step', prompt: say('question.ready'), isWaiting: true},
	choices: [{...choice('approve'), isRecommended: true}, choice('skip', [field('reason', 'reason')]), choice('abort')],
};

export type FakeOptions = {readonly past?: readonly Event[]; readonly now?: () => number; readonly isApart?: boolean};

/** `isApart`: the engine is in a process of its own. */
export function openFakeSession({past = [], now = () => 0, isApart}: FakeOptions = {}) {
	const entries: JournalEntry[] = [];
	const listeners = new Set<(entry: JournalEntry) => void>();
	const sent: Command[] = [];
	let open: Question | undefined;
	let onTrouble = (_trouble: Trouble | undefined) => {};
	let onSend = (_command: Command) => {};

	const write = (...events: readonly Event[]) => {
		for (const event of events) {
			const entry = {seq: entries.length + 1, at: entries.length * 1000, ...event} as JournalEntry;
			entries.push(entry);
			if (entry.kind === 'asked') open = entry;
			for (const listener of listeners) listener(entry);
		}
	};
	write(header, {kind: 'stepBegan', step: 'step', title: say('step.whatNow.title'), why: say('step.whatNow.why')}, ...past);

	let control: ControlView | undefined;
	let silentForMs = 0;
	const controlActs: string[] = [];
	const controlWatchers = new Set<() => void>();
	const desk: ControlDesk = {
		view: () => control,
		watch(watcher) {
			controlWatchers.add(watcher);
			return () => void controlWatchers.delete(watcher);
		},
		ask: () => void controlActs.push('ask'),
		give: () => void controlActs.push('give'),
		keep: () => void controlActs.push('keep'),
		take: reason => void controlActs.push(`take: ${reason}`),
		pressed: () => {},
	};
	const engine: Engine = {
		...(isApart ? {control: desk} : {}),
		follow(listener) {
			for (const entry of entries) listener(entry);
			listeners.add(listener);
			return () => void listeners.delete(listener);
		},
		watchTrouble(listener) {
			onTrouble = listener;
			listener(undefined);
			return () => {};
		},
		entryAt: seq => entries[seq - 1],
		send(command, refused) {
			sent.push(command);
			if (command.type === 'answer') {
				const why = refusalOf(open, command.question, command.choice, command.fields);
				if (why) return refused?.({id: command.id, why});
				open = undefined;
				const {question, choice, fields, by} = command;
				write({kind: 'decision', question, step: 'step', by, choice, fields});
			}
			onSend(command);
		},
	};

	const stdin = new PassThrough();
	const stdout = new PassThrough();
	const waiting = new Set<() => void>();
	let text = '';
	stdout.setEncoding('utf8');
	stdout.on('data', chunk => {
		text += chunk;
		for (const check of waiting) check();
	});
	const linear = openConsole({
		engine,
		render,
		tell: createTeller({render, recording: '/recordings/x.jsonl', speed: '60'}),
		input: createLineInput(stdin),
		printer: createPrinter(stdout, () => 80),
		operator: 'J. Moreau',
		now,
		...(isApart ? {silentForMs: () => silentForMs} : {}),
	});
	let from = 0;

	return {
		linear,
		write,
		sent,
		controlActs,
		hasControl(view: ControlView) {
			control = view;
			for (const watcher of controlWatchers) watcher();
		},
		isSilentFor(ms: number) {
			silentForMs = ms;
		},
		/** What is told from now on is not on disk. */
		troubled: (trouble: Trouble | undefined) => onTrouble(trouble),
		stdin,
		stdout,
		whenSent: (act: (command: Command) => void) => {
			onSend = act;
		},
		type: (words: string) => void stdin.write(words),
		text: () => text,
		/** Waits until this was printed, after what was waited for before. */
		reads(words: string): Promise<string> {
			const {promise, resolve} = Promise.withResolvers<string>();
			const check = () => {
				const at = text.indexOf(words, from);
				if (at < 0) return;
				from = at + words.length;
				waiting.delete(check);
				resolve(text);
			};
			waiting.add(check);
			check();
			return promise;
		},
		done: linear.done as Promise<ConsoleEnd>,
	};
}
