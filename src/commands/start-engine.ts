import {type EngineProcess, startEngine} from '../adapters/engine/start.js';
import type {Streams} from './streams.js';

/** Undefined where there is no program to start. */
export const startEngineOf = ({program, environment}: Pick<Streams, 'program' | 'environment'>): EngineProcess | undefined =>
	program && startEngine({program: [...program, 'engine'], environment});
