/**
 * What is still owed to a deployment: folded over all of its recordings, because a debt outlives the session that made it.
 *
 * Only live sessions count. What was rehearsed changed nothing, and its debts end with the rehearsal.
 */
import type {Debt} from '../machines/debt.js';
import type {EntryOf} from '../machines/journal/journal-entry.js';
import type {Message} from '../machines/message.js';
import type {Home} from './home.js';
import {listSessions} from './library.js';
import {scanRecording} from './recording.js';
import {isRefusal, type Refusal} from './refusal.js';

/** `openedAt`: ISO 8601, of the wall clock. */
export type OpenDebt = {readonly debt: Debt; readonly session: string; readonly path: string; readonly openedAt: string};

/** `problems`: recordings that could not be read to their end. Something may be owed of which they alone tell. */
export type OpenDebts = {readonly debts: readonly OpenDebt[]; readonly problems: readonly Message[]};

type Told = {
	readonly entry: EntryOf<'debtOpened'> | EntryOf<'debtClosed'>;
	readonly wall: string;
	readonly session: string;
	readonly path: string;
};

export function openDebts(home: Pick<Home, 'recordings'>, deployment: string): OpenDebts | Refusal {
	const sessions = listSessions(home);
	if (isRefusal(sessions)) return sessions;
	const problems: Message[] = [];
	const told: Told[] = [];
	for (const listed of sessions.toReversed()) {
		if (isRefusal(listed)) problems.push(listed.problem);
		else if (listed.world === 'live' && listed.deployment === deployment) {
			const problem = collect(listed.path, listed.session, told);
			if (problem) problems.push(problem);
		}
	}

	// Two sessions may overlap, when one is left open and gone on with later: what counts is when it was written.
	const debts = new Map<string, OpenDebt>();
	for (const {entry, wall, session, path} of told.sort((a, b) => (a.wall < b.wall ? -1 : a.wall > b.wall ? 1 : 0))) {
		if (entry.kind === 'debtOpened') debts.set(entry.debt.id, {debt: entry.debt, session, path, openedAt: wall});
		else debts.delete(entry.debt);
	}
	return {debts: [...debts.values()], problems};
}

function collect(path: string, session: string, told: Told[]): Message | undefined {
	const scan = scanRecording(path, (entry, env) => {
		if (entry.kind !== 'debtOpened' && entry.kind !== 'debtClosed') return;
		told.push({entry, wall: env()?.wall ?? '', session, path});
	});
	return isRefusal(scan) ? scan.problem : scan.brokenAt?.why;
}
