/** Consoles that open, die, come back, give reasons and let go of what is not theirs: never two at work on one deployment. */
import {spawnSync} from 'node:child_process';
import {existsSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from 'vitest';
import type {Deployment} from '../../../src/machines/deployment/deployment.js';
import {type DeploymentLockWish, deploymentLockPath, lockDeployment} from '../../../src/storage/deployment-lock.js';
import {hostClock} from '../../../src/storage/host-clock.js';
import {isRefusal} from '../../../src/storage/refusal.js';
import {loadDeployment} from '../../playing/play.js';
import {chance} from '../../simulation/random-operator.js';
import {temporaryDirectory} from '../../storage/journal-samples.js';
import {controlSeeds, patienceMs, seeds} from './guarded.js';

const contoso = loadDeployment();
const {active, standby = ''} = contoso.cms;
/** The same store, by other names. */
const names: readonly Deployment[] = [
	contoso,
	{...contoso, name: 'Ours'},
	{...contoso, cms: {...contoso.cms, active: standby, standby: active.toUpperCase()}},
];
const turns = 16;
const consoles = 3;
const deadPid = spawnSync(process.execPath, ['-e', '']).pid;

type Console = {readonly who: string; readonly session: string; release?: () => void};

/** Its process is gone, and the number of it may be somebody else's by now; what it held stands as it left it. */
function die({who}: Console, lock: string, isReused: boolean) {
	const held = existsSync(lock) ? readFileSync(lock, 'utf8') : '';
	if (!held.includes(JSON.stringify(who))) return;
	writeFileSync(lock, JSON.stringify({...JSON.parse(held), ...(isReused ? {startedAt: 'long ago'} : {pid: deadPid})}));
}

/** How many were at work at once, at most, and how often somebody got in. `obeys`: whoever is refused stays out. */
function rush(seed: number, obeys: boolean): {readonly most: number; readonly entered: number} {
	const directory = join(temporaryDirectory(), 'locks');
	const oneOf = <Item>(items: readonly Item[], what: string, turn: number) =>
		items[Math.floor(chance(seed, what, turn) * items.length)] as Item;
	const born = (nth: number, of: number): Console => ({who: `Ada ${nth}`, session: `session-${of}`});
	const all = Array.from({length: consoles}, (_, index) => born(index, index));
	const atWork = new Set<Console>();
	const stale: (() => void)[] = [];
	let [most, entered] = [0, 0];
	for (let turn = 0; turn < turns; turn++) {
		const index = Math.floor(chance(seed, 'console', turn) * consoles);
		const self = all[index] as Console;
		const theirs = all[(index + 1) % consoles] as Console;
		const wish: DeploymentLockWish = {
			deployment: oneOf(names, 'name', turn),
			world: 'live',
			session: oneOf([self, self, theirs], 'session', turn).session,
			who: self.who,
			from: {},
			clock: hostClock,
			directory,
			...(chance(seed, 'reason', turn) < 0.6 ? {reason: 'it is mine'} : {}),
		};
		const act = oneOf(['open', 'open', 'open', 'die', 'leave', 'letGoOfOthers'], 'act', turn);
		if (act === 'open' && !atWork.has(self)) {
			const taken = lockDeployment(wish);
			if (!isRefusal(taken)) self.release = taken.release;
			if (!isRefusal(taken) || !obeys) {
				atWork.add(self);
				entered++;
			}
		}
		if (act === 'die') {
			die(self, deploymentLockPath(wish), chance(seed, 'reused', turn) < 0.5);
			atWork.delete(self);
			if (self.release) stale.push(self.release);
			all[index] = born(turn + consoles, index);
		}
		if (act === 'leave') {
			self.release?.();
			atWork.delete(self);
		}
		if (act === 'letGoOfOthers') oneOf([...stale, () => {}], 'stale', turn)();
		most = Math.max(most, atWork.size);
	}
	for (const {release} of all) release?.();
	return {most, entered};
}

describe('guard 8, one session at a time changes a deployment', () => {
	test(
		`in ${seeds.length} rushes of three consoles, never two are at work`,
		() => {
			const rushes = seeds.map(seed => ({seed, ...rush(seed, true)}));
			expect(rushes.filter(({most}) => most > 1)).toEqual([]);
			expect(rushes.reduce((sum, {entered}) => sum + entered, 0)).toBeGreaterThan(seeds.length);
		},
		patienceMs,
	);

	test('where who is refused does not stay out, two are at work, and it is seen', () => {
		expect(controlSeeds.filter(seed => rush(seed, false).most > 1).length).toBeGreaterThan(controlSeeds.length / 2);
	});
});
