/** The socket at which a stand-in farm is reached by the session that it stands in for. Whoever does not know the secret hears nothing. */
import {createServer, type Socket} from 'node:net';
import {asLine, readLines} from '../engine/lines.js';
import type {Farm, FarmOptions} from './farm.js';
import {createFarm} from './farm.js';
import {type FromFarm, longestFarmLine, type ToFarm} from './farm-wire.js';

export type FarmDoorOptions = Omit<FarmOptions, 'broken'> & {
	readonly address: string;
	/** How many sessions are attached now. */
	readonly attached: (count: number) => void;
	/** Nobody comes back. */
	readonly ended: () => void;
};

export type FarmDoor = {readonly close: () => void};

/** Resolves when it listens. */
export function openFarmDoor({address, attached, ended, ...options}: FarmDoorOptions): Promise<FarmDoor> {
	const {simulator, secret} = options;
	const heard = new Set<Socket>();
	const say = (socket: Socket, said: FromFarm) => void socket.write(asLine(said));
	const farm = createFarm({
		...options,
		broken: computer => {
			for (const socket of heard) say(socket, {kind: 'broken', computer});
		},
	});
	const server = createServer(socket => {
		const obey = conversation(farm, said => say(socket, said), ended);
		socket.on('error', () => {});
		socket.on('close', () => {
			obey.gone();
			if (heard.delete(socket)) attached(heard.size);
		});
		readLines(socket, longestFarmLine, {
			line(line) {
				const told = parse(line);
				if (!heard.has(socket)) {
					if (told?.kind !== 'hello' || told.secret !== secret) return void socket.destroy();
					heard.add(socket);
					attached(heard.size);
					return say(socket, {kind: 'welcome', simulator});
				}
				if (told) obey.hear(told);
			},
			tooLong: () => socket.destroy(),
		});
	});
	return new Promise((resolve, reject) => {
		server.once('error', reject);
		server.listen(address, () =>
			resolve({
				close() {
					server.close();
					for (const socket of heard) socket.destroy();
					farm.close();
				},
			}),
		);
	});
}

function conversation(farm: Farm, say: (said: FromFarm) => void, ended: () => void) {
	const asked = new Map<string, () => void>();
	return {
		hear(told: ToFarm) {
			switch (told.kind) {
				case 'ask': {
					const {id} = told;
					const drop = farm.ask(id, told.what, output => {
						asked.delete(id);
						say({kind: 'ended', id, output});
					});
					return void asked.set(id, drop);
				}
				case 'drop':
					return asked.get(told.id)?.();
				case 'act':
					return farm.act(told.id, told.what);
				case 'retell':
					return farm.retell(told.record, told.now);
				case 'truth':
					return say({kind: 'truth', truth: farm.truth()});
				case 'end':
					return ended();
			}
		},
		gone() {
			for (const drop of asked.values()) drop();
		},
	};
}

/** It comes from this product: only whether it is JSON is looked at. */
function parse(line: string): ToFarm | undefined {
	try {
		return JSON.parse(line) as ToFarm;
	} catch {
		return undefined;
	}
}
