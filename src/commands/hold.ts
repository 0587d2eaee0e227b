/**
 * Who keeps others off a deployment: every live session, and a rehearsal that a person plays. What is rehearsed by the scripted operator
 * keeps nobody off, because nobody can take it for anything else.
 */
import {deploymentOf} from '../machines/journal/journal-entry.js';
import {lockDeployment, type Place} from '../storage/deployment-lock.js';
import {locksOf} from '../storage/home.js';
import {hostClock} from '../storage/host-clock.js';
import {isRefusal} from '../storage/refusal.js';
import type {Desk} from './desk.js';
import {operatorOf, placeOf} from './operator.js';
import type {Hold} from './played-session.js';
import {emptyValue, exitCodes, stopWith, usage} from './usage-problem.js';

/** `breakLock`: why the lock of another session is broken, as it was typed. `sitter`: who sits where, when not at this process. */
export type HoldOptions = {
	readonly command: string;
	readonly isPerson: boolean;
	readonly breakLock: string | undefined;
	readonly sitter?: {readonly who: string; readonly from: Place};
};

/** Refusals that are about who works on it; the others are about the disk. */
const isHeld = ['deploymentHeld', 'deploymentLockDead', 'deploymentHeldElsewhere', 'deploymentLockUnclear'].map(id => `storage.${id}`);

export function holdFor(desk: Desk, {command, isPerson, breakLock, sitter}: HoldOptions): Hold {
	const reason = breakLock?.trim();
	if (reason === '') emptyValue('--break-lock', command);
	return header => {
		// Nothing of a stand-in farm is anybody's: it keeps off what a rehearsal keeps off.
		const world = header.standIn ? 'rehearsal' : header.world;
		if (world !== 'live' && !isPerson) return reason === undefined ? undefined : usage('breakLockOfPerson');
		const lock = lockDeployment({
			deployment: deploymentOf(header),
			world,
			session: header.session,
			who: sitter?.who ?? operatorOf(desk),
			from: sitter?.from ?? placeOf(desk),
			clock: hostClock,
			directory: locksOf(desk.home),
			...(reason !== undefined && {reason}),
		});
		if (!isRefusal(lock)) return lock;
		return stopWith(lock.problem, {exitCode: isHeld.includes(lock.problem.id) ? exitCodes.refused : exitCodes.usage});
	};
}
