/** Has the scripted operator play a session: it answers what it is asked, five virtual seconds later. */
import {type Header, scenarioOf} from '../machines/journal/journal-entry.js';
import {type Briefing, replyTo} from '../machines/session/scripted-operator.js';
import type {Playing} from './playing.js';

const answersAfterMs = 5_000;
const operator = 'scripted';

export type PlayEnd = {readonly end: 'sealed' | 'fault'} | {readonly end: 'cannotAnswer'; readonly question: string};

/** `over` is called once: when the journal is sealed, when the engine stopped, or at a question that has no answer. */
export function playScripted(
	{engine, view, after}: Pick<Playing, 'engine' | 'view' | 'after'>,
	briefing: Briefing,
	over: (end: PlayEnd) => void,
): void {
	let commands = 0;
	let isOver = false;
	// What was written before is told while following begins, and the engine may have stopped by then.
	let unfollow: (() => void) | undefined;
	function finish(end: PlayEnd) {
		if (isOver) return;
		isOver = true;
		unfollow?.();
		over(end);
	}
	function answer(question: string) {
		const open = view().question;
		if (isOver || open?.question !== question) return;
		const reply = replyTo(view(), open, briefing);
		if ('cannotAnswer' in reply) return finish({end: 'cannotAnswer', question: reply.cannotAnswer});
		const refused = engine.send({id: `${++commands}`, type: 'answer', question, by: operator, ...reply});
		if (refused) finish({end: 'cannotAnswer', question: refused.why.id});
		else if (engine.fault()) finish({end: 'fault'});
	}
	unfollow = engine.follow(entry => {
		if (isOver) return;
		// Whoever hears an entry is called in the middle of what wrote it, so the answer waits for its own turn.
		if (entry.kind === 'sealed') after(0, () => finish({end: 'sealed'}));
		if (entry.kind === 'asked' && entry.isWaiting) after(answersAfterMs, () => answer(entry.question));
		if (engine.fault()) finish({end: 'fault'});
	});
	if (isOver) unfollow();
}

/** What a person would have read before the session: who decides, who saw it, since when. */
export function briefingOf(header: Header): Briefing {
	const {known} = header;
	const people = scenarioOf(header)?.briefing.people ?? [];
	const named = (role: string) => people.filter(person => person.role === role).map(({name}) => name);
	const witnesses = [...named('witness'), ...named('site')];
	return {
		decider: named('decider')[0] ?? 'the one who decides',
		witnesses: [...witnesses, 'the carrier', 'a person at the site'].slice(0, 2),
		...(known.outageAt === undefined ? {} : {outageMinutes: Math.ceil(-known.outageAt / 60_000)}),
	};
}
