/** Every file of `recordings/`, made anew: journals, their frames at three sizes, their last views, and the picture of the console. */
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {Replay} from '../../src/storage/replay-file.js';
import {type Drill, drills} from './drills.js';
import {framesOf, lastView, nameOf, opened} from './frames.js';
import {makeRecording} from './make.js';
import {pictureAt} from './picture.js';

export type StoredFile = {readonly name: string; readonly bytes: Buffer};

export const recordingName = ({name}: Pick<Drill, 'name'>) => `${name}.jsonl`;

/** The moment before the users are moved. */
const pictured = {drill: 'clean-failover-and-failback', step: /\/failingOverUsers$/, prompt: 'question.ready'};

/** Of the drill with this name, or of all of them. */
export function makeFiles(name?: string): readonly StoredFile[] {
	const chosen = name === undefined ? drills : drills.filter(drill => drill.name === name);
	if (chosen.length === 0) throw new Error(`No drill is called “${name}”: ${drills.map(drill => drill.name).join(', ')}`);
	return chosen.flatMap(drill =>
		recordingOf(drill, path => [
			{name: recordingName(drill), bytes: readFileSync(path)},
			...opened(path, recorded => looksOf(drill, recorded)),
		]),
	);
}

/** It is gone again when it has been looked at. */
export function recordingOf<Result>(drill: Drill, look: (path: string) => Result): Result {
	const directory = mkdtempSync(join(tmpdir(), 'switchback-recording-'));
	try {
		return look(makeRecording(drill, directory));
	} finally {
		rmSync(directory, {recursive: true, force: true});
	}
}

/** What is stored beside a recording. */
export function looksOf({name}: Pick<Drill, 'name'>, recorded: Replay): readonly StoredFile[] {
	const text = (file: string, content: string): StoredFile => ({name: file, bytes: Buffer.from(content)});
	return [
		...framesOf(recorded).map(({size, text: frames}) => text(`${name}.${nameOf(size)}.txt`, frames)),
		text(`${name}.view.json`, lastView(recorded)),
		...(name === pictured.drill ? [text('console.svg', pictureAt(recorded, picturedEntry(recorded)))] : []),
	];
}

function picturedEntry(recorded: Replay): number {
	for (let seq = 1; seq <= recorded.length; seq++) {
		const entry = recorded.entry(seq);
		if (entry.kind === 'asked' && pictured.step.test(entry.step) && entry.prompt.id === pictured.prompt) return seq;
	}
	throw new Error('The drill never came to the moment that is pictured');
}
