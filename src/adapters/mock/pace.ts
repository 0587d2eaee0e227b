/**
 * Drives a virtual clock: as fast as it can, in slices that let the event loop breathe, or at so many times real time.
 *
 * The only file of the simulator that knows the real time. Stopped, it leaves no timer behind.
 */
import type {Clock} from './clock.js';

export type Speed = number | 'max';

export type Pace = {
	/** Lets virtual time catch up with the real time that has passed since something last happened. */
	readonly catchUp: () => void;
	readonly stop: () => void;
};

/** Short enough that a key is never late, long enough that the event loop's own work is small beside it. */
const sliceMs = 8;
const sliceEvents = 200;

/** The speed may change while nothing happens, so it is asked again at least this often. */
const longestSleepMs = 1000;

export const createPace = (clock: Clock, speed: () => Speed, realNow: () => number = () => performance.now()): Pace => {
	let isStopped = false;
	let isDriving = false;
	let timer: NodeJS.Timeout | undefined;
	let immediate: NodeJS.Immediate | undefined;
	let mark = {real: realNow(), virtual: clock.now(), speed: speed()};

	const setMark = () => {
		mark = {real: realNow(), virtual: clock.now(), speed: speed()};
	};

	const catchUp = () => {
		const now = speed();
		if (!isStopped && !isDriving && !clock.isHeld() && mark.speed !== 'max' && now !== 'max') {
			// Nobody said when the speed changed: the slower of the two lets nobody wait for a jump.
			const virtual = mark.virtual + (realNow() - mark.real) * Math.min(mark.speed, now);
			if (virtual - clock.now() < 1 && now === mark.speed) {
				return;
			}
			clock.moveTo(virtual);
		}
		setMark();
	};

	const drive = () => {
		timer = undefined;
		immediate = undefined;
		const began = realNow();
		catchUp();
		isDriving = true;
		try {
			for (let count = 0; !isStopped && count < sliceEvents && realNow() - began < sliceMs; count++) {
				const nextAt = clock.nextAt();
				if (nextAt === undefined || (speed() !== 'max' && nextAt > clock.now()) || !clock.advance()) {
					break;
				}
			}
		} finally {
			isDriving = false;
		}
		if (mark.speed === 'max' || mark.virtual < clock.now()) {
			setMark();
		}
		sleep();
	};

	const sleep = () => {
		clearTimeout(timer);
		clearImmediate(immediate);
		timer = undefined;
		immediate = undefined;
		const nextAt = clock.nextAt();
		if (isStopped || clock.isHeld() || nextAt === undefined) {
			return;
		}
		const now = speed();
		if (now === 'max' || nextAt <= clock.now()) {
			immediate = setImmediate(drive);
		} else {
			const sinceMark = mark.speed === 'max' ? 0 : (realNow() - mark.real) * now;
			timer = setTimeout(drive, Math.min(longestSleepMs, Math.max(1, (nextAt - mark.virtual - sinceMark) / now)));
		}
	};

	clock.onChange(() => {
		if (!isDriving && !isStopped) {
			catchUp();
			sleep();
		}
	});
	sleep();

	return {
		catchUp,
		stop: () => {
			isStopped = true;
			sleep();
		},
	};
};
