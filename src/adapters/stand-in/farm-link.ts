/** A session's way to its stand-in farm. What is asked while it is being reached waits; a farm that is gone answers nothing any more. */
import {connect, type Socket} from 'node:net';
import {isProbe} from '../../machines/ask.js';
import type {Json} from '../../machines/json.js';
import {asLine, readLines} from '../engine/lines.js';
import type {Truth} from '../mock/truth.js';
import type {Farm, FarmQuestion} from './farm.js';
import {type FromFarm, longestFarmLine, parseFromFarm, type ToFarm} from './farm-wire.js';

/** `isNew`: it has seen nothing of the session yet. */
export type FarmPlace = {readonly address: string; readonly secret: string; readonly isNew: boolean};

export type FarmLinkOptions = {
	/** Finds the farm, or starts one. Undefined when there is none and none can be started. */
	readonly find: () => Promise<FarmPlace | undefined>;
	readonly broken: (computer: string) => void;
	/** Once, when nobody is there any more, or never was. */
	readonly lost: () => void;
	/** What a new one is told first. */
	readonly retell: (farm: Pick<Farm, 'retell'>) => void;
};

export type FarmLink = Pick<Farm, 'ask' | 'act'> & {
	/** What a host needs to reach it; undefined when there is no farm. */
	readonly simulator: Promise<{readonly address: string; readonly secret: string} | undefined>;
	readonly truth: () => Promise<Truth>;
	/** Lets go of it: it goes on. With `isOver`, it ends. */
	readonly close: (isOver: boolean) => void;
};

export function openFarmLink({find, broken, lost, retell}: FarmLinkOptions): FarmLink {
	const asked = new Map<string, {readonly what: FarmQuestion; readonly ended: (output: unknown) => void}>();
	const truths: ((truth: Truth) => void)[] = [];
	const simulator = Promise.withResolvers<{readonly address: string; readonly secret: string} | undefined>();
	const waiting: ToFarm[] = [];
	let socket: Socket | undefined;
	let isThere = false;
	let isClosed = false;
	let asks = 0;

	const tell = (told: ToFarm) => (isThere ? void socket?.write(asLine(told)) : void waiting.push(told));

	function over() {
		if (isClosed) return;
		isClosed = true;
		simulator.resolve(undefined);
		for (const {what, ended} of asked.values()) ended(silence(what));
		asked.clear();
		lost();
	}

	function hear(said: FromFarm, {secret, isNew}: FarmPlace) {
		switch (said.kind) {
			case 'welcome':
				isThere = true;
				if (isNew) retell({retell: (record, now) => tell({kind: 'retell', record, now})});
				for (const told of waiting.splice(0)) tell(told);
				return simulator.resolve({address: said.simulator, secret});
			case 'ended':
				return end(said.id, said.output);
			case 'broken':
				return broken(said.computer);
			case 'truth':
				return truths.shift()?.(said.truth);
		}
	}

	/** Taken out first: whoever hears an end may ask again. */
	function end(id: string, output: unknown) {
		const one = asked.get(id);
		asked.delete(id);
		one?.ended(output);
	}

	function attach(place: FarmPlace) {
		if (isClosed) return;
		const mine = connect(place.address);
		socket = mine;
		mine.on('error', () => {});
		mine.on('close', over);
		const line = (text: string) => {
			const said = parseFromFarm(text);
			if (said) hear(said, place);
			// Somebody else is at this address.
			else mine.destroy();
		};
		readLines(mine, longestFarmLine, {line, tooLong: () => mine.destroy()});
		mine.write(asLine({kind: 'hello', secret: place.secret} satisfies ToFarm));
	}

	void find().then(place => (place ? attach(place) : over()), over);

	return {
		simulator: simulator.promise,
		ask(_, what: FarmQuestion, ended) {
			// The same question is asked again and again: each time is one of its own.
			const id = `ask${++asks}`;
			asked.set(id, {what, ended});
			if (isClosed) setImmediate(() => end(id, silence(what)));
			else tell({kind: 'ask', id, what});
			return () => {
				if (asked.delete(id)) tell({kind: 'drop', id});
			};
		},
		act: (id, what) => tell({kind: 'act', id, what}),
		truth: () =>
			new Promise(resolve => {
				truths.push(resolve);
				tell({kind: 'truth'});
			}),
		close(isOver) {
			if (isOver) tell({kind: 'end'});
			isClosed = true;
			simulator.resolve(undefined);
			socket?.end();
		},
	};
}

/** Nobody is there to answer. */
function silence(what: FarmQuestion): Json {
	if (!isProbe(what)) return {fate: 'silent'};
	if (what.probe === 'tcp') return 'silent';
	return what.probe === 'dns' ? {dns: 'silent', records: []} : {tls: 'silent'};
}
