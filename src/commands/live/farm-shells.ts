/** One warm PowerShell host for each computer that a step runs on, with the module of the version that is installed there. */
import type {PowerShellBackend, PowerShellOptions} from '../../adapters/powershell/backend.js';
import {createPowerShellBackend} from '../../adapters/powershell/backend.js';
import {refusedAtEndpoint} from '../../adapters/powershell/endpoint.js';
import type {Described, NotAnswered} from '../../adapters/powershell/host.js';
import type {Account} from '../../adapters/powershell/wire.js';
import {type AskEnd, changesState, isProbe} from '../../machines/ask.js';
import type {Backend} from '../../machines/backend.js';
import type {CmdletCall} from '../../machines/cmdlet.js';
import {type Deployment, poolOf, type ServiceVersion} from '../../machines/deployment/deployment.js';
import {createStoreMoves} from '../../machines/live/store-moved.js';
import {mayRunOn, type PassedOver, type Placed} from '../../machines/live/where-to-run.js';
import {type Way, wayKey} from './endpoint-ways.js';
import type {LiveWorld} from './live-session.js';

export type FarmShellsOptions = Omit<PowerShellOptions, 'load' | 'module'> & {
	readonly deployment: Deployment;
	/** What a host of this version loads, and under which name its cmdlets are called. */
	readonly moduleOf: (version: ServiceVersion) => Pick<PowerShellOptions, 'load' | 'module'>;
	/** How a computer is reached, in one word: `local`, by default, `ssh`, or `OcsPowershell`. */
	readonly wayTo?: (computer: string) => string;
	/** What is there at an endpoint whose password was typed, so that nobody could look before: once, and before anything is run there. */
	readonly offered?: (way: Way, described: Described) => void;
};

export type FarmShells = Required<Pick<Backend, 'ask' | 'place'>> &
	Pick<PowerShellBackend, 'describe' | 'account' | 'close'> &
	Required<Pick<LiveWorld, 'heard'>>;

/** Where no PowerShell opened on any of a pool, it is not tried again before, unless somebody asks for it: each try waits for all of them. */
const restMs = 60_000;

/** In the order in which they are tried, each with why its endpoint does not take what is to be run; empty where it does. */
type Refusals = readonly (readonly [computer: string, why: string])[];

export function openFarmShells({deployment, moduleOf, wayTo = () => 'local', offered, ...options}: FarmShellsOptions): FarmShells {
	const {endpointFor = () => undefined, platform = process.platform} = options;
	const shells = new Map<ServiceVersion, PowerShellBackend>();
	/** By the computer that was wanted, and by what endpoints do not take of what it is to run; until one of them is lost. */
	const places = new Map<string, Promise<Placed>>();
	/** Where none opened, and when. */
	const nowhere = new Map<string, number>();
	/** By the endpoint. */
	const looked = new Map<string, Promise<void>>();

	const moves = createStoreMoves();
	/** What hosts are asked. */
	let underWay = 0;
	let isStale = false;

	function shellOn(computer: string): PowerShellBackend {
		const version = versionOn(deployment, computer);
		const shell = shells.get(version) ?? createPowerShellBackend({...options, ...moduleOf(version)});
		shells.set(version, shell);
		return shell;
	}

	/** What a host has read of the store, it keeps: after the store has moved every one is new. */
	function renewAll() {
		places.clear();
		for (const computer of computersOf(deployment)) shells.get(versionOn(deployment, computer))?.renew(computer);
	}

	/** Nothing that runs is let go of for it: then it is done at the next end after which nothing does. */
	function renewWhenIdle() {
		isStale = underWay > 0;
		if (!isStale) renewAll();
	}

	/** Why its endpoint does not run these; empty where it does, or where it has none. */
	function refusalOn(computer: string, calls: readonly CmdletCall[]): string {
		if (!endpointFor(computer)) return '';
		const ends = calls.map(call => refusedAtEndpoint({...call, runsOn: computer}, platform));
		const refused = ends.find(end => end !== undefined);
		return refused && !refused.ok ? refused.message : '';
	}

	/** One after the other: of the first that opens and takes all of them, all that is needed is known. */
	async function find(wanted: string, refusals: Refusals, names: readonly string[]): Promise<Placed> {
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
			const account = await shellOn(computer).account(computer);
			if (!('failure' in account) || !isLost(account.failure)) {
				await lookAtOffer(computer);
				return placed({computer, ...whoRuns(computer, account)});
			}
			failed.push({computer, why: account.failure.ok ? '' : account.failure.message});
		}
		return placed({});
	}

	/** Of one that does not say, the next one that is placed there asks again. */
	async function lookAtOffer(computer: string) {
		const endpoint = endpointFor(computer);
		if (!offered || endpoint?.account === undefined) return;
		const key = wayKey(endpoint);
		const look = async () => {
			const described = await shellOn(computer).describe(computer);
			if ('failure' in described) looked.delete(key);
			offered({computer, endpoint}, described);
		};
		const looking = looked.get(key) ?? look();
		looked.set(key, looking);
		await looking;
	}

	/** At an endpoint there is no elevation, and the rights are those of its account. Whoever cannot say whose they are is there all the same. */
	function whoRuns(computer: string, account: Account | NotAnswered): Pick<Placed, 'way' | 'account' | 'isElevated'> {
		const endpoint = endpointFor(computer);
		const {name, isElevated} = 'failure' in account ? {name: '', isElevated: null} : account;
		return {way: wayTo(computer), account: endpoint?.account ?? name, isElevated: endpoint ? null : isElevated};
	}

	const place: FarmShells['place'] = (wanted, calls, placed) => {
		const refusals: Refusals = mayRunOn(deployment, wanted).map(computer => [computer, refusalOn(computer, calls)]);
		const isRefused = refusals.some(([, why]) => why !== '');
		const names = isRefused ? [...new Set(calls.map(({name}) => name))] : [];
		const key = JSON.stringify([wanted, names, refusals]);
		if (options.now() - (nowhere.get(key) ?? Number.POSITIVE_INFINITY) >= restMs) forgetNowhere();
		const found = places.get(key) ?? find(wanted, refusals, names);
		places.set(key, found);
		underWay++;
		void found.then(where => {
			ended();
			if (where.computer) nowhere.delete(key);
			else if (!nowhere.has(key)) nowhere.set(key, options.now());
			placed(where);
		});
	};

	function forgetNowhere() {
		for (const key of nowhere.keys()) places.delete(key);
		nowhere.clear();
	}

	const ended = () => {
		underWay--;
		if (isStale) renewWhenIdle();
	};

	return {
		place,
		ask(id, what, listener) {
			if (isProbe(what)) return shellOn(deployment.cms.activeMaster).ask(id, what, listener);
			underWay++;
			return shellOn(what.runsOn).ask(id, what, {
				stream: listener.stream,
				ended(end) {
					// What was lost, or never was there, is looked for anew, maybe on another computer.
					if (isLost(end)) places.clear();
					if (changesState(what) && what.name === 'Invoke-CsManagementServerFailover') isStale = true;
					ended();
					listener.ended(end);
				},
			});
		},
		heard(entry) {
			if (moves.mayHaveMoved(entry)) renewWhenIdle();
			if (entry.kind === 'decision' && entry.choice === 'retry') forgetNowhere();
		},
		describe: computer => shellOn(computer).describe(computer),
		account: computer => shellOn(computer).account(computer),
		close() {
			for (const shell of shells.values()) shell.close();
		},
	};
}

/** The adapter says so of a host, and no cmdlet. */
const isLost = (end: AskEnd): boolean => !end.ok && /^Host\w+,Switchback$/.test(end.errorId);

const computersOf = ({pools, otherPools}: Deployment): readonly string[] => [...pools, ...otherPools].flatMap(({computers}) => computers);

/** Of the pool that a computer belongs to; of what belongs to none, that of the pool with the store. */
export const versionOn = (deployment: Deployment, computer: string): ServiceVersion =>
	(deployment.pools.find(({computers}) => computers.includes(computer.toLowerCase())) ?? poolOf(deployment, deployment.cms.active))
		?.version ?? 6;
