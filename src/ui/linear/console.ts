/**
 * The linear console: append-only text and typed lines, for screen readers, bad links and plain terminals, with all the powers. It
 * is a client of the engine: it folds entries, tells them, asks what is open, and sends what was answered.
 */
import {changesState} from '../../machines/ask.js';
import {digestSince, type LastSeen, lastSeenAfter} from '../../machines/journal/digest.js';
import type {JournalEntry} from '../../machines/journal/journal-entry.js';
import type {Trouble} from '../../machines/journal/keeping.js';
import {applyEntry, emptyView, type SessionView} from '../../machines/journal/session-view.js';
import {say} from '../../machines/message.js';
import type {Engine} from '../../machines/session/client.js';
import type {SecretWanted} from '../../machines/session/protocol.js';
import {openStill} from '../answering.js';
import type {Render} from '../messages/render.js';
import {createVoice, type Heard, holdOf, mayAct, type Situation, type Voice} from '../situation.js';
import {nameOf} from './call-lines.js';
import type {ControlAct} from './control-typed.js';
import {choosing, type Dialogue, hear, interrupt, isConfirming, keepUp, openField, promptOf, type Turn} from './dialogue.js';
import {digestLines, titlesIn, toldAgainFrom} from './digest-lines.js';
import {blank, type Line, labelled, line} from './line.js';
import type {Burst, LineInput} from './line-input.js';
import type {Printer} from './printer.js';
import {questionLines} from './question.js';
import type {Teller} from './teller.js';
import {behindLines, whereLines} from './where.js';

export type ConsoleOptions = Heard & {
	readonly engine: Engine;
	readonly render: Render;
	readonly tell: Teller;
	readonly input: LineInput;
	readonly printer: Printer;
	/** Who answers: written with every decision. */
	readonly operator: string;
	/** Ms of the session. */
	readonly now: () => number;
	/** It began just now, for this console: then everything is told, and nothing is summed up. */
	readonly isNew?: boolean;
	/** The number of the last entry that the operator saw before; found in the journal where nobody says. */
	readonly seen?: number;
};

export type ConsoleEnd = 'sealed' | 'left' | 'inputEnded' | 'outputClosed' | 'stopped';

export type LinearConsole = {
	readonly done: Promise<ConsoleEnd>;
	/** Ctrl-C. */
	readonly interrupt: () => void;
	/** Says why, and ends: the journal stays open. */
	readonly stop: (lines: readonly Line[]) => void;
};

export function openConsole(options: ConsoleOptions): LinearConsole {
	const {engine, render, tell, input, printer, operator, now, isNew = false, seen} = options;
	let view: SessionView = emptyView;
	let answered: string | undefined;
	let askedBy: string | undefined;
	let dialogue: Dialogue = choosing;
	let commands = 0;
	let turn: NodeJS.Immediate | undefined;
	let isTelling = false;
	let hasEnded = false;
	let reading = Promise.resolve();
	const {promise, resolve} = Promise.withResolvers<ConsoleEnd>();

	let voice: Voice | undefined;
	let running: Situation['running'];
	let trouble: Trouble | undefined;
	let wanted: SecretWanted | undefined;
	let hiding: string | undefined;
	let stopHiding: (() => void) | undefined;
	const situation = (): Situation | undefined => {
		if (!view.header) return undefined;
		voice ??= createVoice(view.header, render);
		// Time that passes may bring entries: the view is read after it.
		const at = now();
		const hold = holdOf(engine, options);
		return {
			...voice,
			...(hold ? {hold} : {}),
			view: openStill(view, answered),
			at: Math.max(view.at, at),
			...(running ? {running} : {}),
			...(trouble ? {trouble: trouble.message} : {}),
		};
	};

	function end(how: ConsoleEnd) {
		if (hasEnded) return;
		hasEnded = true;
		clearImmediate(turn);
		unfollow?.();
		unwatch?.();
		unwatchTrouble?.();
		unwatchSecrets?.();
		stopHiding?.();
		stopListening?.();
		void printer.drained().then(() => resolve(how));
	}

	function take(entry: JournalEntry) {
		const before = view;
		view = applyEntry(view, entry);
		if (entry.kind === 'asked') answered = undefined;
		if (entry.kind === 'callBegan' && changesState(entry.what)) running = {call: entry.call, cmdlet: nameOf(entry.what)};
		if (entry.kind === 'callEnded' && entry.call === running?.call) running = undefined;
		if (!isTelling || hasEnded) return;
		printer.print(tell(entry, before, view));
		if (entry.kind === 'sealed') return end('sealed');
		ask();
	}

	/** Entries come in the middle of what wrote them; the operator is asked when all of them are there. */
	function ask() {
		turn ??= setImmediate(() => {
			turn = undefined;
			const now = situation();
			if (hasEnded || !now) return;
			act(keepUp(dialogue, now));
		});
	}

	function act({dialogue: next, lines, answer, note, control, leaves}: Turn) {
		dialogue = next;
		printer.print(lines);
		if (leaves) return end('left');
		if (note !== undefined) send({id: `${++commands}`, type: 'note', text: note, by: operator});
		if (control) actOnControl(control);
		if (answer) send({id: `${++commands}`, type: 'answer', by: operator, ...answer});
		const now = situation();
		const prompt = hasEnded || !now ? undefined : promptOf(dialogue, now);
		if (prompt) printer.prompt(prompt);
	}

	function send(command: Parameters<Engine['send']>[0]) {
		if (command.type === 'answer') answered = command.question;
		engine.send(command, ({why}) => {
			answered = undefined;
			printer.print([labelled(render(say('linear.refused')), render(why))]);
			if (view.question) printer.print(questionLines(view.question, {render}));
		});
	}

	function actOnControl(control: ControlAct) {
		if (control.act === 'take') engine.control?.take(control.reason);
		else engine.control?.[control.act]();
	}

	/** Who is asked for control is told, once for each who asks. */
	function watchControl() {
		const here = situation();
		const asking = here?.hold?.control?.isMine ? here.hold.control.asking : undefined;
		if (asking && asking.from !== askedBy) printer.print([line(render(say('linear.control.give', {who: asking.who, from: asking.from})))]);
		askedBy = asking?.from;
	}

	/** What is typed for it goes to the engine, and through nothing that tells lines. */
	function askSecret() {
		const here = situation();
		const next = here && mayAct(here) && !hasEnded ? wanted : undefined;
		if (next?.reference === hiding) return;
		stopHiding?.();
		stopHiding = undefined;
		hiding = next?.reference;
		if (!next) return;
		const {reference, isAgain} = next;
		stopHiding = input.hidden(text => {
			hiding = undefined;
			wanted = undefined;
			stopHiding = undefined;
			printer.answered();
			engine.secrets?.give(reference, text);
			ask();
		});
		const about = {account: reference, isAgain: isAgain ? 'yes' : 'no'};
		printer.print([blank, line(render(say(stopHiding ? 'linear.secret' : 'linear.secretNowhere', about)))]);
	}

	/** One burst after the other, and none before what led to it was taken. */
	function hearBurst(burst: Burst) {
		reading = reading.then(() => printer.drained()).then(() => read(burst));
	}

	function read(burst: Burst) {
		printer.answered();
		engine.control?.pressed();
		for (const [index, {text, isTooLong}] of burst.entries()) {
			const now = situation();
			if (hasEnded || !now) return;
			const kept = keepUp(dialogue, now);
			dialogue = kept.dialogue;
			printer.print(kept.lines);
			const left = burst.length - index;
			if (isConfirming(dialogue) && burst.length > 1) return refuse(index === 0 ? 'linear.pasted' : 'linear.typedAhead', left);
			if (isTooLong) {
				refuse('linear.tooLong', left);
				continue;
			}
			// What is pasted as a reason, an error record for one, may have many lines.
			const kind = openField(dialogue)?.kind;
			if (left > 1 && (kind === 'reason' || kind === 'text')) return act(hear(dialogue, joined(burst.slice(index)), now));
			act(hear(dialogue, text, now));
		}
	}

	function refuse(id: string, count: number) {
		printer.print([line(render(say(id, {count})))]);
		const now = situation();
		if (now) act({dialogue, lines: []});
	}

	let stopListening: (() => void) | undefined;
	let unwatchTrouble: (() => void) | undefined;
	let unwatchSecrets: (() => void) | undefined;
	const unfollow = followAll();

	/** What lies before a resume was told once: it is summed up, with what happened since somebody was here. */
	function followAll(): () => void {
		const past: JournalEntry[] = [];
		let isPast = true;
		const stop = engine.follow(entry => (isPast ? void past.push(entry) : take(entry)));
		isPast = false;
		const left = seen ?? past.reduce<LastSeen | undefined>(lastSeenAfter, undefined)?.seen;
		// Who joins a session that others play has seen nothing of it: where it stands is what they need.
		const lastSeen = left ?? (engine.control && !isNew ? past.length : undefined);
		const from = lastSeen === undefined ? -1 : toldAgainFrom(past, lastSeen);
		for (const [index, entry] of past.entries()) {
			isTelling = index >= from || (from > 0 && index === 0);
			if (index === from && from > 0) recap(past, lastSeen ?? 0);
			take(entry);
		}
		isTelling = true;
		return stop;
	}

	function recap(past: readonly JournalEntry[], lastSeen: number) {
		const now = situation();
		if (!now) return;
		const here = {...now, at: view.at};
		const since = digestLines(
			digestSince({seen: lastSeen, upTo: past.length, backAt: now.at}, {entryAt: engine.entryAt, titleOf: titlesIn(past)}),
			now,
		);
		printer.print([blank, ...behindLines(here), blank, ...since, blank, ...whereLines(here)]);
	}

	const unwatch = engine.control?.watch(() => {
		watchControl();
		askSecret();
	});
	unwatchSecrets = engine.secrets?.watch(changed => {
		wanted = changed;
		askSecret();
	});
	/** That it is over is an entry, and told as one. */
	unwatchTrouble = engine.watchTrouble(changed => {
		if (hasEnded) return;
		trouble = changed;
		if (changed) printer.print([blank, line(render(changed.message))]);
		ask();
	});

	printer.onClosed(() => end('outputClosed'));
	if (!hasEnded) stopListening = input.listen({burst: hearBurst, ended: () => end('inputEnded')});
	ask();

	return {
		done: promise,
		interrupt() {
			const now = situation();
			if (!hasEnded && now) act(interrupt(dialogue, now));
		},
		stop(lines) {
			printer.print(lines);
			end('stopped');
		},
	};
}

const joined = (burst: Burst): string =>
	burst
		.map(({text}) => text.trim())
		.filter(Boolean)
		.join(' ');
