/**
 * The recorded drills are what they were: unbroken, and on the screen as they were stored. And a frame is a function of the recording,
 * wherever one comes from, on any machine.
 */
import {execFile} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {isDeepStrictEqual, promisify} from 'node:util';
import {describe, expect, test} from 'vitest';
import {applyEntry, emptyView} from '../src/machines/journal/session-view.js';
import {familyOf, type ProcedureId, procedureIds} from '../src/machines/procedures/ids.js';
import {verifyRecording} from '../src/storage/recording.js';
import {drills} from './recordings/drills.js';
import {drawnFrom, opened, sizes, stopsOf} from './recordings/frames.js';
import {looksOf, recordingName, recordingOf} from './recordings/stored.js';

const pathOf = (file: string) => fileURLToPath(new URL(`../recordings/${file}`, import.meta.url));

describe.each(drills)('$name', drill => {
	const path = pathOf(recordingName(drill));

	test('is unbroken and sealed', () => {
		expect(verifyRecording(path)).toMatchObject({isUnbroken: true, isSealed: true});
	});

	test('played again, is the same to the byte', () => {
		expect(recordingOf(drill, made => readFileSync(made, 'utf8').split('\n'))).toEqual(readFileSync(path, 'utf8').split('\n'));
	});

	test('shows the stored frames at three sizes, and ends in the stored view', () => {
		for (const {name, bytes} of opened(path, recorded => looksOf(drill, recorded)))
			expect(bytes.toString(), name).toBe(readFileSync(pathOf(name), 'utf8'));
	});

	test('shows at every entry what folding from the beginning shows, forwards, backwards and from afar', () => {
		opened(path, ({length, entry, timeline}) => {
			const seqs = Array.from({length}, (_, index) => index + 1);
			let view = emptyView;
			const folded = seqs.map(seq => {
				view = applyEntry(view, entry(seq));
				return view;
			});
			const farApart = seqs.toSorted((a, b) => ((a * 7_919) % length) - ((b * 7_919) % length));
			for (const order of [seqs, seqs.toReversed(), farApart])
				expect(order.filter(seq => !isDeepStrictEqual(timeline.viewAt(seq), folded[seq - 1]))).toEqual([]);
		});
	});

	test('draws the same frame whether one comes from before it or from behind', () => {
		opened(path, recorded => {
			const [size = {columns: 80, rows: 24}] = sizes;
			const seqs = stopsOf(recorded).flatMap(({seq}, index) => (index % 3 === 0 ? [seq] : []));
			const draw = drawnFrom(recorded);
			const forwards = seqs.map(seq => draw(seq, size));
			expect(seqs.toReversed().map(seq => draw(seq, size))).toEqual(forwards.toReversed());
		});
	});
});

test('every family of procedures is in a recording', () => {
	const recorded = drills.flatMap(drill => opened(pathOf(recordingName(drill)), ({index}) => index.runs.map(({procedure}) => procedure)));
	const families = new Set(recorded.map(procedure => familyOf(procedure as ProcedureId)));
	expect(procedureIds.filter(procedure => !families.has(familyOf(procedure)))).toEqual([]);
});

test('in another time zone, another language and another terminal, a drill and its frames are made as they are stored', async () => {
	const elsewhere = {...process.env, TZ: 'Asia/Kathmandu', LC_ALL: 'tr_TR.UTF-8', LANG: 'tr_TR.UTF-8', COLUMNS: '61', NO_COLOR: '1'};
	const script = fileURLToPath(new URL('../scripts/record.js', import.meta.url));
	const run = promisify(execFile)(process.execPath, [script, 'step-done-by-hand'], {env: elsewhere});
	const said = await run.catch(({stdout, stderr}) => ({stdout, stderr}));
	expect(said.stdout + said.stderr).toBe('5 files, all as they are stored\n');
});
