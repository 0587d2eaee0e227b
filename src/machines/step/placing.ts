/** Asks a world where calls are to be run, and writes each answer that is a new one. A world that has only one place is not asked. */
import {type Ask, isCmdletCall} from '../ask.js';
import type {Backend} from '../backend.js';
import type {CallEnd, CmdletCall} from '../cmdlet.js';
import type {Event} from '../journal/journal-entry.js';
import type {Json} from '../json.js';
import {nowhere} from '../live/nowhere.js';
import {type Placed, type Places, placedCall, placeKey} from '../live/where-to-run.js';

export type Placing = {
	/** Where one thing is asked; not at once, where it has to be found out. `end`: where nothing opens that could be asked. */
	readonly one: <What extends Ask>(what: What, go: (what: What, end?: CallEnd) => void) => void;
	/** Where all of them would be run; undefined where there is only one place for each. */
	readonly all: (calls: readonly CmdletCall[], go: (places: Places | undefined) => void) => void;
};

export function createPlacing({place, now}: Pick<Backend, 'place' | 'now'>, write: (event: Event) => boolean): Placing {
	const written = new Map<string, string>();

	function note(placed: Placed) {
		const of = JSON.stringify([placed.wanted, placed.cmdlets]);
		const value = JSON.stringify(placed);
		if (written.get(of) === value) return;
		written.set(of, value);
		write({kind: 'fact', about: placeKey(placed.wanted), value: placed as unknown as Json, source: 'PowerShell', seenAt: now()});
	}

	return {
		one(what, go) {
			if (!place || !isCmdletCall(what)) return go(what);
			place(what.runsOn, [what], placed => {
				note(placed);
				if (!placed.computer) return go(what, nowhere(placed));
				go({...what, ...placedCall(what, {[placed.wanted]: placed.computer})});
			});
		},
		all(calls, go) {
			const wanted = [...new Set(calls.map(({runsOn}) => runsOn))];
			if (!place || wanted.length === 0) return go(undefined);
			const places: Record<string, string> = {};
			let left = wanted.length;
			for (const computer of wanted) {
				const there = calls.filter(({runsOn}) => runsOn === computer);
				place(computer, there, placed => {
					note(placed);
					if (placed.computer) places[computer] = placed.computer;
					if (--left === 0) go(places);
				});
			}
		},
	};
}
