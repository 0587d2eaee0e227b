/**
 * Before a live session begins: on which computers and endpoints PowerShell opens, and whether the cmdlets that are there can do what the
 * procedures will ask of them. What is missing is said before the first step, with what each would have broken; so is a group that the
 * logon does not carry, which keeps nobody from beginning. Nor does it keep a person from going by hand that nothing opens.
 */
import type {PowerShellOptions} from '../../adapters/powershell/backend.js';
import {usualPatience} from '../../adapters/powershell/patience.js';
import {type Deployment, poolOf, type ServiceVersion} from '../../machines/deployment/deployment.js';
import {type InstalledCmdlet, type Lack, lacksOf, sayBroken} from '../../machines/live/capability.js';
import {callsOf, type MayRun} from '../../machines/live/may-run.js';
import {refusedTo, serverAdmins} from '../../machines/live/rights.js';
import {type Message, say} from '../../machines/message.js';
import {exitCodes, stopWith} from '../usage-problem.js';
import {leftWaiting, type Waiter} from '../waiting.js';
import {waysTo} from './endpoint-ways.js';
import {type FarmShells, type FarmShellsOptions, openFarmShells, versionOn} from './farm-shells.js';
import {leftToHands, linesOf, offersAt, type WayOffer, weightOf, whyNot} from './offers.js';

export type Door = Pick<PowerShellOptions, 'transportTo' | 'endpointFor' | 'platform'> & Pick<FarmShellsOptions, 'moduleOf'>;

export type Wanted = MayRun & {
	readonly deployment: Deployment;
	readonly pool: string;
	/** A person is there, to look and to act where no PowerShell opens. */
	readonly mayBeByHand?: boolean;
};

/**
 * `told` of `waiter`: everything that a person has to read, as it happens.
 * @throws UsageProblem when something is missing, when nothing opens and nobody is there to go by hand, and once it is left.
 */
export async function lookUp(wanted: Wanted, door: Door, waiter: Waiter): Promise<void> {
	const {deployment, pool, needed, offered} = wanted;
	const {told, left} = waiter;
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
		const computersOf = (each: string) => poolOf(deployment, each)?.computers ?? [];
		const {others, now, later} = waysTo(pools.flatMap(computersOf), door);
		const found = await firstOpened(shells, others, waiter);
		if (left?.aborted) throw leftWaiting('none');
		const offers = await offersAt(now, {shells, wanted, waiter});
		if (left?.aborted) throw leftWaiting('none');
		for (const {uri, account = ''} of later) told(say('live.openedLater', {uri, account}));
		if (!found && offers.length + later.length === 0) {
			if (!wanted.mayBeByHand) stopWith(say('live.noHost', {pools}), {exitCode: exitCodes.refused});
			return told(say('live.allByHand', {pools}));
		}

		const version = found && versionOn(deployment, found.computer);
		const lacks = found && version ? lacksOf(found.installed, {version, calls}) : [];
		tellLacks({computer: found?.computer ?? '', lacks}, offers, {needed, told});
		const isReached = (each: string) => computersOf(each).some(computer => others.includes(computer));
		for (const line of leftToHands(found ? pools.filter(each => !isReached(each)) : pools, wanted)) told(line);
		if (!found || !version) return;
		for (const line of await missingGroup(shells, found.computer, needed)) told(line);
		told(say('live.opened', {computer: found.computer, product: productOf[version]}));
	} finally {
		left?.removeEventListener('abort', shells.close);
		shells.close();
	}
}

type Found = {readonly computer: string; readonly lacks: readonly Lack[]};

/** What is missing at the endpoints was told when each of them opened. @throws UsageProblem when it is something that is needed. */
function tellLacks({computer, lacks}: Found, offers: readonly WayOffer[], {needed, told}: Pick<Wanted, 'needed'> & Pick<Waiter, 'told'>) {
	for (const line of lacks.flatMap(linesOf)) told(line);
	const {broken, others} = weightOf(lacks, needed);
	const uris = offers.filter(offer => offer.broken > 0).map(({uri}) => uri);
	if (broken > 0) stopWith(say('live.lacks', {count: broken, computer}), {exitCode: exitCodes.refused});
	if (uris.length > 0) stopWith(say('live.brokenAtEndpoint', {uris}), {exitCode: exitCodes.refused});
	const count = offers.reduce((sum, offer) => sum + offer.others, others);
	if (count > 0) told(say('live.lacksOffered', {count}));
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
		if (!isFound && !left?.aborted) told(whyNot(computer, described));
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
