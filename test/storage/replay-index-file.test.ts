/** The index beside a long recording: the same replay, sooner; and never trusted. */
import {hash} from 'node:crypto';
import {appendFileSync, chmodSync, cpSync, existsSync, readFileSync, statSync, utimesSync, writeFileSync} from 'node:fs';
import {describe, expect, test} from 'vitest';
import {type Disk, realDisk} from '../../src/storage/disk.js';
import type {Replay} from '../../src/storage/replay-file.js';
import {longRecord} from '../bench/measures.js';
import * as samples from './journal-samples.js';
import {drill, fail, inAnyOrder, opened, written} from './replays.js';

const {createChance, temporaryDirectory} = samples;

describe('the index of a long recording', () => {
	const polls = drill.filter(({kind}) => kind === 'stepMoved');
	const long = [...longRecord(drill, 3000), ...Array.from({length: 40}, () => polls).flat()].map((entry, index) => ({
		...entry,
		seq: index + 1,
	}));
	const path = () => written(long);
	const indexed = (at = path()) => {
		opened(at, {indexAbove: 1000});
		return at;
	};
	const what = ({length, header, index, isSealed, torn}: Replay) => ({length, header, index, isSealed, torn});

	test('is written beside it, for its owner alone, and only where it matters', () => {
		const at = indexed();
		expect(statSync(`${at}.index`).mode & 0o777).toBe(0o600);
		expect(existsSync(`${at}.index.new`)).toBe(false);
		const short = path();
		opened(short);
		expect(existsSync(`${short}.index`)).toBe(false);
	});

	test('gives the same replay as the recording', () => {
		const at = path();
		const plain = opened(at);
		const quick = opened(indexed(at));
		expect([plain.isFromIndex, quick.isFromIndex]).toEqual([false, true]);
		expect(what(quick)).toEqual(what(plain));
		for (const seq of inAnyOrder(plain.length).slice(0, 400)) {
			expect(quick.timeline.viewAt(seq)).toEqual(plain.timeline.viewAt(seq));
			expect([quick.entry(seq), quick.kindOf(seq), quick.isChange(seq)]).toEqual([
				plain.entry(seq),
				plain.kindOf(seq),
				plain.isChange(seq),
			]);
		}
	});

	test('knows of a torn end', () => {
		const at = path();
		appendFileSync(at, '{"seq":');
		const plain = opened(at);
		const quick = opened(indexed(at));
		expect(quick).toMatchObject({isFromIndex: true, torn: {line: plain.length + 1, bytes: 7}});
		expect(what(quick)).toEqual(what(plain));
	});

	test('is ignored with any byte changed or missing, and made again', () => {
		const at = indexed();
		const good = readFileSync(`${at}.index`);
		const chance = createChance(5);
		for (let turn = 0; turn < 12; turn++) {
			const bad = turn % 5 === 0 ? good.subarray(0, Math.floor(chance() * good.length)) : Buffer.from(good);
			const index = Math.floor(chance() * bad.length);
			if (turn % 5 !== 0) bad[index] = (bad[index] ?? 0) ^ 1;
			writeFileSync(`${at}.index`, bad);
			expect(opened(at, {indexAbove: 1000}).isFromIndex, `turn ${turn}`).toBe(false);
			expect(opened(at).isFromIndex).toBe(true);
		}
	});

	test('is ignored where it is a directory, or empty, or a text', () => {
		const at = path();
		for (const content of ['', 'x', '{}\n', `{}\n${'0'.repeat(64)}`, 'null\n']) {
			writeFileSync(`${at}.index`, content);
			expect(opened(at)).toMatchObject({isFromIndex: false, length: long.length});
		}
		const other = path();
		cpSync(temporaryDirectory(), `${other}.index`, {recursive: true});
		expect(opened(other, {indexAbove: 1000})).toMatchObject({isFromIndex: false, length: long.length});
	});

	test('is ignored once the recording has gone on, was written to, or is another one', () => {
		const grown = indexed();
		appendFileSync(grown, '{"seq":');
		expect(opened(grown).isFromIndex).toBe(false);

		const touched = indexed();
		utimesSync(touched, 1, 1);
		expect(opened(touched).isFromIndex).toBe(false);

		const foreign = path();
		const another = written(long.map(entry => ({...entry, at: entry.at + 1})));
		utimesSync(foreign, 5, 5);
		utimesSync(another, 5, 5);
		cpSync(`${indexed(foreign)}.index`, `${another}.index`);
		expect(opened(another).isFromIndex).toBe(false);
	});

	test('of another fold is found out, although it says that it fits', () => {
		const at = indexed();
		const bytes = readFileSync(`${at}.index`);
		const from = bytes.lastIndexOf('"resumed":0');
		bytes.write('"resumed":1', from);
		writeFileSync(`${at}.index`, signed(bytes));
		expect(opened(at)).toMatchObject({isFromIndex: false});
	});

	test('that cannot be written is not missed', () => {
		const at = path();
		for (const changed of [
			{create: () => fail('EROFS')},
			{write: () => fail('ENOSPC')},
			{rename: () => fail('EACCES')},
		] satisfies Partial<Disk>[]) {
			expect(opened(at, {indexAbove: 1000, disk: samples.diskWith(changed)})).toMatchObject({isFromIndex: false, length: long.length});
			expect(existsSync(`${at}.index`)).toBe(false);
		}
		chmodSync(`${at}`, 0o400);
		expect(opened(indexed(at)).isFromIndex).toBe(true);
	});

	test('is not written of a recording that is broken or still grows', () => {
		const broken = path();
		appendFileSync(broken, 'no line\n');
		expect(opened(indexed(broken)).brokenAt).toMatchObject({line: long.length + 1});
		expect(existsSync(`${broken}.index`)).toBe(false);

		const growing = path();
		let isFirst = true;
		const read: Disk['read'] = (...given) => {
			const bytes = realDisk.read(...given);
			if (bytes === 0 && isFirst) appendFileSync(growing, '{"seq":');
			if (bytes === 0) isFirst = false;
			return bytes;
		};
		opened(growing, {indexAbove: 1000, disk: samples.diskWith({read})});
		expect(existsSync(`${growing}.index`)).toBe(false);
	});
});

/** With a hash that fits again. */
function signed(index: Buffer): Buffer {
	const body = index.subarray(0, -64);
	return Buffer.concat([body, Buffer.from(hash('sha256', body))]);
}
