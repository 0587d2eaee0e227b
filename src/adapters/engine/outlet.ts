/**
 * What is written to one console beside its entries. One that does not read costs no memory: of what is so now it gets the last only, once
 * it reads again, and nothing more is heard of it while its answers wait.
 */
import type {Socket} from 'node:net';
import type {FromEngine} from '../../machines/session/protocol.js';
import {asLine} from './lines.js';

/** As many refusals as nobody reads at once. */
const answersKeptBytes = 64 * 1024;

/** `state`: all that is so now, for one that missed some of it. */
export function createOutlet(socket: Socket, state: () => readonly FromEngine[]) {
	let isStale = false;
	const write = (message: FromEngine) => void (socket.writable && socket.write(asLine(message)));

	socket.on('drain', () => {
		socket.resume();
		if (!isStale) return;
		isStale = false;
		for (const message of state()) write(message);
	});
	return {
		/** What it asked for, or has to have. */
		answer(message: FromEngine) {
			write(message);
			if (socket.writableLength > answersKeptBytes) socket.pause();
		},
		/** What is so from now on, until it changes. */
		update(message: FromEngine) {
			if (socket.writableNeedDrain) isStale = true;
			else write(message);
		},
	};
}

export type Outlet = ReturnType<typeof createOutlet>;
