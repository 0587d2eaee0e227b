/**
 * Before a live session begins: on which computers PowerShell opens, and whether the cmdlets that are installed there can do what the
 * procedures will ask of them. What is missing is said before the first step, with what each would have broken; so is a group that the
 * logon does not carry, which keeps nobody from beginning.
 */
import type {PowerShellOptions} from '../../adapters/powershell/backend.js';
import {usualPatience} from '../../adapters/powershell/patience.js';
import {type Deployment, poolOf, type ServiceVersion} from '../../machines/deployment/deployment.js';
import {type InstalledCmdlet, type Lack, lacksOf, sayBroken, sayLack} from '../../machines/live/capability.js';
import {callsOf, isStepOf, type MayRun} from '../../machines/live/may-run.js';
import {refusedTo, serverAdmins} from '../../machines/live/rights.js';
import {type Message, say} from '../../machines/message.js';
import {exitCodes, stopWith} from '../usage-problem.js';
import {leftWaiting, type Waiter} from '../waiting.js';
import {type FarmShells, type FarmShellsOptions, openFarmShells, versionOn} from './farm-shells.js';

export type Door = Pick<PowerShellOptions, 'transportTo' | 'endpointFor'> & Pick<FarmShellsOptions, 'moduleOf'>;

export type Wanted = MayRun & {readonly deployment: Deployment; readonly pool: string};

/** @throws UsageProblem when nothing opens, or something is missing. `told`: everything that a person has to read, as it happens. */
export async function lookUp({deployment, pool, needed, offered}: Wanted, door: Door, {told, left}: Waiter): Promise<void> {
	const calls = callsOf([...needed, ...offered]);
	const shells = openFarmShells({
		...door,
		session: 'look-up',
		deployment,
		cmdlets: [...new Set(calls.map(({cmdlet}) => cmdlet))],
		probe: async () => ({ok: true, output: 'silent'}),
		now: () => 0,
	});
	left?.addEventListener('abort', shells.close);
	try {
		const pools = [poolOf(deployment, pool)?.backupPool, pool].filter(each => each !== undefined);
		const computers = pools.flatMap(each => poolOf(deployment, each)?.computers ?? []);
		const asked = computers.filter(each => !door.endpointFor?.(each));
		// Nobody says there what is installed.
		if (asked.length === 0 && computers.length > 0) return told(say('live.onlyEndpoints', {pools}));
		const found = await firstOpened(shells, asked, {told, left});
		if (left?.aborted) throw leftWaiting('none');
		if (!found) return stopWith(say('live.noHost', {pools}), {exitCode: exitCodes.refused});
		const version = versionOn(deployment, found.computer);
		const lacks = lacksOf(found.installed, {version, calls});
		for (const lack of lacks) for (const line of linesOf(lack)) told(line);
		const broken = lacks.filter(({steps}) => steps.some(isStepOf(needed)));
		const others = lacks.filter(({steps}) => steps.length > 0).length - broken.length;
		if (broken.length > 0) stopWith(say('live.lacks', {count: broken.length, computer: found.computer}), {exitCode: exitCodes.refused});
		if (others > 0) told(say('live.lacksOffered', {count: others}));
		for (const line of await missingGroup(shells, found.computer, needed)) told(line);
		told(say('live.opened', {computer: found.computer, product: productOf[version]}));
	} finally {
		left?.removeEventListener('abort', shells.close);
		shells.close();
	}
}

/** Of what is begun and its way back. Whoever has more rights than its groups say is not kept from anything. */
async function missingGroup(shells: Pick<FarmShells, 'account'>, computer: string, needed: MayRun['needed']): Promise<readonly Message[]> {
	const account = await shells.account(computer);
	if ('failure' in account || account.groups === null) return [];
	const {cmdlets, steps} = refusedTo(account.groups, callsOf(needed));
	if (cmdlets.length === 0) return [];
	return [say('live.noGroup', {account: account.name, computer, group: serverAdmins, cmdlets}), ...steps.map(sayBroken)];
}

const productOf: Readonly<Record<ServiceVersion, string>> = {
	5: 'Lync Server 2010',
	6: 'Lync Server 2013',
	7: 'Skype for Business Server 2015',
	8: 'Skype for Business Server 2019',
};

type Opened = {readonly computer: string; readonly installed: readonly InstalledCmdlet[]};

/** More would load the module on computers of which one is enough; of one that is dark, its silence is waited for. */
const atOnce = 2;

async function firstOpened(
	shells: Pick<FarmShells, 'describe'>,
	computers: readonly string[],
	{told, left}: Waiter,
): Promise<Opened | undefined> {
	let isFound = false;
	const open = async (computer: string): Promise<Opened> => {
		const described = await shells.describe(computer);
		if ('cmdlets' in described) {
			isFound = true;
			return {computer, installed: described.cmdlets};
		}
		const {failure} = described;
		if (!isFound && !left?.aborted) told(say('log.notOpened', {why: failure.ok ? computer : failure.message}));
		throw new Error(computer);
	};
	for (let first = 0; first < computers.length && !left?.aborted; first += atOnce) {
		const next = computers.slice(first, first + atOnce);
		told(say('live.opening', {computers: next, most: {ms: usualPatience.openMs}}));
		try {
			return await Promise.any(next.map(open));
		} catch {
			// None of these: the next ones are tried.
		}
	}
	return undefined;
}

const linesOf = (lack: Lack): readonly Message[] => [sayLack(lack), ...lack.steps.map(sayBroken)];
