import {afterEach, expect, test, vi} from 'vitest';
import {createClock} from '../../../src/adapters/mock/clock.js';
import {createPace, type Pace, type Speed} from '../../../src/adapters/mock/pace.js';
import {createRehearsal} from '../../../src/adapters/mock/rehearsal.js';
import {contoso, siteDark} from './contoso.js';

const paces: Pace[] = [];
afterEach(() => {
	for (const pace of paces.splice(0)) {
		pace.stop();
	}
});
const paced = (clock: ReturnType<typeof createClock>, speed: () => Speed) => {
	const pace = createPace(clock, speed);
	paces.push(pace);
	return pace;
};

test('things happen by time, the world before the console, then in order', () => {
	const clock = createClock();
	const seen: string[] = [];
	clock.after(10, () => seen.push('console 1'));
	clock.after(10, () => seen.push('world 1'), 'world');
	clock.after(5, () => seen.push('early'));
	clock.after(10, () => seen.push('console 2'));
	clock.after(10, () => seen.push('world 2'), 'world');
	const cancel = clock.after(7, () => seen.push('never'));
	cancel();
	while (clock.advance()) {}
	expect(seen).toEqual(['early', 'world 1', 'world 2', 'console 1', 'console 2']);
	expect(clock.now()).toBe(10);
});

test('many things in any order come out in order', () => {
	const clock = createClock();
	const seen: number[] = [];
	for (let i = 0; i < 2_000; i++) {
		const at = (i * 7_919) % 2_003;
		clock.after(at, () => seen.push(at));
	}
	clock.runTo(5_000);
	expect(seen).toEqual([...seen].sort((a, b) => a - b));
	expect([seen.length, clock.now(), clock.advance()]).toEqual([2_000, 5_000, false]);
});

test('while real work is outstanding, time stands still', () => {
	const clock = createClock();
	const go = vi.fn();
	clock.after(1, go);
	clock.hold();
	clock.hold();
	expect(clock.advance()).toBe(false);
	clock.release();
	expect([clock.advance(), clock.isHeld()]).toEqual([false, true]);
	clock.release();
	expect([clock.advance(), go.mock.calls.length]).toEqual([true, 1]);
});

test('time that passes never reaches the next thing before that happens', () => {
	const clock = createClock();
	clock.after(100, () => {});
	clock.moveTo(50.7);
	expect(clock.now()).toBe(50);
	clock.moveTo(500);
	expect(clock.now()).toBe(99);
	clock.moveTo(10);
	expect(clock.now()).toBe(99);
});

test('as fast as it can, an hour passes at once, and what is queued later wakes it', async () => {
	const clock = createClock();
	paced(clock, () => 'max');
	await new Promise<void>(done => {
		let left = 1_000;
		const next = () => (--left > 0 ? void clock.after(3_600, next) : done());
		clock.after(3_600, next);
	});
	expect(clock.now()).toBe(3_600_000);
	await new Promise<void>(done => void clock.after(5, done));
	expect(clock.now()).toBe(3_600_005);
});

test('at a hundred times real time, ten seconds take a tenth of one', async () => {
	const clock = createClock();
	paced(clock, () => 100);
	const began = performance.now();
	await new Promise<void>(done => void clock.after(10_000, done));
	expect(performance.now() - began).toBeGreaterThanOrEqual(95);
	expect(clock.now()).toBe(10_000);
});

test('between two things time passes as it does in reality', async () => {
	const clock = createClock();
	const pace = paced(clock, () => 1000);
	clock.after(3_600_000, () => {});
	await new Promise(done => setTimeout(done, 20));
	pace.catchUp();
	expect(clock.now()).toBeGreaterThanOrEqual(19_000);
	clock.hold();
	const held = clock.now();
	await new Promise(done => setTimeout(done, 20));
	pace.catchUp();
	expect(clock.now()).toBe(held);
	clock.release();
	pace.catchUp();
	expect(clock.now() - held).toBeLessThan(15_000);
});

test('a speed that drops is taken at the next event', async () => {
	const clock = createClock();
	let speed: Speed = 'max';
	paced(clock, () => speed);
	const go = vi.fn();
	await new Promise<void>(done => {
		clock.after(1_000, () => {
			speed = 1;
			done();
		});
		clock.after(100_000, go);
	});
	await new Promise(done => setTimeout(done, 30));
	expect(go).not.toHaveBeenCalled();
	expect(clock.now()).toBeLessThan(2_000);
});

test('a stopped pace moves nothing any more', async () => {
	const clock = createClock();
	const go = vi.fn();
	const pace = paced(clock, () => 'max');
	clock.after(1, go);
	pace.stop();
	clock.after(1, go);
	await new Promise(done => setTimeout(done, 20));
	expect(go).not.toHaveBeenCalled();
});

test('a rehearsal with a speed answers by itself, never before the question has been put', async () => {
	const rehearsal = createRehearsal({deployment: contoso, scenario: siteDark, seed: 1, hitPool: 'pool1.contoso.com', speed: () => 'max'});
	let isAsked = false;
	const end = await new Promise(done => {
		rehearsal.backend.ask(
			'a',
			{probe: 'tcp', to: 'pool2.contoso.com', port: 5061},
			{
				stream: () => {},
				ended: answer => done([isAsked, answer]),
			},
		);
		isAsked = true;
	});
	rehearsal.pace?.stop();
	expect(end).toEqual([true, {ok: true, output: 'open'}]);
});
