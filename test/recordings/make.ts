/**
 * Plays a drill and writes its journal as the product does: line by line, hashed, sealed. Clock and name of the host are those of the
 * story, so that the same drill makes the same bytes on any machine, in any time zone, at any time.
 */
import {openRehearsal} from '../../src/commands/rehearsal.js';
import {headerOf} from '../../src/commands/rehearsal-header.js';
import {briefingOf} from '../../src/commands/scripted-play.js';
import type {Header, JournalEntry} from '../../src/machines/journal/journal-entry.js';
import type {Fields} from '../../src/machines/step/step.js';
import type {Clock} from '../../src/storage/host-clock.js';
import {createJournal} from '../../src/storage/journal.js';
import {isRefusal} from '../../src/storage/refusal.js';
import {answering} from '../guards/operator.js';
import {type Drill, stepEndedBy} from './drills.js';

/** As somebody does who reads first. */
const answersAfterMs = 12_000;
const notesAfterMs = 4_000;
/** No drill needs more: a higher number is a loop. */
const eventsAtMost = 50_000;
const by = 'Nora Quinn';

/** Where the file is. */
export function makeRecording(drill: Drill, directory: string): string {
	const header: Header = {...headerOf(drill), session: drill.session};
	const host = hostOfTheStory(header);
	const journal = createJournal({directory, header, clock: host.clock});
	if (isRefusal(journal)) throw new Error(JSON.stringify(journal.problem));
	play(drill, header, entry => {
		host.itIs(entry.at);
		// The header is written when the journal is created.
		if (entry.kind !== 'header') journal.append(entry);
	});
	journal.close();
	return journal.path;
}

/** Its wall clock goes with the session's. */
function hostOfTheStory({startedAt}: Header): {readonly clock: Clock; readonly itIs: (at: number) => void} {
	const began = Date.parse(startedAt);
	let now = 0;
	return {
		clock: {wall: () => new Date(began + now).toISOString(), mono: () => now, pid: 1, host: 'jumpbox'},
		itIs(at) {
			now = at;
		},
	};
}

function play({overrides, notes = {}}: Drill, header: Header, append: (entry: JournalEntry) => undefined) {
	const {engine, clock, after, view} = openRehearsal(header, {record: [], append});
	const operator = answering(overrides, briefingOf(header));
	const noted = new Set<string>();
	let commands = 0;
	let isOver = false;

	engine.follow(entry => {
		isOver ||= entry.kind === 'sealed';
		if (entry.kind === 'asked') after(0, () => consider(entry.question));
		const step = stepEndedBy(entry);
		const text = step === undefined || noted.has(step) ? undefined : notes[step];
		if (step === undefined || text === undefined) return;
		noted.add(step);
		after(notesAfterMs, () => engine.send({id: `${++commands}`, type: 'note', text, by}));
	});
	function consider(asked: string) {
		const {question} = view();
		if (question?.question !== asked) return;
		const scripted = operator.answer(question, view());
		if (scripted) after(scripted.afterMs ?? answersAfterMs, () => answer(asked, scripted.choice, scripted.fields ?? {}));
	}
	function answer(question: string, choice: string, fields: Fields) {
		const refused = engine.send({id: `${++commands}`, type: 'answer', question, choice, fields, by});
		if (refused) throw new Error(`${choice} is no answer to ${question}: ${refused.why.id}`);
	}

	for (let events = 0; !isOver; events++) {
		if (engine.fault()) throw engine.fault();
		if (events > eventsAtMost || !clock.advance()) throw new Error(`Still not over at ${JSON.stringify(view().question)}`);
	}
}
