/** One warm PowerShell host for each computer that a step runs on, with the module of the version that is installed there. */
import type {PowerShellBackend, PowerShellOptions} from '../../adapters/powershell/backend.js';
import {createPowerShellBackend} from '../../adapters/powershell/backend.js';
import type {Described} from '../../adapters/powershell/host.js';
import {changesState, isProbe} from '../../machines/ask.js';
import type {Backend} from '../../machines/backend.js';
import {type Deployment, poolOf, type ServiceVersion} from '../../machines/deployment/deployment.js';
import {createStoreMoves, storeMover} from '../../machines/live/store-moved.js';
import {type Way, wayKey} from './endpoint-ways.js';
import {createFarmPlaces, isLost} from './farm-places.js';
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

export function openFarmShells({deployment, moduleOf, wayTo = () => 'local', offered, ...options}: FarmShellsOptions): FarmShells {
	const {endpointFor = () => undefined, platform = process.platform, now} = options;
	const shells = new Map<ServiceVersion, PowerShellBackend>();
	/** Endpoints, by what makes each another one. */
	const looked = new Map<string, Promise<void>>();
	const account: FarmShells['account'] = computer => shellOn(computer).account(computer);
	const places = createFarmPlaces({deployment, endpointFor, platform, wayTo, now, account, opened: lookAtOffer});
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
		places.forget();
		for (const computer of computersOf(deployment)) shells.get(versionOn(deployment, computer))?.renew(computer);
	}

	/** Nothing that runs is let go of for it: then it is done at the next end after which nothing does. */
	function renewWhenIdle() {
		isStale = underWay > 0;
		if (!isStale) renewAll();
	}

	function ended() {
		underWay--;
		if (isStale) renewWhenIdle();
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

	return {
		place(wanted, calls, placed) {
			underWay++;
			void places.find(wanted, calls).then(where => {
				ended();
				placed(where);
			});
		},
		ask(id, what, listener) {
			if (isProbe(what)) return shellOn(deployment.cms.activeMaster).ask(id, what, listener);
			underWay++;
			return shellOn(what.runsOn).ask(id, what, {
				stream: listener.stream,
				ended(end) {
					// What was lost, or never was there, is looked for anew, maybe on another computer.
					if (isLost(end)) places.forget();
					if (changesState(what) && what.name === storeMover) isStale = true;
					ended();
					listener.ended(end);
				},
			});
		},
		heard(entry) {
			if (moves.mayHaveMoved(entry)) renewWhenIdle();
			if (entry.kind === 'decision' && entry.choice === 'retry') places.forgetNowhere();
		},
		describe: computer => shellOn(computer).describe(computer),
		account,
		close() {
			for (const shell of shells.values()) shell.close();
		},
	};
}

const computersOf = ({pools, otherPools}: Deployment): readonly string[] => [...pools, ...otherPools].flatMap(({computers}) => computers);

/** Of the pool that a computer belongs to; of what belongs to none, that of the pool with the store. */
export const versionOn = (deployment: Deployment, computer: string): ServiceVersion =>
	(deployment.pools.find(({computers}) => computers.includes(computer.toLowerCase())) ?? poolOf(deployment, deployment.cms.active))
		?.version ?? 6;
