/** The process of an engine, started as soon as it is clear that one will be needed: a first frame waits for nothing longer. */
import {type StartedEngine, startEngine} from '../adapters/engine/start.js';
import {isTerminal, type Streams} from './streams.js';

/** Options that say who plays, and where. */
export type PlayedBy = {
	readonly headless?: true;
	readonly json?: true;
	readonly inProcess?: true;
	readonly readOnly?: true;
};

/** A person sits at a terminal and plays. */
export const isPlayedByPerson = (streams: Streams, {headless, json, readOnly}: PlayedBy): boolean =>
	isTerminal(streams) && !headless && !json && !readOnly;

export const engineAhead = (streams: Streams, options: PlayedBy): StartedEngine | undefined =>
	isPlayedByPerson(streams, options) && !options.inProcess ? startEngineOf(streams) : undefined;

/** Undefined where there is no program to start. */
export function startEngineOf({program, environment}: Pick<Streams, 'program' | 'environment'>): StartedEngine | undefined {
	return program && startEngine({program: [...program, 'engine'], environment});
}
