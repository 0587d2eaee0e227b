import {spawn, spawnSync} from 'node:child_process';
import {once} from 'node:events';
import {existsSync, readdirSync, readFileSync, statSync, unlinkSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath, pathToFileURL} from 'node:url';
import {build} from 'esbuild';
import {describe, expect, onTestFinished, test} from 'vitest';
import type {Deployment} from '../../src/machines/deployment/deployment.js';
import {type DeploymentLockWish, deploymentLockPath, lockDeployment} from '../../src/storage/deployment-lock.js';
import {hostClock} from '../../src/storage/host-clock.js';
import {startOfProcess} from '../../src/storage/process-life.js';
import {isRefusal} from '../../src/storage/refusal.js';
import {loadDeployment} from '../playing/play.js';
import {accept, temporaryDirectory} from './journal-samples.js';

const since = '2026-11-21T03:00:00.000Z';
const contoso = loadDeployment();
const clock = {...hostClock, wall: () => '2026-11-21T03:10:00.000Z'};
const {host} = hostClock;

const wish = (given: Partial<DeploymentLockWish> = {}): DeploymentLockWish => ({
	deployment: contoso,
	world: 'live',
	session: '0e1f6c1e-9a1d',
	who: 'Karin',
	from: {client: '10.0.0.5', terminal: 'pts/3'},
	clock,
	directory: join(temporaryDirectory(), 'locks'),
	...given,
});

/** What is said of a holder, whoever asks. */
const told = {
	deployment: 'Contoso',
	who: 'Ada',
	since,
	for: {ms: 600_000},
	place: 'ssh',
	client: '10.0.0.7',
	terminal: '',
	session: 'feedbeef',
};

/** Somebody else has it, or had it. */
function heldBy(holder: object | string, given: Partial<DeploymentLockWish> = {}): DeploymentLockWish {
	const wished = wish(given);
	accept(lockDeployment(wished)).release();
	const other = {host, since, session: 'feedbeef-0001', deployment: 'Contoso', who: 'Ada', from: {client: '10.0.0.7'}};
	writeFileSync(deploymentLockPath(wished), typeof holder === 'string' ? holder : JSON.stringify({...other, ...holder}));
	return wished;
}

const deadPid = () => spawnSync(process.execPath, ['-e', '']).pid;

describe('one session at a time works on a deployment', () => {
	test('and the next one is told who does, since when, from where, and in which session', () => {
		const directory = join(temporaryDirectory(), 'locks');
		const early = {...clock, wall: () => since};
		const lock = accept(lockDeployment(wish({directory, who: 'Ada', session: 'feedbeef-0001', from: {client: '10.0.0.7'}, clock: early})));
		expect(lockDeployment(wish({directory}))).toEqual({problem: {id: 'storage.deploymentHeld', args: {...told, pid: process.pid}}});
		expect(statSync(directory).mode & 0o777).toBe(0o700);
		expect(statSync(join(directory, readdirSync(directory)[0] ?? '')).mode & 0o777).toBe(0o600);
		lock.release();
		expect(readdirSync(directory)).toEqual([]);
		accept(lockDeployment(wish({directory}))).release();
	});

	test('on either side of a failover of its store, and however its names are written', () => {
		const {active, standby = ''} = contoso.cms;
		const moved: Deployment = {
			...contoso,
			name: 'Contoso, as captured at four',
			cms: {...contoso.cms, active: standby, standby: active.toUpperCase(), scp: {server: 'sqlbe21.contoso.com', instance: 'rtc'}},
		};
		const lock = accept(lockDeployment(wish()));
		const [before, after] = [wish(), wish({deployment: moved})].map(each => deploymentLockPath({...each, directory: 'x'}));
		expect(after).toBe(before);
		lock.release();
	});

	test('also where the file does not name the standby, and of the pool that is its partner', () => {
		const {standby: _, ...cms} = contoso.cms;
		const silent = {...contoso, cms};
		expect(deploymentLockPath(wish({deployment: silent, directory: 'x'}))).toBe(deploymentLockPath(wish({directory: 'x'})));
		const alone = {...silent, pools: contoso.pools.map(({backupPool, ...pool}) => pool)};
		expect(deploymentLockPath(wish({deployment: alone, directory: 'x'}))).not.toBe(deploymentLockPath(wish({directory: 'x'})));
	});

	test('and a rehearsal never keeps a live session off, nor another deployment', () => {
		const directory = join(temporaryDirectory(), 'locks');
		const other = {...contoso, cms: {...contoso.cms, active: 'lync1.example.com', standby: 'lync2.example.com'}};
		const locks = [wish({directory, world: 'rehearsal'}), wish({directory}), wish({directory, deployment: other})].map(each =>
			accept(lockDeployment(each)),
		);
		for (const lock of locks) lock.release();
	});

	test('and a reason does not break the lock of a process that lives', () => {
		const wished = heldBy({pid: process.pid, startedAt: startOfProcess(process.pid)}, {reason: 'I know better'});
		expect(lockDeployment(wished)).toMatchObject({problem: {id: 'storage.deploymentHeld'}});
		expect(readFileSync(deploymentLockPath(wished), 'utf8')).toContain('Ada');
	});
});

describe('what a dead process left', () => {
	test.each([
		['a process that is gone', () => ({pid: deadPid()})],
		['a number that another process has got since', () => ({pid: process.pid, startedAt: 'another boot/1'})],
	])('is seen by %s, and taken with a reason only, which is written down', (_, holder) => {
		const wished = heldBy(holder());
		expect(lockDeployment(wished)).toEqual({problem: {id: 'storage.deploymentLockDead', args: told}});
		const lock = accept(lockDeployment({...wished, reason: 'the host was rebooted'}));
		const {deployment: _deployment, for: _for, ...holderTold} = told;
		expect(lock.broken).toEqual({id: 'engine.lockBroken', args: {...holderTold, by: 'Karin', reason: 'the host was rebooted', host}});
		lock.release();
		expect(existsSync(deploymentLockPath(wished))).toBe(false);
	});

	test('is free for the session that held it', () => {
		const wished = heldBy({pid: deadPid()}, {session: 'feedbeef-0001'});
		const lock = accept(lockDeployment(wished));
		expect(lock.broken).toBeUndefined();
		lock.release();
	});

	test('on another host cannot be judged: that takes a reason, also for the same session', () => {
		const wished = heldBy({pid: 1, host: 'other'}, {session: 'feedbeef-0001'});
		expect(lockDeployment(wished)).toEqual({problem: {id: 'storage.deploymentHeldElsewhere', args: {...told, host: 'other'}}});
		const lock = accept(lockDeployment({...wished, reason: 'its disk is in my hand'}));
		expect(lock.broken).toMatchObject({id: 'engine.lockBroken', args: {host: 'other'}});
		lock.release();
	});

	test.each([
		'',
		'{',
		'{"pid":7}',
		'null',
		'\u0000',
		JSON.stringify({pid: 7, host, since: 'lately', session: 'x', deployment: 'x', who: 'x', from: {}}),
	])('and is damaged (%j) is not guessed at, and broken in writing', text => {
		const wished = heldBy(text);
		expect(lockDeployment(wished)).toMatchObject({problem: {id: 'storage.deploymentLockUnclear'}});
		const lock = accept(lockDeployment({...wished, reason: 'nobody is here'}));
		expect(lock.broken).toEqual({id: 'engine.lockBrokenUnclear', args: {by: 'Karin', reason: 'nobody is here'}});
		lock.release();
	});

	test('needs no reason where nothing was left, and none is written down then', () => {
		const lock = accept(lockDeployment(wish({reason: 'to be safe'})));
		expect(lock.broken).toBeUndefined();
		lock.release();
	});
});

test('a lock is let go by the one who has it only', () => {
	const wished = wish();
	const lock = accept(lockDeployment(wished));
	writeFileSync(deploymentLockPath(wished), 'somebody else');
	lock.release();
	expect(readFileSync(deploymentLockPath(wished), 'utf8')).toBe('somebody else');
	unlinkSync(deploymentLockPath(wished));
});

test('where no lock can be made, it is said why', () => {
	const directory = join(temporaryDirectory(), 'file');
	writeFileSync(directory, '');
	expect(lockDeployment(wish({directory}))).toMatchObject({problem: {id: 'storage.cannotMakeDirectory'}});
});

describe('of processes that race', () => {
	test.each([
		['for a lock that is free', undefined],
		['for a dead one, each with a reason', 'it crashed'],
	])('one gets it: %s', async (_, reason) => {
		const wished = reason === undefined ? wish() : heldBy({pid: deadPid()});
		const program = join(temporaryDirectory(), 'lock.mjs');
		const source = fileURLToPath(new URL('../../src/storage/deployment-lock.ts', import.meta.url));
		await build({entryPoints: [source], outfile: program, bundle: true, platform: 'node', format: 'esm', logLevel: 'silent'});
		const start = `
			const {lockDeployment} = await import(${JSON.stringify(pathToFileURL(program).href)});
			const {clock, ...wish} = ${JSON.stringify({...wished, ...(reason && {reason})})};
			process.stdin.once('data', () => {
				const result = lockDeployment({...wish, session: 's' + process.pid, clock: {pid: process.pid, host: clock.host, wall: () => new Date().toISOString()}});
				console.log(JSON.stringify(result.problem?.id ?? (result.broken ? 'broke' : 'took')));
			});
			console.log('"ready"');`;
		const racers = Array.from({length: 4}, () => spawn(process.execPath, ['--input-type=module', '-e', start]));
		onTestFinished(() => {
			for (const racer of racers) racer.kill('SIGKILL');
		});
		const said = async (racer: (typeof racers)[number]) => JSON.parse(String((await once(racer.stdout, 'data'))[0])) as string;
		expect(await Promise.all(racers.map(said))).toEqual(racers.map(() => 'ready'));
		const results = racers.map(said);
		for (const racer of racers) racer.stdin.write('go');
		const ends = (await Promise.all(results)).toSorted();
		expect(ends).toEqual([
			...(reason ? ['broke'] : []),
			...racers.slice(1).map(() => 'storage.deploymentHeld'),
			...(reason ? [] : ['took']),
		]);
		expect(readdirSync(wished.directory)).toHaveLength(1);
	});
});

test('a wish that is refused leaves nothing behind', () => {
	const wished = heldBy({pid: process.pid});
	expect(isRefusal(lockDeployment(wished))).toBe(true);
	expect(readdirSync(wished.directory)).toHaveLength(1);
});
