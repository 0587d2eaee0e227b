/**
 * The process of a stand-in farm: it outlives the engine of its session, as a farm does, so that a cmdlet that runs there comes to its end
 * and what was changed stays changed. It ends with its session, or when nobody has worked on it for a day; then the next one is told what
 * the journal has.
 */
import {randomBytes} from 'node:crypto';
import {dirname, join} from 'node:path';
import {orderEngine, startEngine} from '../../adapters/engine/start.js';
import {openFarmDoor} from '../../adapters/stand-in/farm-door.js';
import {say} from '../../machines/message.js';
import {announceEngine, engineFileOf, livingEngine, socketPlace} from '../../storage/engine-file.js';
import {makePrivateDirectory} from '../../storage/home.js';
import {closeInherited} from '../../storage/inherited-files.js';
import {isOthers} from '../../storage/own-file.js';
import type {Desk} from '../desk.js';
import {firstLine, type Streams} from '../streams.js';
import {exitCodes, orStop} from '../usage-problem.js';
import {version} from '../version.js';
import {type FarmAnswer, type FarmOrder, type FindFarm, farmPath} from './farm-order.js';

/** Nobody comes back to it by the next day. */
const longestIdleMs = 24 * 60 * 60_000;
/** Whoever started it comes at once. */
const firstIdleMs = 60_000;

/** @returns when it has ended. */
export async function farm({streams}: Desk): Promise<number> {
	closeInherited();
	const order = JSON.parse(await firstLine(streams)) as FarmOrder;
	process.chdir(order.recordings);
	const over = Promise.withResolvers<void>();
	const {answer, close} = await openFarm(order, longestIdleMs, over.resolve);
	// Sockets may be elsewhere.
	makePrivateDirectory(dirname(farmPath(order)));
	const withdraw = announceEngine(farmPath(order), {address: answer.address, token: answer.secret, product: version});
	const unlisten = streams.onSignal('SIGTERM', over.resolve);
	streams.stdout.write(`${JSON.stringify(answer)}\n`);
	await over.promise;
	close();
	if (typeof withdraw === 'function') withdraw();
	unlisten();
	return exitCodes.done;
}

type OpenFarm = {readonly answer: FarmAnswer; readonly close: () => void};

async function openFarm(order: FarmOrder, idleMs: number, ended: () => void): Promise<OpenFarm> {
	const place = () => orStop(socketPlace(join(order.recordings, 'any'), randomBytes(16).toString('hex')));
	const [door, pipe] = [place(), place()];
	const secret = randomBytes(32).toString('hex');
	let idle = setTimeout(ended, firstIdleMs);
	let isClosed = false;
	const opened = await openFarmDoor({
		...order,
		secret,
		address: door.address,
		simulator: pipe.address,
		attached(count) {
			clearTimeout(idle);
			if (count === 0 && !isClosed) idle = setTimeout(ended, idleMs);
		},
		ended,
	});
	return {
		answer: {address: door.address, secret},
		close() {
			isClosed = true;
			clearTimeout(idle);
			opened.close();
			for (const each of [door, pipe]) each.release();
		},
	};
}

/** The one that lives, or a new one: in a process of its own where this product can be started again, else in this one. */
export const findFarmOf =
	({program, environment}: Pick<Streams, 'program' | 'environment'>): FindFarm =>
	async (order, told) => {
		const file = engineFileOf(farmPath(order));
		if (isOthers(file)) told(say('live.farmNotOurs', {path: file}));
		const living = livingEngine(farmPath(order));
		if (living) return {address: living.address, secret: living.token, isNew: false};
		if (!program) {
			// It goes with whoever has it.
			const inProcess: OpenFarm = await openFarm(order, 0, () => inProcess.close());
			return {...inProcess.answer, isNew: true};
		}
		const said = await orderEngine(startEngine({program: [...program, 'farm'], environment}), order);
		return said === undefined ? undefined : {...(JSON.parse(said) as FarmAnswer), isNew: true};
	};
