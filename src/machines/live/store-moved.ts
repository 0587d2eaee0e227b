/**
 * When the Central Management store has moved, or may have, otherwise than by a call of this session that was heard to its end: somebody
 * moved it outside; or a step that moves it leaves a state in which it was done by hand, or nobody knew. Pure: a fold over the journal.
 */
import {isSighting} from '../ask.js';
import type {JournalEntry} from '../journal/journal-entry.js';
import {usedCalls} from '../procedures/used-calls.js';
import type {StepState} from '../step/step.js';
import {factKey} from '../topology/topology-facts.js';

/** The only cmdlet of the procedures that moves it. */
export const storeMover = 'Invoke-CsManagementServerFailover';

const movers = usedCalls.flatMap(({cmdlet, steps}) => (cmdlet === storeMover ? steps : []));
/** `storeMove#2/cmsFailover/movingCms#3` is one, whatever run it is a part of. */
const movesStore = (step: string): boolean => movers.some(mover => step.replaceAll(/#\d+/g, '').endsWith(mover));

const isOpen: ReadonlySet<StepState> = new Set(['blind', 'byHand', 'unknown', 'undecided', 'failed']);

/** `mayHaveMoved`: by this entry. */
export type StoreMoves = {readonly mayHaveMoved: (entry: JournalEntry) => boolean};

export function createStoreMoves(): StoreMoves {
	const states = new Map<string, StepState>();
	return {
		mayHaveMoved(entry) {
			if (entry.kind === 'outside') return isSighting(entry.what) && entry.what.sighted === factKey.cmsPool;
			if ((entry.kind !== 'stepMoved' && entry.kind !== 'stepEnded') || !movesStore(entry.step)) return false;
			const was = states.get(entry.step);
			const is = entry.kind === 'stepMoved' ? entry.to : 'ended';
			states.set(entry.step, is);
			return was !== undefined && was !== is && isOpen.has(was);
		},
	};
}
