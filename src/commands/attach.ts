/** Brings a console and the engine of a session together: one that lives, or one that is started for it. */
import {setTimeout as wait} from 'node:timers/promises';
import {attachTo, type NotReached, type RemoteEngine} from '../adapters/engine/remote-engine.js';
import {type EngineProcess, orderEngine} from '../adapters/engine/start.js';
import type {Speed} from '../adapters/mock/pace.js';
import type {Header} from '../machines/journal/journal-entry.js';
import {say} from '../machines/message.js';
import type {Hello} from '../machines/session/protocol.js';
import {type EngineFile, livingEngine} from '../storage/engine-file.js';
import {prepareHome} from '../storage/home.js';
import type {Desk} from './desk.js';
import {type EngineOrder, parseAnswer} from './engine-order.js';
import {type Link, type LinkOptions, linkToEngine} from './link.js';
import {clientOf, operatorOf, placeOf} from './operator.js';
import {startEngineOf} from './start-engine.js';
import {exitCodes, stopWith, UsageProblem} from './usage-problem.js';
import {version} from './version.js';

/** Nobody sits before a console for an hour that shows a question; a setting says otherwise. */
const defaultIdleMinutes = 60;

/** A process that was killed takes its sockets with it first. */
const endsWithinMs = 5_000;
/** Longer than an engine takes that has a long journal to read. */
const comesWithinMs = 20_000;
const lookEveryMs = 20;

/** A new session. */
export async function startLink(
	desk: Desk,
	header: Header,
	{speed, inProcess, breakLock, through, live, left}: LinkOptions,
): Promise<Link> {
	if (inProcess || !desk.streams.program) {
		const {startInProcess} = await import('./link-in-process.js');
		return startInProcess(desk, header, speed, {breakLock, through, live});
	}
	return linkToNew(desk, {header, breakLock, through, live}, speed, {engine: desk.streams.engineAhead, left});
}

/** One that is open: attached to where its engine lives, else gone on with by a new one. */
export async function resumeLink(desk: Desk, path: string, {speed, inProcess, breakLock, through, live}: LinkOptions): Promise<Link> {
	const living = await reachLiving(desk, path, 'act');
	if (living) return linkToEngine(living, path, false);
	if (inProcess || !desk.streams.program) {
		const {resumeInProcess} = await import('./link-in-process.js');
		return resumeInProcess(desk, path, speed, {breakLock, through, live});
	}
	return linkToNew(desk, {resume: path, breakLock, through, live}, speed);
}

/** Its engine died under this console, and under others: whoever is first starts another one, and the rest attach to that. */
export async function replaceLink(desk: Desk, path: string, options: LinkOptions): Promise<Link> {
	const deadline = performance.now() + comesWithinMs;
	for (;;) {
		try {
			return await resumeLink(desk, path, options);
		} catch (error) {
			const isFirst = !(error instanceof UsageProblem) || error.problem.id !== 'storage.held';
			if (isFirst || performance.now() > deadline) throw error;
			await wait(lookEveryMs);
		}
	}
}

/** Read only: nothing is started for it. */
export const observeLink = (desk: Desk, path: string): Promise<Link> => observeWithin(desk, path, 0);

/** The engine died under an observer: whoever acts has another one started, and nobody else does. */
export const observeAgain = (desk: Desk, path: string): Promise<Link> => observeWithin(desk, path, comesWithinMs);

async function observeWithin(desk: Desk, path: string, ms: number): Promise<Link> {
	const deadline = performance.now() + ms;
	for (;;) {
		const living = await reachLiving(desk, path, 'observe');
		if (living) return linkToEngine(living, path, false);
		if (performance.now() >= deadline) return stopWith(say('cli.noEngine', {recording: path}));
		await wait(lookEveryMs);
	}
}

/** For a word that is handed over, by who does not act. */
export async function reachToApprove(desk: Desk, path: string) {
	const living = livingEngine(path) ?? stopWith(say('approve.outOfReach', {path}), {exitCode: exitCodes.refused});
	const engine = await reach(desk, living, 'approve');
	return {engine, close: engine.close};
}

type What = ({readonly header: Header} | {readonly resume: string}) & Pick<LinkOptions, 'breakLock' | 'through' | 'live'>;

type Start = {readonly engine?: EngineProcess | undefined; readonly left?: AbortSignal | undefined};

async function linkToNew(desk: Desk, what: What, speed: Speed, {engine = startEngineOf(desk.streams), left}: Start = {}): Promise<Link> {
	const {home, settings} = desk;
	const refusal = prepareHome(home);
	if (refusal) stopWith(refusal.problem);
	const order: EngineOrder = {
		...what,
		speed,
		recordings: home.recordings,
		idleMinutes: settings.engineIdleMinutes ?? defaultIdleMinutes,
		sitter: {who: operatorOf(desk), from: placeOf(desk)},
	};
	const answer = parseAnswer(engine && (await orderEngine(engine, order, left))) ?? stopWith(say('cli.engineNotStarted'), {exitCode: 1});
	if ('problem' in answer) return stopWith(answer.problem, answer);
	return linkToEngine(await reach(desk, answer, 'act'), answer.path, 'header' in what);
}

type Wants = Hello['wants'];

/** Nobody answers for one that is just ending: that it has ended is waited for. Undefined when none lives. */
async function reachLiving(desk: Desk, path: string, wants: Wants): Promise<RemoteEngine | undefined> {
	const deadline = performance.now() + endsWithinMs;
	for (;;) {
		const living = livingEngine(path);
		if (!living) return undefined;
		const reached = await attach(desk, living, wants);
		if (!('problem' in reached)) return reached;
		if (reached.problem !== 'gone' || performance.now() > deadline) return notReached(reached, living.pid);
		await wait(lookEveryMs);
	}
}

async function reach(desk: Desk, engine: Reachable, wants: Wants): Promise<RemoteEngine> {
	const reached = await attach(desk, engine, wants);
	return 'problem' in reached ? notReached(reached, engine.pid) : reached;
}

type Reachable = Pick<EngineFile, 'address' | 'token'> & {readonly pid?: number};

const attach = (desk: Desk, {address, token}: Reachable, wants: Wants) =>
	attachTo({address, token, product: version, client: clientOf(desk), wants});

const notReached = ({problem, why}: NotReached, pid = 0) => stopWith(why ?? say('cli.engineSilent', {problem, pid}), {exitCode: 1});
