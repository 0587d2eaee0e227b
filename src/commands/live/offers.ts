/**
 * What the remote endpoint of a pool offers, held against what will be asked of it. In its session is what the role of an account gives, so
 * what is not there may be there for another. What never goes through an endpoint is not asked of it.
 */
import {goesThroughEndpoint} from '../../adapters/powershell/endpoint.js';
import type {NotAnswered} from '../../adapters/powershell/host.js';
import {usualPatience} from '../../adapters/powershell/patience.js';
import type {Deployment} from '../../machines/deployment/deployment.js';
import {type InstalledCmdlet, type Lack, lacksOf, sayBroken, sayLack} from '../../machines/live/capability.js';
import {callsOf, isStepOf, type MayRun} from '../../machines/live/may-run.js';
import {type Message, say} from '../../machines/message.js';
import type {UsedCall} from '../../machines/procedures/used-call.js';
import type {Waiter} from '../waiting.js';
import type {Way} from './endpoint-ways.js';
import {type FarmShells, versionOn} from './farm-shells.js';

/** How many things are missing: `broken` of what is needed, `others` of what is only offered. What breaks no step is in neither. */
export type Weight = {readonly broken: number; readonly others: number};

/** `lines`: what is said of it, and nothing where nothing is missing. */
export type Offer = Weight & {readonly lines: readonly Message[]};

export type WayOffer = Weight & {readonly uri: string};

type Looking = {
	readonly shells: Pick<FarmShells, 'describe'>;
	readonly wanted: MayRun & {readonly deployment: Deployment};
	readonly waiter: Waiter;
};

/** Opens them, and tells what is missing at each. Without those at which nothing opens: why is told. Empty once it is left. */
export async function offersAt(ways: readonly Way[], {shells, wanted, waiter: {told, left}}: Looking): Promise<readonly WayOffer[]> {
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

export function offerOf(
	{computer, endpoint}: Way,
	installed: readonly InstalledCmdlet[],
	deployment: Deployment,
	{needed, offered}: MayRun,
): Offer {
	const lacks = lacksOf(installed, {version: versionOn(deployment, computer), calls: callsThere([...needed, ...offered])});
	const {uri, account = 'none'} = endpoint;
	return {
		lines: lacks.length === 0 ? [] : [say('live.lacksAtEndpoint', {count: lacks.length, uri, account}), ...lacks.flatMap(linesOf)],
		...weightOf(lacks, needed),
	};
}

export function weightOf(lacks: readonly Lack[], needed: MayRun['needed']): Weight {
	const felt = lacks.filter(({steps}) => steps.length > 0);
	const broken = felt.filter(({steps}) => steps.some(isStepOf(needed))).length;
	return {broken, others: felt.length - broken};
}

/** An adapter says it, and names the computer. */
export const whyNot = (computer: string, {failure}: NotAnswered): Message =>
	say('log.notOpened', {why: failure.ok ? computer : failure.message});

export const linesOf = (lack: Lack): readonly Message[] => [sayLack(lack), ...lack.steps.map(sayBroken)];

/** No preview is asked for there; and that a parameter is common to all cmdlets, the texts of its sets do not show. */
const callsThere = (ids: MayRun['needed']): readonly UsedCall[] =>
	callsOf(ids)
		.filter(isThere)
		.map(({hasPreview: _, gives: {Verbose: __, ...gives}, ...call}) => ({...call, gives}));

const isThere = ({cmdlet, gives}: UsedCall): boolean => goesThroughEndpoint(cmdlet, Object.keys(gives));

/** Where nothing of these pools is reached otherwise: the steps of what is needed that cannot be run there. */
export function leftToHands(pools: readonly string[], {needed}: MayRun): readonly Message[] {
	const calls = callsOf(needed).filter(call => !isThere(call));
	if (pools.length === 0 || calls.length === 0) return [];
	const cmdlets = calls.map(({cmdlet, gives}) => ('LocalStore' in gives ? `${cmdlet} -LocalStore` : cmdlet));
	const steps = new Set(calls.flatMap(call => call.steps));
	return [say('live.neverAtEndpoint', {pools, cmdlets: [...new Set(cmdlets)]}), ...[...steps].map(sayBroken)];
}
