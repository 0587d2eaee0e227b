/** Sessions that can be gone on with: not sealed, not damaged, and nobody writes to them. */

import {findSession} from '../storage/library.js';
import type {Desk} from './desk.js';
import {isOpenRehearsal, type Listed, listed} from './listed-sessions.js';
import {emptyValue, orStop, usage} from './usage-problem.js';

export const openSessions = (desk: Desk): readonly Listed[] => listed(desk).filter(isOpenRehearsal);

/** By name; without one, the only one there is. */
export function pathToResume(desk: Desk, name: string | undefined): string {
	if (name === '') return emptyValue('session', 'resume');
	if (name !== undefined) return orStop(findSession(desk.home, name)).path;
	const [first, another] = openSessions(desk);
	if (!first) {
		// To open it is refused, with who has it.
		const held = listed(desk).find(({state, session}) => state === 'held' && session?.world === 'rehearsal' && !session.isLookOnly);
		return held?.path ?? usage('noOpenSession');
	}
	const ids = openSessions(desk).map(({id}) => id);
	return another ? usage('whichSession', {sessions: ids, first: first.id}) : first.path;
}
