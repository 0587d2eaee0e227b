/**
 * Before a live session begins: on which computers and endpoints PowerShell opens, and whether the cmdlets that are there can do what the
 * procedures will ask of them. What is missing is said before the first step, with what each would have broken; so is a group that the
 * logon does not carry, which keeps nobody from beginning. Nor does it keep a person from going by hand that nothing opens.
 */
import type {PowerShellOptions} from '../../adapters/powershell/backend.js';
import {usualPatience} from '../../adapters/powershell/patience.js';
import {type Deployment, poolOf, type ServiceVersion} from '../../machines/deployment/deployment.js';
import {type InstalledCmdlet, lacksOf, sayBroken} from '../../machines/live/capability.js';
import {callsOf, isStepOf, type MayRun} from '../../machines/live/may-run.js';
import {refusedTo, serverAdmins} from '../../machines/live/rights.js';
import {type Message, say} from '../../machines/message.js';
import {exitCodes, stopWith} from '../usage-problem.js';
import {leftWaiting, type Waiter} from '../waiting.js';
import {type Way, waysOf} from './endpoint-ways.js';
import {type FarmShells, type FarmShellsOptions, openFarmShells, versionOn} from './farm-shells.js';
import {leftToHands, linesOf, type Offer, offerOf, whyNot} from './offers.js';

export type Door = Pick<PowerShellOptions, 'transportTo' | 'endpointFor' | 'platform'> & Pick<FarmShellsOptions, 'moduleOf'>;

export type Wanted = MayRun & {
	readonly deployment: Deployment;
	readonly pool: string;
	/** A person is there, to look and to act where no PowerShell opens. */
	readonly mayBeByHand?: boolean;
};

/** @throws UsageProblem when something is missing, or nothing opens and nobody is there to go by hand. `told`: everything that a person has to read, as it happens. */
export async function lookUp(wanted: Wanted, door: Door, waiter: Waiter): Promise<void> {
	const {deployment, pool, needed, offered} = wanted;
	const {told, left} = waiter;
	const {endpointFor = () => undefined, platform = process.platform} = door;
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
		const computers = pools.flatMap(computersOf);
		const isOtherwise = (computer: string) => !endpointFor(computer);
		const found = await firstOpened(shells, computers.filter(isOtherwise), waiter);
		if (left?.aborted) throw leftWaiting('none');
		// Elsewhere none opens, with or without a password.
		const isLater = ({endpoint}: Way) => endpoint.account !== undefined && platform === 'win32';
		const ways = waysOf(computers, endpointFor);
		const later = ways.filter(isLater).map(({endpoint: {uri, account = ''}}) => say('live.openedLater', {uri, account}));
		const offers = await offersAt(
			ways.filter(way => !isLater(way)),
			{shells, wanted, waiter},
		);
		if (left?.aborted) throw leftWaiting('none');
		for (const line of later) told(line);
		if (!found && offers.length + later.length === 0) {
			if (!wanted.mayBeByHand) stopWith(say('live.noHost', {pools}), {exitCode: exitCodes.refused});
			return told(say('live.allByHand', {pools}));
		}

		const lacks = found ? lacksOf(found.installed, {version: versionOn(deployment, found.computer), calls}) : [];
		for (const line of lacks.flatMap(linesOf)) told(line);
		const broken = lacks.filter(({steps}) => steps.some(isStepOf(needed))).length;
		const wrongAt = offers.filter(offer => offer.broken > 0).map(({uri}) => uri);
		if (found && broken > 0) stopWith(say('live.lacks', {count: broken, computer: found.computer}), {exitCode: exitCodes.refused});
		if (wrongAt.length > 0) stopWith(say('live.brokenAtEndpoint', {uris: wrongAt}), {exitCode: exitCodes.refused});
		const others = lacks.filter(({steps}) => steps.length > 0).length - broken + offers.reduce((sum, offer) => sum + offer.others, 0);
		if (others > 0) told(say('live.lacksOffered', {count: others}));
		for (const line of leftToHands(found ? pools.filter(each => !computersOf(each).some(isOtherwise)) : pools, wanted)) told(line);
		if (!found) return;
		for (const line of await missingGroup(shells, found.computer, needed)) told(line);
		told(say('live.opened', {computer: found.computer, product: productOf[versionOn(deployment, found.computer)]}));
	} finally {
		left?.removeEventListener('abort', shells.close);
		shells.close();
	}
}

type Looking = {readonly shells: Pick<FarmShells, 'describe'>; readonly wanted: Wanted; readonly waiter: Waiter};

/** Without those at which nothing opens: why is told. */
async function offersAt(
	ways: readonly Way[],
	{shells, wanted, waiter: {told, left}}: Looking,
): Promise<readonly (Pick<Offer, 'broken' | 'others'> & {readonly uri: string})[]> {
	const open = async (way: Way) => {
		const {uri} = way.endpoint;
		told(say('live.openingEndpoint', {uri, most: {ms: usualPatience.openMs}}));
		const described = await shells.describe(way.computer);
		if (left?.aborted) return [];
		if ('failure' in described) {
			told(whyNot(way.computer, described));
			return [];
		}
		const {lines, ...offer} = offerOf(way, described.cmdlets, wanted.deployment, wanted);
		for (const line of lines) told(line);
		if (lines.length === 0) told(say('live.openedEndpoint', {uri}));
		return [{uri, ...offer}];
	};
	return (await Promise.all(ways.map(open))).flat();
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
