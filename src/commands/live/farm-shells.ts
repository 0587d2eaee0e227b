/** One warm PowerShell host for each computer that a step runs on, with the module of the version that is installed there. */
import type {PowerShellBackend, PowerShellOptions} from '../../adapters/powershell/backend.js';
import {createPowerShellBackend} from '../../adapters/powershell/backend.js';
import type {NotAnswered} from '../../adapters/powershell/host.js';
import type {Account} from '../../adapters/powershell/wire.js';
import {type AskEnd, isCmdletCall, isFateQuestion} from '../../machines/ask.js';
import type {AskListener, Backend} from '../../machines/backend.js';
import {type Deployment, poolOf, type ServiceVersion} from '../../machines/deployment/deployment.js';
import {mayRunOn, type Placed} from '../../machines/live/where-to-run.js';

export type FarmShellsOptions = Omit<PowerShellOptions, 'load' | 'module'> & {
	readonly deployment: Deployment;
	/** What a host of this version loads, and under which name its cmdlets are called. */
	readonly moduleOf: (version: ServiceVersion) => Pick<PowerShellOptions, 'load' | 'module'>;
	/** How a computer is reached, in one word: `local`, by default, `ssh`, or `OcsPowershell`. */
	readonly wayTo?: (computer: string) => string;
};

export type FarmShells = Required<Pick<Backend, 'ask' | 'place'>> & Pick<PowerShellBackend, 'describe' | 'account' | 'close'>;

export function openFarmShells({deployment, moduleOf, wayTo = () => 'local', ...options}: FarmShellsOptions): FarmShells {
	const endpointFor = options.endpointFor ?? (() => undefined);
	const shells = new Map<ServiceVersion, PowerShellBackend>();
	/** By the computer that was wanted; until one of them is lost. */
	const places = new Map<string, Promise<Placed>>();

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

	/** One after the other: of the first that opens, all that is needed is known. */
	async function find(wanted: string): Promise<Placed> {
		const failed: {readonly computer: string; readonly why: string}[] = [];
		for (const computer of mayRunOn(deployment, wanted)) {
			const account = await shellOn(computer).account(computer);
			if (!('failure' in account) || !isLost(account.failure)) return {wanted, computer, ...whoRuns(computer, account), failed};
			failed.push({computer, why: account.failure.ok ? '' : account.failure.message});
		}
		return {wanted, failed};
	}

	/** At an endpoint there is no elevation, and the rights are those of its account. Whoever cannot say whose they are is there all the same. */
	function whoRuns(computer: string, account: Account | NotAnswered): Pick<Placed, 'way' | 'account' | 'isElevated'> {
		const endpoint = endpointFor(computer);
		const {name, isElevated} = 'failure' in account ? {name: '', isElevated: null} : account;
		return {way: wayTo(computer), account: endpoint?.account ?? name, isElevated: endpoint ? null : isElevated};
	}

	function place(wanted: string, placed: (where: Placed) => void) {
		const found = places.get(wanted) ?? find(wanted);
		places.set(wanted, found);
		void found.then(where => {
			// Where none opened, the next look tries again.
			if (!where.computer) places.delete(wanted);
			placed(where);
		});
	}

	/** What was lost, or never was there, is looked for anew, maybe on another computer. */
	const hearing = (listener: AskListener): AskListener => ({
		stream: listener.stream,
		ended(end) {
			if (isLost(end)) places.clear();
			listener.ended(end);
		},
	});

	return {
		place,
		ask(id, what, given) {
			const listener = hearing(given);
			const shell = shellOn(isCmdletCall(what) || isFateQuestion(what) ? what.runsOn : deployment.cms.activeMaster);
			if (!isCmdletCall(what) || what.name !== 'Invoke-CsManagementServerFailover' || !what.changesState)
				return shell.ask(id, what, listener);
			return shell.ask(id, what, {
				stream: listener.stream,
				ended(end) {
					renewAll();
					listener.ended(end);
				},
			});
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
