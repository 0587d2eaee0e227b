/**
 * Looks at a live deployment now and then, for the facts on the screens, and tells what others have changed. It asks only through computers
 * that this session has reached already, and opens none; and not through OcsPowershell, where the store cannot be asked. What it saw is
 * written as what a step saw; a look that saw nothing new is one fact.
 */
import {type Ask, isCmdletCall} from '../ask.js';
import type {Backend} from '../backend.js';
import {type CmdletCall, read} from '../cmdlet.js';
import type {Deployment} from '../deployment/deployment.js';
import type {Event, JournalEntry} from '../journal/journal-entry.js';
import {createSightings} from '../topology/sightings.js';
import {findingsIn, indexOf} from '../topology/topology-outputs.js';
import {givesWayMs, paceAfter, usualPace} from './poll-schedule.js';
import {endpointWay, isPlace, type Placed} from './where-to-run.js';

export type PollDesk = {
	readonly backend: Pick<Backend, 'ask' | 'after' | 'now'>;
	readonly write: (event: Event) => boolean;
	readonly nextCall: (step: string) => string;
	/** Whether something else is asked of the world just now. */
	readonly isBusy: () => boolean;
};

export type Poller = {
	/** Every entry, those of the record too. */
	readonly heard: (entry: JournalEntry) => void;
	readonly start: () => void;
	/** Somebody else asks now: what the poller has under way is taken back, for a host answers one question after the other. */
	readonly giveWay: () => void;
	readonly stop: () => void;
};

/** In turn. All of them ask the store. */
const polls: readonly {readonly about: string; readonly call: (runsOn: string) => CmdletCall}[] = [
	{about: 'poller/store', call: on => read(on, 'Get-CsManagementStoreReplicationStatus', {CentralManagementStoreStatus: true})},
	{about: 'poller/edges', call: on => read(on, 'Get-CsService', {EdgeServer: true})},
	{about: 'poller/sites', call: on => read(on, 'Get-CsSite')},
];

export function createPoller({backend, write, nextCall, isBusy}: PollDesk, deployment: Deployment): Poller {
	const sightings = createSightings(deployment);
	const index = indexOf(deployment);
	const calls = new Map<string, Ask>();
	const lastSaw = new Map<string, string>();
	let pace = usualPace;
	let turn = 0;
	let host: string | undefined;
	const atEndpoint = new Set<string>();
	let isStopped = false;
	let outsiders = 0;
	let cancel = () => {};
	let takeBack: (() => void) | undefined;
	let gaveWay = false;

	function heard(entry: JournalEntry) {
		if (entry.kind === 'sealed') return stop();
		if (entry.kind === 'fact' && isPlace(entry.about)) placed(entry.value as unknown as Placed);
		if (entry.kind === 'callBegan') calls.set(entry.call, entry.what);
		if (entry.kind === 'callEnded') reached(entry.call, entry.end.ok);
		for (const what of sightings.apply(entry)) {
			const by = entry.kind === 'callEnded' ? entry.call : '';
			// Not from within the telling of an entry: what follows from it comes first.
			backend.after(0, () => isStopped || write({kind: 'outside', id: `poller/outside${++outsiders}`, what, by}));
		}
	}

	function placed({computer, way}: Placed) {
		if (computer !== undefined && way === endpointWay) atEndpoint.add(computer);
		else if (computer !== undefined) atEndpoint.delete(computer);
	}

	function reached(call: string, isWell: boolean) {
		const what = calls.get(call);
		calls.delete(call);
		if (!what || !isCmdletCall(what)) return;
		if (isWell && !atEndpoint.has(what.runsOn)) host = what.runsOn;
		else if (host === what.runsOn && call.startsWith('poller/')) host = undefined;
	}

	function next(ms: number) {
		if (!isStopped) cancel = backend.after(ms, look);
	}

	function look() {
		if (isStopped) return;
		if (host === undefined) return next(pace.everyMs);
		if (isBusy()) return next(givesWayMs);
		const {about, call} = polls[turn++ % polls.length] as (typeof polls)[number];
		const what = call(host);
		const id = nextCall(about);
		const askedAt = backend.now();
		gaveWay = false;
		takeBack = backend.ask(id, what, {
			stream: () => {},
			ended(end) {
				takeBack = undefined;
				if (isStopped) return;
				if (gaveWay) return next(givesWayMs);
				pace = paceAfter(pace, {tookMs: backend.now() - askedAt, isWell: end.ok});
				// Not the whole of it: an output has times of its own.
				const saw = JSON.stringify([end.ok, findingsIn(what, end, index, new Set())]);
				if (lastSaw.get(about) === saw) write({kind: 'fact', about, value: 'unchanged', source: 'look', seenAt: backend.now()});
				else if (write({kind: 'callBegan', call: id, what})) write({kind: 'callEnded', call: id, end, changes: false});
				lastSaw.set(about, saw);
				next(pace.everyMs);
			},
		});
	}

	function stop() {
		isStopped = true;
		cancel();
		takeBack?.();
	}

	return {
		heard,
		start: () => next(pace.everyMs),
		giveWay() {
			if (!takeBack) return;
			gaveWay = true;
			takeBack();
		},
		stop,
	};
}

/** Counts what is asked of a world and has not been answered; `asks` hears of each before it is asked. */
export function counting<World extends Pick<Backend, 'ask'>>(
	backend: World,
	asks: () => void,
): {readonly backend: World; readonly isBusy: () => boolean} {
	let open = 0;
	return {
		isBusy: () => open > 0,
		backend: {
			...backend,
			ask(id: string, what: Ask, listener: Parameters<Backend['ask']>[2]) {
				open++;
				asks();
				return backend.ask(id, what, {
					stream: listener.stream,
					ended(end) {
						open--;
						listener.ended(end);
					},
				});
			},
		},
	};
}
