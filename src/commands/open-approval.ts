/** What waits for a second person in a session: read off its journal, whoever writes to it meanwhile. */

import type {Header} from '../machines/journal/journal-entry.js';
import {applyEntry, emptyView} from '../machines/journal/session-view.js';
import {say} from '../machines/message.js';
import {isApprovalText} from '../machines/step/approval.js';
import {findSession} from '../storage/library.js';
import {readRecording} from '../storage/recording.js';
import {readTextFile} from '../storage/text-file.js';
import type {Desk} from './desk.js';
import {listed} from './listed-sessions.js';
import {emptyValue, exitCodes, orStop, stopWith, usage} from './usage-problem.js';

export type OpenApproval = {readonly header: Header; readonly question: string; readonly text: string};

/** By name; without one, the only session that is not closed. */
export function pathToApprove(desk: Desk, name: string | undefined): string {
	if (name === '') return emptyValue('session', 'approve');
	if (name !== undefined) return orStop(findSession(desk.home, name)).path;
	const open = listed(desk).filter(({state, session}) => ['open', 'held'].includes(state) && !session?.isLookOnly);
	const [first, another] = open;
	if (!first) return usage('noOpenSession');
	return another ? stopWith(say('approve.which', {sessions: open.map(({id}) => id)})) : first.path;
}

export function readOpenApproval(path: string): OpenApproval {
	const {header, entries} = orStop(readRecording(path));
	const {question, outcome} = entries.reduce(applyEntry, emptyView);
	if (question?.toApprove === undefined || outcome) return stopWith(say('approve.nothing', {path}), {exitCode: exitCodes.refused});
	return {header, question: question.question, text: question.toApprove};
}

/** A text that was exported, as its second person has it; undefined when the name is that of no such file. */
export function readRequest(name: string): string | undefined {
	const read = readTextFile(name);
	return 'text' in read && isApprovalText(read.text) ? read.text : undefined;
}

/** A text with its signature behind it; or beside it, as `ssh-keygen` leaves it. */
export function readSigned(path: string): string {
	if (path === '') return emptyValue('--deliver', 'approve');
	const {text} = orStop(readTextFile(path));
	return text.includes('-----BEGIN SSH SIGNATURE-----') ? text : text + orStop(readTextFile(`${path}.sig`)).text;
}
