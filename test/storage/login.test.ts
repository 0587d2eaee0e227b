/** Which login a process belongs to decides what its end ends; read wrongly, doctor would prove what is not so. */
import {describe, expect, test} from 'vitest';
import {loginOf, multiplexerOf, type Processes} from '../../src/storage/login.js';
import type {Stat} from '../../src/storage/process-life.js';

type Given = readonly [pid: number, name: string, parent: number, session: number, group?: string];

const machine = (given: readonly Given[]): Processes => ({
	statOf(pid): Stat | undefined {
		const found = given.find(([number]) => number === pid);
		return found && {name: found[1], state: 'S', startedAt: `boot/${pid}`, parent: found[2], session: found[3]};
	},
	groupOf: pid => given.find(([number]) => number === pid)?.[4] ?? '',
});
const scope = '0::/user.slice/user-1000.slice/session-3.scope\n';
const manager = '0::/user.slice/user-1000.slice/user@1000.service/app.slice/tmux.scope\n';

describe('a login', () => {
	test('over SSH is a scope of logind, and ends with the process that keeps the connection', () => {
		const processes = machine([
			[500, 'sshd', 1, 500, '0::/system.slice/ssh.service\n'],
			[600, 'sshd-session', 500, 600, scope],
			[610, 'sshd-session', 600, 600, scope],
			[620, 'bash', 610, 620, scope],
			[700, 'node', 620, 620, scope],
		]);
		expect(loginOf(700, processes)).toEqual({kind: 'scope', name: 'session-3.scope', leader: {pid: 600, startedAt: 'boot/600'}});
	});

	test('with the older control groups is found too', () => {
		const old = '9:name=systemd:/user.slice/user-0.slice/session-c1.scope\n0::/\n';
		const processes = machine([
			[600, 'login', 1, 600, old],
			[700, 'node', 600, 600, old],
		]);
		expect(loginOf(700, processes)).toMatchObject({kind: 'scope', name: 'session-c1.scope', leader: {pid: 600}});
	});

	test('within tmux has no end that can be told: tmux stays', () => {
		const within = (group: string) =>
			machine([
				[300, 'tmux: server', 1, 300, group],
				[310, 'bash', 300, 310, group],
				[700, 'node', 310, 310, group],
			]);
		expect(loginOf(700, within(scope))).toEqual({kind: 'scope', name: 'session-3.scope'});
		expect(loginOf(700, within(''))).toEqual({kind: 'terminal', name: 'bash'});
		expect(multiplexerOf(700, {}, within(''))).toBe('tmux');
	});

	test('is in tmux or screen as its processes say, else as they say it themselves', () => {
		const plain = machine([[700, 'node', 1, 700]]);
		expect(multiplexerOf(700, {}, plain)).toBeUndefined();
		expect(multiplexerOf(700, {TMUX: '/tmp/tmux-0/default,1,0'}, plain)).toBe('tmux');
		expect(multiplexerOf(700, {STY: '1.tty'}, machine([]))).toBe('screen');
		const inside = machine([
			[600, 'SCREEN', 1, 600],
			[700, 'node', 600, 700],
		]);
		expect(multiplexerOf(700, {TMUX: 'of another'}, inside)).toBe('screen');
	});

	test('of what systemd runs for the account ends with its manager', () => {
		const processes = machine([
			[900, 'systemd', 1, 900, '0::/user.slice/user-1000.slice/user@1000.service/init.scope\n'],
			[310, 'bash', 900, 310, manager],
			[700, 'node', 310, 310, manager],
		]);
		expect(loginOf(700, processes)).toEqual({kind: 'manager', name: 'user@1000.service', leader: {pid: 900, startedAt: 'boot/900'}});
	});

	test('without logind ends with the shell of the terminal', () => {
		const processes = machine([
			[20, 'sshd', 1, 20],
			[30, 'bash', 20, 30],
			[40, 'npm', 30, 30],
			[700, 'node', 40, 30],
		]);
		expect(loginOf(700, processes)).toEqual({kind: 'terminal', name: 'bash', leader: {pid: 30, startedAt: 'boot/30'}});
	});

	test('of a process that leads itself, or of which nothing is known, has no end that can be told', () => {
		expect(loginOf(700, machine([[700, 'node', 1, 700]]))).toEqual({kind: 'terminal', name: 'node'});
		expect(loginOf(700, machine([]))).toEqual({kind: 'terminal', name: '-'});
		const circle = machine([
			[700, 'node', 701, 9],
			[701, 'a', 700, 9],
		]);
		expect(loginOf(700, circle)).toMatchObject({kind: 'terminal'});
	});

	test('is found for this process, whatever it is', () => {
		expect(['scope', 'manager', 'terminal']).toContain(loginOf(process.pid).kind);
	});
});
