/**
 * One session at a time changes a deployment: a file says who works on it, since when, from where, and in which session.
 *
 * A deployment is known by its Central Management store, and the store by the pools that can hold it, whichever of them is active: both
 * sides of a failover give the same lock. A living process keeps it. What a dead one left is the session's that held it; any other needs
 * a reason, in writing, because that session may have left a change half-way.
 */
import {hash} from 'node:crypto';
import {join} from 'node:path';
import * as z from 'zod/mini';
import {type Deployment, poolOf} from '../machines/deployment/deployment.js';
import type {Header} from '../machines/journal/journal-entry.js';
import type {Message} from '../machines/message.js';
import {say} from '../machines/message.js';
import {makePrivateDirectory} from './home.js';
import type {Clock} from './host-clock.js';
import {holderFields, holderNow, type Lock, mayLive, parseLock, readIfThere, takeLock} from './lock-file.js';
import {cannotRead, codeOf, isRefusal, type Refusal, refuse} from './refusal.js';

/** Where somebody sits: the address of their SSH client, and their terminal. */
export type Place = {readonly client?: string; readonly terminal?: string};

const longestName = 300;
const name = z.string().check(z.maxLength(longestName));
const holderShape = z.object({
	...holderFields,
	since: z.string().check(z.refine(since => !Number.isNaN(Date.parse(since)))),
	session: name,
	deployment: name,
	who: name,
	from: z.object({client: z.optional(name), terminal: z.optional(name)}),
});

export type DeploymentHolder = z.infer<typeof holderShape>;

/** `broken`: what is to be written in the journal, where another session's lock was broken. */
export type DeploymentLock = Lock & {readonly broken?: Message};

export type DeploymentLockWish = {
	readonly deployment: Deployment;
	/** A rehearsal never meets a live session. */
	readonly world: Header['world'];
	readonly session: string;
	readonly who: string;
	readonly from: Place;
	readonly clock: Clock;
	/** Of the locks; it is made. */
	readonly directory: string;
	/** Why the lock of another session is broken. A living process keeps its lock all the same. */
	readonly reason?: string;
};

export function lockDeployment(wish: DeploymentLockWish): DeploymentLock | Refusal {
	const {deployment, session, who, from, clock, directory, reason} = wish;
	const refusal = makePrivateDirectory(directory);
	if (refusal) return refusal;
	const lock = deploymentLockPath(wish);
	const mine = JSON.stringify({...holderNow(clock), session, deployment: cut(deployment.name), who: cut(who), from});
	try {
		const taken = takeLock(lock, mine, text => judge(wish, lock, text));
		if (!taken) return refuse('deploymentLockUnclear', {deployment: deployment.name, lock});
		if (isRefusal(taken)) return taken;
		const {release, replaced} = taken;
		const before = replaced === undefined ? undefined : parseDeploymentHolder(replaced);
		const isOwn = replaced === undefined || (before?.session === session && before.host === clock.host);
		return {release, ...(!isOwn && reason !== undefined && {broken: brokenBy(who, reason, before)})};
	} catch (error) {
		const code = codeOf(error);
		return code === 'ENOENT' || code === 'ENOTDIR'
			? cannotRead(lock, error)
			: refuse('cannotLockDeployment', {deployment: deployment.name, lock, code});
	}
}

/** Why it would not be had now. Nothing is taken, and what cannot be read is left to whoever takes it. */
export function heldNow(wish: DeploymentLockWish): Refusal | undefined {
	const lock = deploymentLockPath(wish);
	try {
		const text = readIfThere(lock);
		return text === undefined ? undefined : judge(wish, lock, text);
	} catch {
		return undefined;
	}
}

/** In the directory of the locks, by the pools that can hold the store. */
export function deploymentLockPath({deployment, world, directory}: Pick<DeploymentLockWish, 'deployment' | 'world' | 'directory'>): string {
	const {active, standby} = deployment.cms;
	const partner = standby ?? poolOf(deployment, active)?.backupPool;
	const pools = [active, ...(partner ? [partner] : [])].map(pool => pool.toLowerCase()).toSorted();
	return join(directory, `${world}-${hash('sha256', pools.join('\n')).slice(0, 32)}.lock`);
}

const parseDeploymentHolder = (text: string): DeploymentHolder | undefined => parseLock(holderShape, text);

function judge({deployment, session, clock, reason}: DeploymentLockWish, lock: string, text: string): Refusal | undefined {
	const holder = parseDeploymentHolder(text);
	if (!holder) return reason === undefined ? refuse('deploymentLockUnclear', {deployment: deployment.name, lock}) : undefined;
	const isHere = holder.host === clock.host;
	const ms = Math.max(0, Date.parse(clock.wall()) - Date.parse(holder.since));
	const args = {...holderArgs(holder), deployment: deployment.name, for: {ms}};
	if (isHere && mayLive(holder, clock.host)) return refuse('deploymentHeld', {...args, pid: holder.pid});
	if ((isHere && holder.session === session) || reason !== undefined) return undefined;
	return isHere ? refuse('deploymentLockDead', args) : refuse('deploymentHeldElsewhere', {...args, host: holder.host});
}

function holderArgs({who, since, from, session}: DeploymentHolder) {
	const place = from.client ? (from.terminal ? 'sshTerminal' : 'ssh') : from.terminal ? 'terminal' : 'none';
	return {who, since, place, client: from.client ?? '', terminal: from.terminal ?? '', session: session.slice(0, 8)};
}

function brokenBy(by: string, reason: string, holder: DeploymentHolder | undefined): Message {
	return holder
		? say('engine.lockBroken', {by, reason, ...holderArgs(holder), host: holder.host})
		: say('engine.lockBrokenUnclear', {by, reason});
}

const cut = (text: string): string => text.slice(0, longestName);
