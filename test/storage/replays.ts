/** Recordings that are opened for a replay, and closed when the test ends. */
import {join} from 'node:path';
import {onTestFinished} from 'vitest';
import {openReplay, type Replay, type ReplayOptions} from '../../src/storage/replay-file.js';
import {play} from '../playing/play.js';
import {accept, createChance, diskError, temporaryDirectory} from './journal-samples.js';
import {writeRecording} from './written-recording.js';

export const drill = play().entries;

export const pathIn = () => join(temporaryDirectory(), 'x.jsonl');
export const written = (entries: readonly object[]): string => writeRecording(pathIn(), entries);

export function opened(path: string, options?: ReplayOptions): Replay {
	const replay = accept(openReplay(path, options));
	onTestFinished(replay.close);
	return replay;
}

export const inAnyOrder = (length: number, chance = createChance(1)) =>
	Array.from({length}, (_, index) => ({seq: index + 1, by: chance()}))
		.sort((a, b) => a.by - b.by)
		.map(({seq}) => seq);

export function fail(code: string): never {
	throw diskError(code);
}
