/**
 * Consoles and the engine that outlives them, as operators have them: real pseudo-terminals, and a process of its own that goes on, or is
 * killed, in the middle of a pool failover.
 */
import {readdirSync} from 'node:fs';
import {join} from 'node:path';
import {setTimeout as wait} from 'node:timers/promises';
import {beforeAll, expect, test} from 'vitest';
import {changesState} from '../src/machines/ask.js';
import type {JournalEntry} from '../src/machines/journal/journal-entry.js';
import {livingEngine} from '../src/storage/engine-file.js';
import {readRecording} from '../src/storage/recording.js';
import {isRefusal} from '../src/storage/refusal.js';
import {firstQuestion} from './console/drill.js';
import {answerUntil} from './console/operator.js';
import {buildConsole, openTerminal, type Terminal} from './console/terminal.js';

beforeAll(buildConsole);

/** The call takes four seconds. */
const drill = (...words: readonly string[]) => openTerminal(['drill', 'site-dark', '--speed', '120', ...words]);
/** The call goes on where it runs, though nobody listens any more, and its end can be found. */
const goesOnUnheard = ['--seed', '93'];
const open = (words: readonly string[], home: string) => openTerminal(words, {home});
const failover = 'Invoke-CsPoolFailOver';
const isRunning = 'Step 8 of 12 has been running for';

const recordingOf = (home: string) => {
	const [name = ''] = readdirSync(join(home, 'recordings')).filter(each => each.endsWith('.jsonl'));
	return join(home, 'recordings', name);
};

function journalOf(home: string): readonly JournalEntry[] {
	const recording = readRecording(recordingOf(home));
	if (isRefusal(recording)) throw new Error(recording.problem.id);
	return recording.entries;
}

const callsOf = (entries: readonly JournalEntry[], cmdlet: string) =>
	entries.filter(entry => entry.kind === 'callBegan' && changesState(entry.what) && entry.what.name === cmdlet);

/** Waits for what nobody shows: the journal of an engine that nobody is attached to. */
async function written(home: string, is: (entries: readonly JournalEntry[]) => boolean): Promise<readonly JournalEntry[]> {
	for (;;) {
		const entries = journalOf(home);
		if (is(entries)) return entries;
		await wait(20);
	}
}

/** To the end of the failover, and no failback. */
async function finish(terminal: Terminal): Promise<void> {
	await answerUntil(terminal, 'The run has ended: done');
	await terminal.shows(firstQuestion);
	terminal.press('x');
	await terminal.shows('y does it');
	terminal.press('y');
	await terminal.shows('The session is closed: DONE.');
	terminal.press('q');
	expect(await terminal.ended()).toBe(0);
}

/** What happened and what was decided: neither when, nor how often it was looked in between, nor who was attached. */
const storyOf = (entries: readonly JournalEntry[]) => entries.flatMap(entry => partOf(entry) ?? []);

function partOf(entry: JournalEntry): readonly unknown[] | undefined {
	switch (entry.kind) {
		case 'runBegan':
		case 'stepBegan':
		case 'sealed': {
			const {seq: _, at: __, ...rest} = entry;
			return [rest];
		}
		case 'asked':
			return entry.isWaiting ? [['asked', entry.question, entry.choices.map(({id}) => id)]] : undefined;
		case 'decision':
			return [['decided', entry.step, entry.choice, entry.fields]];
		case 'callBegan':
			return changesState(entry.what) ? [['began', entry.what]] : undefined;
		case 'callEnded':
			return entry.changes ? [['ended', entry.end]] : undefined;
		case 'stepEnded':
			return [['step ended', entry.step, entry.end.kind]];
		case 'debtOpened':
			return [['owed', entry.debt.id]];
		case 'runEnded':
			return [['run ended', entry.outcome]];
		default:
			return undefined;
	}
}

const hasEnded = (entries: readonly JournalEntry[]) =>
	entries.some(entry => entry.kind === 'callEnded' && entry.changes && entry.call.startsWith('poolFailover/failingOverUsers/'));

test('a pool failover goes on when the window is closed, is found again, and its journal is that of a failover that nobody left', async () => {
	const terminal = drill();
	await answerUntil(terminal, isRunning);
	terminal.closeWindow();
	await terminal.ended();
	const meanwhile = await written(terminal.home, hasEnded);
	const leftAt = meanwhile.findIndex(entry => entry.kind === 'engine' && entry.event === 'left');
	expect(leftAt).toBeGreaterThan(0);
	expect(hasEnded(meanwhile.slice(0, leftAt))).toBe(false);

	const again = open(['resume'], terminal.home);
	await again.shows(/Since you left at \d\d:\d\d:\d\d, .* ago/);
	await again.shows(`${failover} pool1 ended after`);
	again.press(' ');
	await again.hides('Since you left');
	await finish(again);
	expect(callsOf(journalOf(again.home), failover)).toHaveLength(1);

	const undisturbed = openTerminal(['drill', 'site-dark', '--speed', 'max']);
	await finish(undisturbed);
	expect(storyOf(journalOf(again.home))).toEqual(storyOf(journalOf(undisturbed.home)));
});

test('an engine that is killed during a pool failover is replaced, and what it did is found out: it is not called again', async () => {
	const terminal = drill(...goesOnUnheard);
	await terminal.shows(firstQuestion);
	const observer = open(['observe'], terminal.home);
	await terminal.shows('looks on, from');
	await answerUntil(terminal, isRunning);
	await observer.shows(isRunning);
	const dead = livingEngine(recordingOf(terminal.home))?.pid ?? 0;
	process.kill(dead, 'SIGKILL');
	for (const console of [terminal, observer]) {
		await console.shows('The engine died and was replaced. What was running is looked at first.');
		await console.shows('OUTCOME UNKNOWN');
		console.press(' ');
		await console.hides('Since you left');
	}
	expect(livingEngine(recordingOf(terminal.home))?.pid).not.toBe(dead);

	await finish(terminal);
	await observer.shows('The session is closed: DONE.');
	const entries = journalOf(terminal.home);
	expect(callsOf(entries, failover)).toHaveLength(1);
	expect(entries.filter(entry => entry.kind === 'engine' && entry.event === 'resumed')).toHaveLength(1);
	expect(entries).toContainEqual(expect.objectContaining({kind: 'stepMoved', step: 'poolFailover/failingOverUsers', to: 'unknown'}));

	const verified = open(['verify', recordingOf(terminal.home)], terminal.home);
	expect(await verified.ended()).toBe(0);
	expect(verified.screen()).toContain(', sealed.');
	const replayed = openTerminal(['replay', recordingOf(terminal.home), '--print'], {home: terminal.home, columns: 120, rows: 60});
	expect(await replayed.ended()).toBe(0);
	expect(replayed.screen()).toContain('The session is closed: DONE.');
});

/** Without the clocks, the sentence that says who acts, and the keys. */
const panesOf = (screen: string) =>
	screen
		.trimEnd()
		.split('\n')
		.slice(
			screen.split('\n').findIndex(row => row.startsWith('─ 1 Now')),
			-1,
		)
		.join('\n')
		.replace(/for [\d minhs]+\./, 'for so long.');

test('an observer sees what the operator sees, and who acts; nothing is done by its keys', async () => {
	const terminal = drill();
	await terminal.shows(firstQuestion);
	const observer = open(['observe'], terminal.home);
	await terminal.shows('looks on, from');
	const seesTheSame = () => observer.shows(text => panesOf(text) === panesOf(terminal.screen()));
	await observer.shows(/You look on\. It waits for \S+, who has had control for/);
	await seesTheSame();
	await answerUntil(terminal, isRunning);
	await seesTheSame();
	for (const key of ['\r', 'x', 'n']) observer.press(key);
	await observer.shows('This console only looks on.');
	expect(observer.screen()).not.toContain('y does it');
	observer.press('q');
	await observer.shows('Leave?');
	observer.press('y');
	expect(await observer.ended()).toBe(5);
	await terminal.shows(/has been (running|waiting) for/);
});
