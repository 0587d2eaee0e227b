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
	/** For who knows that the speed may be another now: while nothing happens, nobody else asks for it. */
	readonly speedChanged: () => void;
	readonly stop: () => void;
};

/** Short enough that a key is never late, long enough that the event loop's own work is small beside it. */
const sliceMs = 8;
const sliceEvents = 200;

/** Whoever measures the real time must see it this often, to tell a computer that slept from one that had nothing to do. */
export const longestSleepMs = 5_000;

/** `realNow`: ms that only go forward. What it leaves out, a computer's sleep, is time in which nothing happened here either. */
export const createPace = (clock: Clock, speed: () => Speed, realNow: () => number = () => performance.now()): Pace => {
	let isStopped = false;
	let isDriving = false;
	let timer: NodeJS.Timeout | undefined;
	let immediate: NodeJS.Immediate | undefined;
	// The speed is not asked before the first event: who knows it may not be there yet.
	let mark: {readonly real: number; readonly virtual: number; readonly speed: Speed} = {
		real: realNow(),
		virtual: clock.now(),
		speed: 'max',
	};

	/** The virtual time that is due now. It may be ahead of the clock, which never passes a thing that has not happened. */
	const due = (): number => {
		const real = realNow();
		const now = speed();
		const runs = !clock.isHeld() && mark.speed !== 'max' && now !== 'max';
		// Nobody said when the speed changed: with the slower of the two nobody's time jumps.
		const passed = runs ? (real - mark.real) * Math.min(mark.speed as number, now as number) : 0;
		const virtual = runs ? Math.max(mark.virtual + passed, clock.now()) : clock.now();
		if (!runs || now !== mark.speed || virtual === clock.now()) {
			mark = {real, virtual, speed: now};
		}
		return virtual;
	};

	const catchUp = () => {
		if (!isStopped && !isDriving) {
			clock.moveTo(due());
		}
	};

	const drive = () => {
		const began = realNow();
		isDriving = true;
		try {
			for (let count = 0; !isStopped && count < sliceEvents && realNow() - began < sliceMs; count++) {
				const nextAt = clock.nextAt();
				if (nextAt === undefined || (speed() !== 'max' && nextAt > due()) || !clock.advance()) {
					break;
				}
			}
		} finally {
			isDriving = false;
		}
		sleep();
	};

	const sleep = () => {
		clearTimeout(timer);
		clearImmediate(immediate);
		if (isStopped) {
			return;
		}
		const nextAt = clock.isHeld() ? undefined : clock.nextAt();
		const now = speed();
		if (nextAt === undefined && now === 'max') {
			return;
		}
		const waitMs = nextAt === undefined ? longestSleepMs : now === 'max' ? 0 : (nextAt - due()) / now;
		if (waitMs <= 0) {
			immediate = setImmediate(drive);
		} else {
			timer = setTimeout(drive, Math.min(longestSleepMs, Math.max(1, waitMs)));
		}
	};

	const wake = () => {
		if (!isDriving && !isStopped) {
			catchUp();
			sleep();
		}
	};

	clock.onChange(wake);
	immediate = setImmediate(drive);

	return {
		catchUp,
		speedChanged: () => {
			if (speed() !== mark.speed) {
				wake();
			}
		},
		stop: () => {
			isStopped = true;
			sleep();
		},
	};
};
