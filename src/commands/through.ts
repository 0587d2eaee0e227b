/** `--through powershell`: which PowerShell a rehearsal goes through, and how a session is told. */
import {type Message, say} from '../machines/message.js';
import type {Desk} from './desk.js';
import type {Way} from './rehearsal.js';
import {exitCodes, stopWith, usage} from './usage-problem.js';
import {type Waiter, waitUnlessLeft} from './waiting.js';

/** What an engine is told of it. */
export type Through = {readonly executable: string; readonly version: string};

/** `said`: what the journal says of it. */
export type OpenThrough = {readonly way: Way; readonly said: Message};

const kinds = ['powershell'];

/** @throws UsageProblem without a PowerShell, and with one that could reach a farm. */
export async function findThrough(desk: Desk, kind: string | undefined): Promise<Through | undefined> {
	if (kind === undefined) return undefined;
	if (!kinds.includes(kind)) return usage('through', {value: kind, known: kinds});
	return findHarmless(desk, {none: 'cli.noPowerShell', real: 'cli.realModule'});
}

/** For a session against the stand-in farm, which there is none without. @throws UsageProblem as for a rehearsal. */
export const findForStandIn = (desk: Desk, waiter?: Waiter): Promise<Through> =>
	findHarmless(desk, {none: 'cli.noPowerShellForFarm', real: 'cli.realModuleForFarm'}, waiter);

type Problems = {readonly none: string; readonly real: string};

async function findHarmless(
	{streams, say: tell}: Desk,
	problems: Problems,
	{told, left: leftBefore}: Waiter = {told: tell},
): Promise<Through> {
	const {findPowerShell} = await import('../adapters/stand-in/find-powershell.js');
	const {environment} = streams;
	const names = powershellNames(environment);
	const found = await waitUnlessLeft(streams, leftBefore, left => findPowerShell(names, environment, {left, asks: sayAsked(told)}));
	if (!found) return stopWith(say(problems.none, {names}), {exitCode: exitCodes.refused});
	const {executable, version, realModules} = found;
	const [path] = realModules;
	if (path !== undefined) return stopWith(say(problems.real, {executable, path}), {exitCode: exitCodes.refused});
	return {executable, version};
}

/** Before a PowerShell of this computer is asked what it is. */
export const sayAsked =
	(told: (message: Message) => void) =>
	(executable: string, withinMs: number): void =>
		told(say('live.asking', {executable, most: {ms: withinMs}}));

/** What is tried, one after the other. */
export const powershellNames = ({SWITCHBACK_PWSH: named}: Desk['streams']['environment']): readonly string[] =>
	named ? [named] : ['pwsh', 'powershell'];

export async function openThrough(through: Through | undefined, recordings: string): Promise<OpenThrough | undefined> {
	if (!through) return undefined;
	const {wayThrough} = await import('./way-through.js');
	const {executable, version} = through;
	return {way: wayThrough(through, recordings), said: say('engine.through', {executable, version})};
}
