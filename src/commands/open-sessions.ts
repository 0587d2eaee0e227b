/** Sessions that can be gone on with: not sealed, not damaged, and nobody writes to them but an engine that can be attached to. */

import {findSession} from '../storage/library.js';
import type {Desk} from './desk.js';
import {isOpen, type Listed, listed} from './listed-sessions.js';
import {emptyValue, orStop, usage} from './usage-problem.js';

export const openSessions = (desk: Desk): readonly Listed[] => listed(desk).filter(isOpen);

/** By name; without one, the only one there is. */
export function pathToResume(desk: Desk, name: string | undefined): string {
	if (name === '') return emptyValue('session', 'resume');
	if (name !== undefined) return orStop(findSession(desk.home, name)).path;
	const [first] = openSessions(desk);
	if (first) return theOnly(openSessions(desk), 'resume');
	// To open it is refused, with who has it.
	const held = listed(desk).find(({state, session}) => state === 'held' && session !== undefined && !session.isLookOnly);
	return held?.path ?? usage('noOpenSession');
}

/** One that an engine goes on with. */
export function pathToObserve(desk: Desk, name: string | undefined): string {
	if (name === '') return emptyValue('session', 'observe');
	if (name !== undefined) return orStop(findSession(desk.home, name)).path;
	return theOnly(
		listed(desk).filter(({state}) => state === 'running'),
		'observe',
	);
}

function theOnly(sessions: readonly Listed[], command: string): string {
	const [first, another] = sessions;
	if (!first) return usage('noRunningSession');
	return another ? usage('whichSession', {sessions: sessions.map(({id}) => id), first: first.id, command}) : first.path;
}
