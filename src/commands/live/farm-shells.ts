/** One warm PowerShell host for each computer that a step runs on, with the module of the version that is installed there. */
import type {PowerShellBackend, PowerShellOptions} from '../../adapters/powershell/backend.js';
import {createPowerShellBackend} from '../../adapters/powershell/backend.js';
import {isCmdletCall, isFateQuestion} from '../../machines/ask.js';
import type {Backend} from '../../machines/backend.js';
import {type Deployment, poolOf, type ServiceVersion} from '../../machines/deployment.js';

export type FarmShellsOptions = Omit<PowerShellOptions, 'load' | 'module'> & {
	readonly deployment: Deployment;
	/** What a host of this version loads, and under which name its cmdlets are called. */
	readonly moduleOf: (version: ServiceVersion) => Pick<PowerShellOptions, 'load' | 'module'>;
};

export type FarmShells = Pick<Backend, 'ask'> & Pick<PowerShellBackend, 'describe' | 'close'>;

export function openFarmShells({deployment, moduleOf, ...options}: FarmShellsOptions): FarmShells {
	const shells = new Map<ServiceVersion, PowerShellBackend>();

	function shellOn(computer: string): PowerShellBackend {
		const version = versionOn(deployment, computer);
		const shell = shells.get(version) ?? createPowerShellBackend({...options, ...moduleOf(version)});
		shells.set(version, shell);
		return shell;
	}

	/** What a host has read of the store, it keeps: after the store has moved every one is new. */
	function renewAll() {
		for (const computer of computersOf(deployment)) shells.get(versionOn(deployment, computer))?.renew(computer);
	}

	return {
		ask(id, what, listener) {
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
