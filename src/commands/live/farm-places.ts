/**
 * On which computer of a pool what is meant for one of them is run: the first on which PowerShell opens, and whose endpoint takes it. Found
 * out once; anew when one was lost.
 */
import type {PowerShellOptions} from '../../adapters/powershell/backend.js';
import {refusedAtEndpoint} from '../../adapters/powershell/endpoint.js';
import type {NotAnswered} from '../../adapters/powershell/host.js';
import type {Account} from '../../adapters/powershell/wire.js';
import type {AskEnd} from '../../machines/ask.js';
import type {CmdletCall} from '../../machines/cmdlet.js';
import type {Deployment} from '../../machines/deployment/deployment.js';
import {mayRunOn, type PassedOver, type Placed} from '../../machines/live/where-to-run.js';

export type FarmPlacesOptions = Required<Pick<PowerShellOptions, 'endpointFor' | 'platform' | 'now'>> & {
	readonly deployment: Deployment;
	/** In one word. */
	readonly wayTo: (computer: string) => string;
	/** Who it is there; a host is opened for it. */
	readonly account: (computer: string) => Promise<Account | NotAnswered>;
	/** Waited for once a host has opened there, before anything is placed there. */
	readonly opened: (computer: string) => Promise<void>;
};

export type FarmPlaces = {
	/** Of calls that are all run on one computer. */
	readonly find: (wanted: string, calls: readonly CmdletCall[]) => Promise<Placed>;
	readonly forget: () => void;
	/** Somebody asks for another try where none opened. */
	readonly forgetNowhere: () => void;
};

/** Where no PowerShell opened on any of a pool, it is not tried again before, unless somebody asks for it: each try waits for all of them. */
const restMs = 60_000;

/** In the order in which they are tried, each with why its endpoint does not take what is to be run; empty where it does. */
type Refusals = readonly (readonly [computer: string, why: string])[];

export function createFarmPlaces(options: FarmPlacesOptions): FarmPlaces {
	const {deployment, endpointFor, platform, wayTo, now, account, opened} = options;
	/** By the computer that was wanted, and by what endpoints do not take of what it is to run. */
	const places = new Map<string, Promise<Placed>>();
	/** Where none opened, and when. */
	const nowhere = new Map<string, number>();

	function find(wanted: string, calls: readonly CmdletCall[]): Promise<Placed> {
		const refusals: Refusals = mayRunOn(deployment, wanted).map(computer => [computer, refusalOn(computer, calls)]);
		const isRefused = refusals.some(([, why]) => why !== '');
		const names = isRefused ? [...new Set(calls.map(({name}) => name))] : [];
		const key = JSON.stringify([wanted, names, refusals]);
		if (now() - (nowhere.get(key) ?? Number.POSITIVE_INFINITY) >= restMs) forgetNowhere();
		const found = places.get(key) ?? search(wanted, refusals, names).then(placed => noted(key, placed));
		places.set(key, found);
		return found;
	}

	function noted(key: string, placed: Placed): Placed {
		if (placed.computer) nowhere.delete(key);
		else if (!nowhere.has(key)) nowhere.set(key, now());
		return placed;
	}

	/** Why its endpoint does not run these; empty where it does, or where it has none. */
	function refusalOn(computer: string, calls: readonly CmdletCall[]): string {
		if (!endpointFor(computer)) return '';
		const ends = calls.map(call => refusedAtEndpoint({...call, runsOn: computer}, platform));
		const refused = ends.find(end => end !== undefined);
		return refused && !refused.ok ? refused.message : '';
	}

	/** One after the other: of the first that opens and takes all of them, all that is needed is known. */
	async function search(wanted: string, refusals: Refusals, names: readonly string[]): Promise<Placed> {
		const failed: PassedOver[] = [];
		const placed = (where: Partial<Placed>): Placed => ({
			...{wanted, ...where, failed},
			...(failed.some(({isRefused}) => isRefused) ? {cmdlets: names} : {}),
		});
		for (const [computer, why] of refusals) {
			if (why) {
				failed.push({computer, why, isRefused: true});
				continue;
			}
			const asked = await account(computer);
			if (!('failure' in asked) || !isLost(asked.failure)) {
				await opened(computer);
				return placed({computer, ...whoRuns(computer, asked)});
			}
			failed.push({computer, why: asked.failure.ok ? '' : asked.failure.message});
		}
		return placed({});
	}

	/** At an endpoint there is no elevation, and the rights are those of its account. Whoever cannot say whose they are is there all the same. */
	function whoRuns(computer: string, asked: Account | NotAnswered): Pick<Placed, 'way' | 'account' | 'isElevated'> {
		const endpoint = endpointFor(computer);
		const {name, isElevated} = 'failure' in asked ? {name: '', isElevated: null} : asked;
		return {way: wayTo(computer), account: endpoint?.account ?? name, isElevated: endpoint ? null : isElevated};
	}

	function forgetNowhere() {
		for (const key of nowhere.keys()) places.delete(key);
		nowhere.clear();
	}

	return {find, forget: () => places.clear(), forgetNowhere};
}

/** The adapter says so of a host, and no cmdlet. */
export const isLost = (end: AskEnd): boolean => !end.ok && /^Host\w+,Switchback$/.test(end.errorId);
