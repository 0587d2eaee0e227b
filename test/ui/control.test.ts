/** Several consoles at one engine, as each of them is told: who acts, who asks, that nothing is heard, and that what is shown is old. */
import {stripVTControlCharacters as plain} from 'node:util';
import {describe, expect, test} from 'vitest';
import type {JournalEntry} from '../../src/machines/journal/journal-entry.js';
import type {ControlView} from '../../src/machines/session/protocol.js';
import {isConfirmation} from '../../src/ui/answering.js';
import type {Effect} from '../../src/ui/console/heard.js';
import type {ConsoleState} from '../../src/ui/console/state.js';
import type {Hold} from '../../src/ui/situation.js';
import type {KeyEvent} from '../../src/ui/terminal/key-events.js';
import {newHeader, playOn} from '../playing/play.js';
import {allKeys, enter, escapeKey, shownAt, typed} from './console/shown.js';
import {choice, field, openFakeSession, ready} from './linear/fake-session.js';

const {header, entries} = playOn(newHeader(), []);
const asked = entries.filter(entry => entry.kind === 'asked' && entry.isWaiting);
const first = asked[0]?.seq ?? 0;
const size = {columns: 80, rows: 24};

const pilar = {who: 'Pilar', from: 'tty2'};
const holder = {...pilar, heldForMs: 252_000, idleForMs: 12_000};
const others: ControlView = {isMine: false, isObserver: false, holder};
const mine: ControlView = {isMine: true, isObserver: false, holder: {...holder, who: 'Ada', from: 'tty1'}};
const asksMe: ControlView = {...mine, asking: {...pilar, isMe: false}};
const idle: ControlView = {...others, holder: {...holder, idleForMs: 60_000}};
const observer: ControlView = {...idle, isObserver: true};

const hold = (control: ControlView, given: Partial<Hold> = {}): Hold => ({silentForMs: 0, behind: 0, control, ...given});
const shown = (given: Hold, seq = first) => shownAt(header, entries, seq, 0, undefined, given);
const top = (given: Hold) =>
	plain(shown(given).frame(size))
		.split('\n')
		.slice(2, 5)
		.map(line => line.trimEnd())
		.join('\n');

describe('at 80×24 the first that is said is', () => {
	test('that somebody else acts, since when, from where, and when they last pressed a key', () => {
		expect(top(hold(others))).toMatchInlineSnapshot(`
			" NOW  It waits for Pilar, who has had control for 4 min 12 s, from tty2; last
			      key 12 s ago: What now. t asks for it.
			      Expected now, not measured: the 20,000 users of pool1 have only calls an…"
		`);
		expect(top(hold({isMine: false, isObserver: false}))).toContain('Nobody has control');
		expect(top(hold(observer))).toContain('You look on. It waits for Pilar');
	});

	test('who asks for control, while it is yours', () => {
		expect(top(hold(asksMe))).toMatchInlineSnapshot(`
			" NOW  Pilar ASKS FOR CONTROL, from tty2. t says yes or no; until then it is
			      yours.
			      Expected now, not measured: the 20,000 users of pool1 have only calls an…"
		`);
	});

	test('that the engine says nothing, before anything else', () => {
		expect(top(hold(asksMe, {silentForMs: 14_000, behind: 9_000}))).toMatchInlineSnapshot(`
			" NOW  NO WORD FROM THE ENGINE for 14 s. What is shown is that old, and nothing
			      that is typed here reaches it.
			      Expected now, not measured: the 20,000 users of pool1 have only calls an…"
		`);
		expect(top(hold(mine, {silentForMs: 12_000}))).toContain('waits for YOU');
	});

	test('that what is shown is old, and how much is on the way', () => {
		expect(top(hold(others, {behind: 7_312}))).toMatchInlineSnapshot(`
			" NOW  CATCHING UP: 7,312 entries are on the way still. What is shown is old.
			      Expected now, not measured: the 20,000 users of pool1 have only calls and
			      messages, on pool2 after a new sign-in; no contacts, no meetings."
		`);
		expect(top(hold(others, {behind: 1}))).toContain('1 entry is on the way');
	});

	test('what it always is, where control is yours and nobody asks', () => {
		const alone = plain(shownAt(header, entries, first).frame(size));
		expect(plain(shown(hold(mine)).frame(size))).toBe(alone);
	});
});

/** Every key, and every key after each of those. */
function effectsOf(screen: ReturnType<typeof shown>, from: ConsoleState = screen.state): readonly Effect[] {
	return allKeys.flatMap(one => {
		const heard = screen.hear(one, from);
		return [...heard.effects, ...allKeys.flatMap(other => screen.hear(other, heard.state).effects)];
	});
}
const sends = ({type}: Effect) => type === 'answer' || type === 'note' || type === 'control';

test('while another console has control no keys answer anything, also not those of a form that was open before', () => {
	for (const {seq} of asked.filter((_, nth) => nth % 5 === 0)) {
		for (const control of [others, idle, observer]) {
			const answers = effectsOf(shown(hold(control), seq)).filter(({type}) => type === 'answer');
			expect(answers, `at entry ${seq}`).toEqual([]);
		}
		const open = shown(hold(mine), seq).state;
		expect(effectsOf(shown(hold(others), seq), open).filter(({type}) => type === 'answer')).toEqual([]);
	}
	const confirming = asked.find((entry: JournalEntry) => entry.kind === 'asked' && entry.choices.some(isConfirmation))?.seq ?? 0;
	const late = shown(hold(others), confirming);
	const left = late.hear(escapeKey, shown(hold(mine), confirming).state);
	expect([left.effects, left.state.dialog, left.state.said?.id]).toEqual([[], undefined, 'key.control.notYours']);
});

test('to an engine that says nothing nothing is sent, and a note is kept until it can be', () => {
	const silent = shown(hold(mine, {silentForMs: 14_000}));
	expect(effectsOf(silent).filter(sends)).toEqual([]);
	const {state} = press(silent, silent.state, ...typed('nup'), enter);
	const unsent = silent.hear(enter, state);
	expect([unsent.effects, unsent.state.said?.id, unsent.state.dialog]).toEqual([[], 'key.dead.silent', state.dialog]);
	expect(shown(hold(mine)).hear(enter, unsent.state).effects).toEqual([{type: 'note', text: 'up'}]);
});

describe('t on the full screen', () => {
	const t = typed('t');
	const saidBy = (control: ControlView) => {
		const screen = shown(hold(control));
		return press(screen, screen.state, ...t).state.said?.id;
	};

	test('says why it is dead: in one process, for who looks on, for who has control and is asked by nobody', () => {
		const alone = shownAt(header, entries, first);
		expect(press(alone, alone.state, ...t).state.said?.id).toBe('key.dead.oneProcess');
		expect([saidBy(observer), saidBy(mine)]).toEqual(['key.control.observer', 'key.control.mine']);
	});

	test('asks for control after a y, and any other key is no', () => {
		const screen = shown(hold(others));
		const {state} = press(screen, screen.state, ...t);
		expect(plain(screen.frame(size, state))).toContain('Pilar has control, from tty2, and pressed a key 12 s ago. Ask for it?');
		expect(press(screen, state, ...typed('y')).effects).toEqual([{type: 'control', act: 'ask'}]);
		for (const other of [enter, escapeKey, ...typed('n')]) expect(press(screen, state, other).effects).toEqual([]);
	});

	test('gives it after a y, and any other key keeps it', () => {
		const screen = shown(hold(asksMe));
		const {state} = press(screen, screen.state, ...t);
		expect(plain(screen.frame(size, state))).toContain('Pilar asks for control, from tty2. Give it to them?');
		expect(press(screen, state, ...typed('y')).effects).toEqual([{type: 'control', act: 'give'}]);
		for (const other of [enter, escapeKey, ...typed('n')])
			expect(press(screen, state, other).effects).toEqual([{type: 'control', act: 'keep'}]);
	});

	test('takes it after a minute without a key, with a reason and not without one', () => {
		const screen = shown(hold(idle));
		const {state} = press(screen, screen.state, ...t);
		expect(plain(screen.frame(size, state)).replace(/\s+/g, ' ')).toContain('has pressed no key for 1 min');
		expect(press(screen, state, enter)).toMatchObject({effects: [], state: {dialog: {problem: {id: 'form.fieldNeeded'}}}});
		expect(press(screen, state, ...typed('y it'), escapeKey).effects).toEqual([]);
		expect(press(screen, state, ...typed('Pilar is gone'), enter).effects).toEqual([
			{type: 'control', act: 'take', reason: 'Pilar is gone'},
		]);
	});
});

describe('t at the linear console', () => {
	const open = async (control: ControlView, prompt = 'REHEARSAL>') => {
		const session = openFakeSession({isApart: true});
		await session.reads('What now');
		session.hasControl(control);
		session.write({kind: 'asked', ...ready});
		await session.reads(prompt);
		return session;
	};

	test('asks for control, and takes it with a reason once it may', async () => {
		const session = await open(others);
		session.type('t\n');
		await session.reads('Asked. Pilar sees it');
		session.hasControl(idle);
		session.type('t\n');
		await session.reads('that is recorded');
		session.type('t Pilar is gone\n');
		session.type('w\n');
		await session.reads('NOW:');
		expect(session.controlActs).toEqual(['ask', 'take: Pilar is gone']);
		expect(session.sent).toEqual([]);
	});

	test('gives it or keeps it; who asks is said once, and unasked', async () => {
		const session = await open(mine, 'REHEARSAL 1-3>');
		session.type('t\n');
		await session.reads('Control is yours, and nobody asks for it.');
		session.hasControl(asksMe);
		await session.reads('Pilar asks for control, from tty2. Type “t yes” to give it, “t no” to keep it.');
		session.hasControl(asksMe);
		session.type('t no\nt yes\n');
		session.type('t\n');
		await session.reads('Pilar asks for control');
		expect(session.controlActs).toEqual(['keep', 'give']);
		expect(session.text().match(/Pilar asks for control/g)).toHaveLength(2);
	});

	test('says that who looks on only looks on, and that in one process there is nobody else', async () => {
		const session = await open(observer);
		session.type('t\n');
		await session.reads('This console only looks on.');
		session.type('n hello\n');
		await session.reads('This console only looks on.');
		const alone = openFakeSession({past: [{kind: 'asked', ...ready}]});
		await alone.reads('REHEARSAL 1-3>');
		alone.type('t\nt now\nw\n');
		await alone.reads('NOW:');
		expect([session.controlActs, session.sent, alone.sent]).toEqual([[], [], []]);
	});
});

test('at the linear console nothing is answered while somebody else has control, also not what was begun before', async () => {
	const session = openFakeSession({isApart: true});
	await session.reads('What now');
	session.hasControl(mine);
	session.write({kind: 'asked', ...ready, choices: [choice('skip', [field('reason', 'reason')]), choice('abort')]});
	await session.reads('REHEARSAL 1-2>');
	session.type('1\n');
	await session.reads('REHEARSAL>');
	session.hasControl(others);
	session.type('it is done elsewhere\n');
	await session.reads('Pilar has control, from tty2: only they answer.');
	session.type('1\n');
	await session.reads('Pilar has control, from tty2: only they answer.');
	session.hasControl(mine);
	session.isSilentFor(14_000);
	session.type('n both feeds are down\n');
	await session.reads('Nothing was sent: the engine has said nothing for 14 s.');
	expect(session.sent).toEqual([]);
});

function press(screen: ReturnType<typeof shown>, from: ConsoleState, ...keys: readonly KeyEvent[]) {
	let state = from;
	let effects: readonly Effect[] = [];
	for (const each of keys) ({state, effects} = screen.hear(each, state));
	return {state, effects};
}
