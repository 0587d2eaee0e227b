/** Plays a session by a person at a terminal, to its end or to where it is left. */

import type {Message} from '../machines/message.js';
import type {Engine} from '../machines/session/client.js';
import type {Render} from '../ui/messages/render.js';
import type {Desk} from './desk.js';
import {faultExit} from './fault.js';
import {type Link, type Lost, type PlayResult, rendererOf} from './link.js';
import {operatorOf} from './operator.js';
import {type Signal, signals} from './streams.js';
import {exitCodes} from './usage-problem.js';

/** What a console needs of a session; the linear one and the full screen are handed the same. */
export type Seat = Pick<Link, 'now' | 'silentForMs' | 'behind' | 'isNew'> & {
	readonly engine: Engine;
	readonly render: Render;
	/** Who answers: written with every decision. */
	readonly operator: string;
};

export type PersonConsole = {
	readonly done: Promise<'sealed' | 'left' | 'inputEnded' | 'outputClosed' | 'stopped'>;
	/** Ctrl-C, as a signal. */
	readonly interrupt: () => void;
	/** Ends at once: the journal stays open. */
	readonly stop: (said: Message) => void;
};

/** `lost`: the session could not go on here. */
export type PersonResult = PlayResult & {readonly lost?: Lost};

/** Ctrl-C asks; a signal from outside, or the end of the input, leaves the session open. `said` is the last word. */
export async function playByPerson(desk: Desk, link: Link, open: (seat: Seat) => PersonConsole): Promise<PersonResult> {
	const {engine, now, silentForMs, behind, isNew} = link;
	let person: PersonConsole | undefined;
	let stopped: PersonResult | undefined;
	const stop = (result: PersonResult & {readonly said: Message}) => {
		stopped ??= result;
		person?.stop(result.said);
	};
	const heard = (signal: Signal) =>
		signal === 'SIGINT' ? person?.interrupt() : stop({exitCode: exitCodes.ended, said: link.leaving(signal)});
	const listening = signals.map(signal => desk.streams.onSignal(signal, () => heard(signal)));
	let result: PersonResult;
	let notOnDisk: Message | undefined;
	try {
		person = open({
			engine,
			now,
			isNew,
			...(silentForMs ? {silentForMs} : {}),
			...(behind ? {behind} : {}),
			render: rendererOf(link),
			operator: operatorOf(desk),
		});
		void link.lost.then(lost => link.outcome() === undefined && stop({exitCode: lost.exitCode, said: lost.said, lost}));
		result = resultOf(await person.done);
	} finally {
		for (const unlisten of listening) unlisten();
		notOnDisk = link.close();
	}
	return notOnDisk ? {exitCode: faultExit(notOnDisk), said: notOnDisk} : result;

	function resultOf(how: Awaited<PersonConsole['done']>): PersonResult {
		const outcome = link.outcome();
		if (how === 'stopped' && stopped) return stopped;
		if (outcome !== undefined) return {exitCode: exitCodes[outcome]};
		return {exitCode: exitCodes.ended, ...(how === 'left' || how === 'inputEnded' ? {said: link.leaving(how)} : {})};
	}
}
