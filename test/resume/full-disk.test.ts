/** A rehearsal whose disk fills up at any moment, and is mended a while later: everything is done once, and all of it is in the journal. */
import {expect, test} from 'vitest';
import {openRehearsal} from '../../src/commands/rehearsal.js';
import {briefingOf} from '../../src/commands/scripted-play.js';
import {changesState} from '../../src/machines/ask.js';
import type {EntryOf, JournalEntry} from '../../src/machines/journal/journal-entry.js';
import type {Trouble} from '../../src/machines/journal/keeping.js';
import {replyTo} from '../../src/machines/session/scripted-operator.js';
import {createJournal} from '../../src/storage/journal.js';
import {readRecording} from '../../src/storage/recording.js';
import {newHeader, play} from '../playing/play.js';
import {brokenPromises} from '../simulation/simulate.js';
import {faultyDisk, handLater} from '../storage/faulty-disk.js';
import {accept, temporaryDirectory} from '../storage/journal-samples.js';

const header = newHeader();

/** `after`: so many things happen in the world before the disk is mended. */
function playOnDisk(turn: number, after: number, code = 'ENOSPC') {
	const faulty = faultyDisk('write', turn, code, undefined, {flush: () => {}, flushDirectory: () => {}});
	const alarm = handLater();
	const journal = accept(createJournal({directory: temporaryDirectory(), header, disk: faulty.disk, later: alarm.later}));
	const append = (entry: JournalEntry) => (entry.kind === 'header' ? undefined : journal.append(entry));
	const rehearsal = openRehearsal(header, {record: [], append, keeping: journal.keeping});
	const {engine, view, clock} = rehearsal;
	const refusals: string[] = [];
	const answer = (question: string) => {
		const open = view().question;
		if (open?.question !== question) return;
		const reply = replyTo(view(), open, briefingOf(header));
		if ('cannotAnswer' in reply) throw new Error(reply.cannotAnswer);
		const refused = engine.send({id: question, type: 'answer', question, by: 'Pilar', ...reply});
		if (!refused) return;
		refusals.push(refused.why.id);
		rehearsal.after(5_000, () => answer(question));
	};
	engine.follow(entry => {
		if (entry.kind === 'asked' && entry.isWaiting) rehearsal.after(5_000, () => answer(entry.question));
	});
	let trouble: Trouble | undefined;
	const startedInTrouble: string[] = [];
	const began = () => Object.keys(rehearsal.worldCalls()).length;
	engine.watchTrouble(now => {
		trouble = now;
	});
	let troubled = 0;
	for (let events = 0; events < 50_000 && !view().outcome; events++) {
		const before = began();
		const wasTroubled = trouble !== undefined;
		// What waits for the disk and for nothing else waits until somebody mends it.
		const isStill = !clock.advance();
		if (isStill && !trouble) break;
		if (wasTroubled && began() > before) startedInTrouble.push(Object.keys(rehearsal.worldCalls()).at(-1) ?? '');
		if (!trouble || (++troubled < after && !isStill)) continue;
		faulty.mend();
		alarm.ring();
	}
	if (engine.fault()) throw engine.fault();
	expect(journal.close()).toBeUndefined();
	return {header, rehearsal, entries: engine.entries, refusals, startedInTrouble, path: journal.path, wasTroubled: troubled > 0};
}

const undisturbed = play();
/** Each change, its end, what was decided before it, and the seal; and places in between. */
const turns = new Set(
	undisturbed.entries.flatMap((entry, index) => {
		const isChange = entry.kind === 'callBegan' && changesState(entry.what);
		const isEnd = entry.kind === 'callEnded' && entry.changes;
		return isChange || isEnd || entry.kind === 'sealed' || entry.kind === 'runEnded' || index % 150 === 1 ? [index + 1] : [];
	}),
);

test('full at any moment, for a short time or a long one: no change is started meanwhile, none twice, and all is kept', () => {
	expect(turns.size).toBeGreaterThan(20);
	for (const [nth, turn] of [...turns].entries()) {
		const played = playOnDisk(turn, nth % 2 === 0 ? 1 : 40);
		const place = `at line ${turn}`;
		expect(played.wasTroubled, place).toBe(true);
		expect(played.startedInTrouble, place).toEqual([]);
		expect(brokenPromises(played), place).toEqual([]);
		expect(played.entries.at(-1), place).toMatchObject({kind: 'sealed', outcome: 'done'});
		expect(accept(readRecording(played.path)).entries, place).toEqual(played.entries);
		const written = played.entries.filter((entry): entry is EntryOf<'engine'> => entry.kind === 'engine' && entry.event === 'written');
		expect(written, place).toHaveLength(1);
		expect(new Set(played.refusals).size === 0 || played.refusals.every(id => id === 'refusal.notOnDisk'), place).toBe(true);
	}
});

test('a change that could not be started is offered again, with what was in the way, and starts when it is mended', () => {
	const isChange = (entry: JournalEntry) => entry.kind === 'callBegan' && changesState(entry.what);
	const first = undisturbed.entries.findIndex(isChange) + 1;
	const {entries} = playOnDisk(first, 40);
	const begun = entries.findIndex(isChange);
	const states = entries.slice(0, begun).flatMap(entry => (entry.kind === 'stepMoved' ? [entry.to] : []));
	expect(states.slice(-5).filter(state => state !== 'rereading')).toEqual(expect.arrayContaining(['running', 'ready', 'confirming']));
	const asked = entries.slice(0, begun).filter(entry => entry.kind === 'asked' && entry.problem?.id === 'step.notStarted');
	expect(asked.length).toBeGreaterThan(0);
});
