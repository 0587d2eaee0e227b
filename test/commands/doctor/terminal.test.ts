/** What doctor says of the terminal: what the console will make of it, and what to do where that is not much. */
import {expect, test} from 'vitest';
import {openDesk} from '../../../src/commands/desk.js';
import {judgeTerminal, type TerminalFacts, terminal} from '../../../src/commands/doctor/terminal.js';
import {doctor} from '../../../src/commands/doctor.js';
import {fakeStreams, temporaryHome} from '../fake-streams.js';

const usual: TerminalFacts = {
	...{isTerminal: true, size: {columns: 120, rows: 40}, platform: 'linux', multiplexer: undefined},
	environment: {TERM: 'xterm-256color', COLORTERM: 'truecolor', LANG: 'en_GB.UTF-8'},
};

test('a pipe is neither good nor bad: nothing is known of the terminal', () => {
	expect(judgeTerminal({...usual, isTerminal: false})).toMatchObject({
		...{state: 'unknown', evidence: [{id: 'doctor.terminal.none'}], remedy: {id: 'doctor.terminal.look'}},
	});
});

test('a usual one is well, with what that rests on', () => {
	expect(judgeTerminal(usual)).toEqual({
		state: 'ok',
		evidence: [
			{id: 'doctor.terminal.size', args: {columns: 120, rows: 40, shown: 'side', needColumns: 60, needRows: 15}},
			{id: 'doctor.terminal.colors', args: {has: 'yes', set: ['COLORTERM=truecolor', 'TERM=xterm-256color'], count: 2}},
			{id: 'doctor.terminal.signs', args: {signs: 'unicode', set: ['LANG=en_GB.UTF-8'], count: 1}},
			{id: 'doctor.terminal.within', args: {name: 'none'}},
		],
	});
});

test.each([
	[{columns: 80, rows: 24}, 'ok', 'tabs'],
	[{columns: 79, rows: 24}, 'warning', 'tabs'],
	[{columns: 200, rows: 23}, 'warning', 'tabs'],
	[{columns: 59, rows: 24}, 'warning', 'tooSmall'],
] as const)('of %j it is said what the console does then', (size, state, shown) => {
	const finding = judgeTerminal({...usual, size});
	expect(finding).toMatchObject({state, evidence: [{args: {shown}}, {}, {}, {}]});
	expect(finding.remedy === undefined).toBe(state === 'ok');
});

test.each([
	['no colours', {NO_COLOR: '1'}, 'linux', 1, {has: 'no', set: ['NO_COLOR=1', 'COLORTERM=truecolor', 'TERM=xterm-256color']}],
	['ASCII only', {LC_ALL: 'C'}, 'linux', 2, {signs: 'ascii', set: ['LC_ALL=C', 'LANG=en_GB.UTF-8']}],
	['whatever chcp says', {TERM: undefined, LANG: undefined}, 'win32', 2, {signs: 'windows', set: []}],
] as const)('%s is no fault, and is said with what decided it', (_, environment, platform, line, args) => {
	const {state, evidence} = judgeTerminal({...usual, environment: {...usual.environment, ...environment}, platform});
	expect(state).toBe('ok');
	expect(evidence[line]).toMatchObject({args});
});

test('one that shows no full screen has the linear console, which may be what is wanted', () => {
	expect(judgeTerminal({...usual, environment: {TERM: 'dumb'}, multiplexer: 'tmux'})).toMatchObject({
		state: 'warning',
		evidence: [{args: {set: ['TERM=dumb']}}, {args: {name: 'tmux'}}],
		remedy: {id: 'doctor.terminal.name'},
	});
});

test('it is looked at where doctor is run, and told in words', async () => {
	const {streams, said} = fakeStreams(temporaryHome(), {isTTY: true});
	const environment = {...streams.environment, TERM: 'vt220', LC_ALL: 'C\x1b[2J'};
	Object.assign(streams.stdout, {columns: 100, rows: 20});
	await doctor(openDesk({...streams, environment}), {json: true}, [terminal]);
	const {checks} = JSON.parse(said.stdout) as {checks: {evidence: readonly string[]; remedy: string}[]};
	expect(checks[0]).toMatchObject({state: 'warning', title: 'The terminal shows the console'});
	expect(checks[0]?.evidence.slice(0, 2)).toEqual([
		'100×20: one pane at a time, behind tabs.',
		'No colours are shown; all that they say is in words too (TERM=vt220).',
	]);
	expect(checks[0]?.evidence[2]).toMatch(/^The locale has ASCII only \(LC_ALL=C.*\)\. The full screen asks the terminal itself/);
	expect(checks[0]?.evidence.join()).not.toContain('\x1b');
	expect(checks[0]?.remedy).toMatch(/^Make it 80×24 or larger/);
});
