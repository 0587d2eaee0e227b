/**
 * Who keeps others off a deployment: every live session, and a rehearsal that a person plays. What is rehearsed by the scripted operator
 * keeps nobody off, because nobody can take it for anything else.
 */
import {deploymentOf, type Header} from '../machines/journal/journal-entry.js';
import {type DeploymentLockWish, heldNow, lockDeployment, type Place} from '../storage/deployment-lock.js';
import {locksOf} from '../storage/home.js';
import {hostClock} from '../storage/host-clock.js';
import {isRefusal, type Refusal} from '../storage/refusal.js';
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

export function holdFor(desk: Desk, options: HoldOptions): Hold {
	const reason = reasonOf(options);
	return header => {
		if (!keepsOff(header, options)) return reason === undefined ? undefined : usage('breakLockOfPerson');
		const lock = lockDeployment(wishOf(desk, header, options));
		return isRefusal(lock) ? refuseTo(lock) : lock;
	};
}

/** Before anything is begun that whoever holds it would feel. @throws UsageProblem when another session works on it. */
export function stopIfHeld(desk: Desk, header: Header, options: HoldOptions): void {
	const held = keepsOff(header, options) ? heldNow(wishOf(desk, header, options)) : undefined;
	if (held) refuseTo(held);
}

function reasonOf({command, breakLock}: HoldOptions): string | undefined {
	const reason = breakLock?.trim();
	return reason === '' ? emptyValue('--break-lock', command) : reason;
}

/** Nothing of a stand-in farm is anybody's: it keeps off what a rehearsal keeps off. */
const worldOf = ({standIn, world}: Header): Header['world'] => (standIn ? 'rehearsal' : world);

const keepsOff = (header: Header, {isPerson}: HoldOptions): boolean => isPerson || worldOf(header) === 'live';

function wishOf(desk: Desk, header: Header, options: HoldOptions): DeploymentLockWish {
	const {sitter} = options;
	const reason = reasonOf(options);
	return {
		deployment: deploymentOf(header),
		world: worldOf(header),
		session: header.session,
		who: sitter?.who ?? operatorOf(desk),
		from: sitter?.from ?? placeOf(desk),
		clock: hostClock,
		directory: locksOf(desk.home),
		...(reason !== undefined && {reason}),
	};
}

const refuseTo = ({problem}: Refusal): never =>
	stopWith(problem, {exitCode: isHeld.includes(problem.id) ? exitCodes.refused : exitCodes.usage});
