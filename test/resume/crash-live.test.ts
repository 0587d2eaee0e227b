/**
 * The same for a live session: its engine polls, is told where each call runs, and has a world that no journal is told. What is lost of its
 * journal is lost at any entry. `EVERY_ENTRY=1` cuts it at each; without, after all that is no read, fact or line of a stream, and some of
 * these.
 */
import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {openDesk} from '../../src/commands/desk.js';
import {liveHeader} from '../../src/commands/live/live-header.js';
import type {OpenWorld} from '../../src/commands/live/live-session.js';
import {resumeSession} from '../../src/commands/played-session.js';
import {replay} from '../../src/commands/replay.js';
import {changesState} from '../../src/machines/ask.js';
import type {JournalEntry} from '../../src/machines/journal/journal-entry.js';
import {createJournal} from '../../src/storage/journal.js';
import {fakeStreams} from '../commands/fake-streams.js';
import {loadDeployment, loadScenario} from '../playing/play.js';
import {accept, diskWith, temporaryDirectory} from '../storage/journal-samples.js';
import {deathsInChanges, goOnAfter, hasEnded, problemsOf, truthAt, unsaid} from './crash.js';
import {blindRepeats} from './repeats.js';

const patienceMs = 120_000;
const deployment = loadDeployment();
const standIn = {scenario: loadScenario('edge-next-hop'), seed: 1, speed: 1};
const header = liveHeader({recordings: '/nowhere'}, {deployment, pool: deployment.cms.active, standIn});
const run = 'poolFailover';
const played = goOnAfter(header, [], {kept: 0, at: 0}, hasEnded(run));
const {entries} = played;

const reads = new Set(entries.flatMap(entry => (entry.kind === 'callBegan' && !changesState(entry.what) ? [entry.call] : [])));
const isPlain = (entry: JournalEntry) => ('call' in entry && reads.has(entry.call)) || entry.kind === 'stream' || entry.kind === 'fact';
const isEach = process.env.EVERY_ENTRY === '1';

/** Numbers of entries after which it is cut. */
const cuts = entries.slice(0, -1).flatMap((entry, index) => (isEach || !isPlain(entry) || index % 20 === 0 ? [index + 1] : []));

/** Nothing here outlives the test, so nothing has to be on the disk. */
const hasty = diskWith({flush: () => {}, flushDirectory: () => {}});

/** As the engine wrote it. */
function journal(): {readonly whole: Buffer; readonly ends: readonly number[]} {
	const made = accept(createJournal({directory: temporaryDirectory(), header, disk: hasty}));
	for (const entry of entries.slice(1)) made.append(entry);
	made.close();
	const whole = readFileSync(made.path);
	return {whole, ends: [...whole.entries()].flatMap(([at, byte]) => (byte === 0x0a ? [at + 1] : []))};
}

/** A farm that has not answered yet. */
const silent: OpenWorld = ({now}) => ({backend: {now, after: () => () => {}, ask: () => () => {}, place: () => {}}, close: () => {}});
const live = {said: [], worldFor: () => silent};

const began = (written: readonly JournalEntry[]) => written.filter(entry => entry.kind === 'callBegan' && changesState(entry.what));

test('its journal may be cut at any entry and in the middle of its line: it is gone on with, and no change begins that was not confirmed there', {
	timeout: patienceMs,
}, () => {
	const {whole, ends} = journal();
	const path = join(temporaryDirectory(), 'live.jsonl');
	const problems: string[] = [];
	expect([ends.length, cuts.length > 100]).toEqual([entries.length, true]);
	for (const [turn, kept] of cuts.entries()) {
		const [end = 0, next = 0] = [ends[kept - 1], ends[kept]];
		// Every other one is torn: half of the next line is there.
		writeFileSync(path, whole.subarray(0, turn % 2 === 0 ? end : Math.floor((end + next) / 2)));
		const session = resumeSession(path, {speed: 1, isPerson: true}, {disk: hasty, live});
		const all = [...session.playing.engine.entries];
		session.close();
		const last = entries[kept - 1];
		const isConfirmed = last?.kind === 'decision' && last.choice === 'confirm';
		const wrong = [
			...unsaid(all, entries.slice(0, kept)),
			...blindRepeats(all).map(what => `repeated blindly: ${what}`),
			...(isConfirmed ? [] : began(all.slice(kept)).map(() => 'a change began')),
		];
		problems.push(...wrong.map(problem => `${problem}, cut after ${last?.kind} ${kept}`));
	}
	expect(problems).toEqual([]);
});

test('its engine may die around and in any change: the run comes to the same end, and nothing is done twice', {timeout: patienceMs}, () => {
	const deaths = deathsInChanges(entries);
	expect(deaths.length).toBeGreaterThan(8);
	const truth = truthAt(played);
	const problems = deaths.flatMap(death => {
		const after = goOnAfter(header, entries, death, hasEnded(run));
		return problemsOf(after, entries.slice(0, death.kept), {run, from: 1, to: entries.length, truth}).map(each => `${each}, ${death.how}`);
	});
	expect(problems).toEqual([]);
});

test('what is left of its journal is replayed, wherever it was cut', {timeout: patienceMs}, async () => {
	const {whole, ends} = journal();
	const path = join(temporaryDirectory(), 'live.jsonl');
	for (const [turn, kept] of cuts.entries()) {
		if (!isEach && turn % 3 > 0) continue;
		const [end = 0, next = 0] = [ends[kept - 1], ends[kept]];
		writeFileSync(path, whole.subarray(0, turn % 2 === 0 ? end : Math.floor((end + next) / 2)));
		const {streams, said} = fakeStreams(temporaryDirectory());
		const exitCode = await replay(openDesk(streams), path, {print: true});
		expect([exitCode, said.stdout.includes('LIVE (STAND-IN)')], `cut after ${kept}: ${said.stderr}`).toEqual([0, true]);
	}
});
