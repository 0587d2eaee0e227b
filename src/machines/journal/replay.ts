/** A replay that has been started, as those who draw it need it: where it stands, what moves it, and word when it has moved. */
import {createActor} from 'xstate';
import {type ReplayEvent, type ReplayInput, replayMachine} from './replay.machine.js';

export type ReplayPosition = {
	readonly state: 'paused' | 'playing' | 'ended';
	readonly seq: number;
	readonly speed: number;
	readonly idleLimitMs: number;
};

export type StartedReplay = {
	readonly position: () => ReplayPosition;
	readonly send: (event: ReplayEvent) => void;
	readonly stop: () => void;
};

/** `moved` is called at the beginning, too. */
export function startReplay(input: ReplayInput, moved: () => void): StartedReplay {
	const actor = createActor(replayMachine, {input});
	actor.subscribe(moved);
	actor.start();
	return {
		position() {
			const {value, context} = actor.getSnapshot();
			return {state: value, seq: context.seq, speed: context.speed, idleLimitMs: context.idleLimitMs};
		},
		send: event => actor.send(event),
		stop: () => void actor.stop(),
	};
}
