/**
 * The console as an operator has it: the built bundle in a real pseudo-terminal of 80×24. Stories, few of them; every one waits for
 * what is on the screen.
 */
import {execFileSync} from 'node:child_process';
import {mkdtempSync, readdirSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {type IPty, spawn} from '@lydell/node-pty';
import xterm from '@xterm/headless';
import {beforeAll, expect, onTestFinished, test} from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const bin = join(root, 'bin/switchback.js');

beforeAll(() => {
	execFileSync(process.execPath, [join(root, 'scripts/build.js')]);
});

test('two answers after the start, the dead site is being played', async () => {
	const console = open(['--linear']);
	await console.shows('1  Rehearse');
	console.type('1');
	await console.shows('1  site-dark');
	console.type('1');
	await console.shows('REHEARSAL  Redmond goes dark');
	await console.shows('1  Fail over the users of pool1.contoso.com (recommended)');
	console.type('q');
	await console.shows('REHEARSAL y/n>');
	console.type('y');
	expect(await console.ended()).toBe(5);
});

test('a drill is played to its end by what can be read, and its recording is sealed', async () => {
	const console = open(['drill', 'site-dark', '--speed', 'max']);
	expect(await play(console)).toBe(0);
	expect(console.text()).toContain('The session is closed: DONE.');
	// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
	expect(console.text()).not.toMatch(/[\u0000-\u0007\u000b\u000c\u000e-\u001f\u007f-\u009f]/);
	const [recording = ''] = readdirSync(join(console.home, 'recordings')).filter(name => name.endsWith('.jsonl'));
	const verified = open(['verify', join(console.home, 'recordings', recording)], console.home);
	await verified.shows(', sealed.');
	expect(await verified.ended()).toBe(0);
}, 60_000);

test('Ctrl-C asks, and what is left can be gone on with', async () => {
	const console = open(['drill']);
	await console.shows('REHEARSAL 1-2>');
	console.press('\u0003');
	await console.shows('Leave this console?');
	console.type('n');
	await console.shows('You stay.');
	await console.shows('REHEARSAL 1-2>');
	console.press('\u0004');
	await console.shows('The input has ended.');
	expect(await console.ended()).toBe(5);

	const again = open(['resume'], console.home);
	await again.shows('of the journal');
	await again.shows('REHEARSAL 1-2>');
	again.press('\u0003');
	await again.shows('REHEARSAL y/n>');
	again.type('y');
	expect(await again.ended()).toBe(5);
});

test('a running cmdlet survives Ctrl-C, and a terminal that is closed', async () => {
	const console = open(['drill', '--speed', '60']);
	await answerUntil(console, 'Invoke-CsManagementServerFailover began');
	console.press('\u0003');
	await console.shows('Ctrl-C stops nothing here.');
	console.close();
	await console.ended();

	const again = open(['resume', '--speed', '600'], console.home);
	await again.shows('OUTCOME UNKNOWN');
	again.press('\u0004');
	expect(await again.ended()).toBe(5);
});

test('typed ahead, nothing is confirmed', async () => {
	const console = open(['drill', '--speed', '600']);
	await answerUntil(console, 'READY. The active master');
	await console.shows('REHEARSAL 1-3>');
	console.press('1\r1\rpool2\r');
	await console.shows('was typed before this was asked');
	await console.shows('REHEARSAL>');
	console.press('\u0003');
	await console.shows('REHEARSAL 1-3>');
	expect(console.text()).not.toContain('Invoke-CsManagementServerFailover began');
});

type Console = ReturnType<typeof open>;

function open(words: readonly string[], home: string = temporaryHome()) {
	const {CI: _, ...environment} = process.env;
	const pty: IPty = spawn(process.execPath, [bin, ...words], {
		cols: 80,
		rows: 24,
		name: 'xterm-256color',
		cwd: root,
		env: {...environment, SWITCHBACK_HOME: home, NODE_ENV: 'production'} as Record<string, string>,
	});
	const terminal = new xterm.Terminal({cols: 80, rows: 24, scrollback: 10_000, allowProposedApi: true});
	const checks = new Set<() => void>();
	const {promise: ended, resolve} = Promise.withResolvers<number>();
	let raw = '';
	let from = 0;
	pty.onData(data => {
		raw += data;
		// What was printed has to arrive on a screen too.
		terminal.write(data, () => {
			for (const check of checks) check();
		});
	});
	pty.onExit(({exitCode}) => resolve(exitCode));
	let isOver = false;
	void ended.then(() => {
		isOver = true;
	});
	onTestFinished(() => {
		if (!isOver) pty.kill('SIGKILL');
		terminal.dispose();
	});

	/** Everything on the screen and above it, with what the terminal broke put together again. */
	const screen = () => {
		const {buffer} = terminal;
		let text = '';
		for (let index = 0; index < buffer.active.length; index++) {
			const line = buffer.active.getLine(index);
			text += `${line?.isWrapped ? '' : '\n'}${line?.translateToString(!buffer.active.getLine(index + 1)?.isWrapped) ?? ''}`;
		}
		return text;
	};
	/** The first of these that is on the screen, after what was found before. */
	const showsOne = (...wanted: readonly string[]) =>
		new Promise<string>(found => {
			const check = () => {
				const text = screen();
				const [first] = wanted
					.map(words => ({words, at: text.indexOf(words, from)}))
					.filter(({at}) => at >= 0)
					.sort((a, b) => a.at - b.at);
				if (!first) return;
				checks.delete(check);
				from = first.at + first.words.length;
				found(first.words);
			};
			checks.add(check);
			check();
		});
	return {
		home,
		showsOne,
		shows: (words: string) => showsOne(words),
		press: (keys: string) => pty.write(keys),
		type: (words: string) => pty.write(`${words}\r`),
		close: () => pty.kill('SIGHUP'),
		ended: () => ended,
		text: () => raw,
		screen,
		isOver: () => isOver,
	};
}

function temporaryHome(): string {
	const home = mkdtempSync(join(tmpdir(), 'switchback-'));
	onTestFinished(() => rmSync(home, {recursive: true, force: true}));
	return home;
}

/** What somebody types who has read the briefing and the lines above, by the beginning of what is asked. */
const fields: readonly (readonly [asked: string, typed: (screen: string) => string])[] = [
	['Who decides', () => 'Karin Brandt'],
	['For how many minutes the outage has lasted', () => '12'],
	['Ticket', () => ''],
	['Person who saw', () => 'Aoife Byrne'],
	['Second witness', () => 'Petra Lindqvist'],
	['Who keeps', () => 'Luis Ortega'],
	['Loss that the decider accepts', () => '99'],
	['Whose users are moved', () => 'pool1.contoso.com'],
	['First name in the line Changes', screen => /Changes: ([\w-]+)/.exec(screen.slice(screen.lastIndexOf('Changes: ')))?.[1] ?? ''],
	['Reason, or the error', () => 'as rehearsed'],
	['Who saw a client', () => 'Aoife Byrne'],
];

/** Answers as recommended until the session ends. */
async function play(console: Console): Promise<number> {
	await answerUntil(console, 'The session is closed');
	return console.ended();
}

async function answerUntil(console: Console, end: string): Promise<void> {
	for (;;) {
		const found = await console.showsOne(end, 'REHEARSAL 1-', 'REHEARSAL>');
		if (found === end) return;
		const screen = console.screen();
		if (found === 'REHEARSAL 1-') {
			const question = screen.slice(screen.lastIndexOf('\n\n', screen.lastIndexOf('REHEARSAL 1-')));
			// A checklist in another tool stays owed; else what is recommended.
			const later = /^ {2}(\d) {2}Leave it for later/m.exec(question)?.[1];
			console.type(later ?? /^ {2}(\d) {2}.*(?:\n {5}.*)*\(recommended\)/m.exec(question)?.[1] ?? '1');
		} else {
			const last = fields.map(([asked, typed]) => ({typed, at: screen.lastIndexOf(`\n${asked}`)})).sort((a, b) => b.at - a.at)[0];
			console.type(last?.typed(screen) ?? '');
		}
	}
}
