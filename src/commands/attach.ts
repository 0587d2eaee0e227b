/** Brings a console and the engine of a session together: one that lives, or one that is started for it. */
import {attachTo, type RemoteEngine} from '../adapters/engine/remote-engine.js';
import {startEngine} from '../adapters/engine/start.js';
import type {Speed} from '../adapters/mock/pace.js';
import type {Header} from '../machines/journal-entry.js';
import {say} from '../machines/message.js';
import type {Hello} from '../machines/protocol.js';
import {type EngineFile, livingEngine} from '../storage/engine-file.js';
import {prepareHome} from '../storage/home.js';
import type {Desk} from './desk.js';
import {type EngineOrder, parseAnswer} from './engine-order.js';
import {holdFor} from './hold.js';
import {type Link, linkInProcess, linkToEngine} from './link.js';
import {clientOf, operatorOf, placeOf} from './operator.js';
import {resumeSession, startSession} from './rehearsed-session.js';
import {exitCodes, stopWith} from './usage-problem.js';
import {version} from './version.js';

export type LinkOptions = {
	readonly speed: Speed;
	readonly inProcess?: boolean | undefined;
	/** Why the lock of another session is broken. */
	readonly breakLock?: string | undefined;
};

/** Nobody sits before a console for an hour that shows a question; a setting says otherwise. */
const defaultIdleMinutes = 60;

/** A new session. */
export async function startLink(desk: Desk, header: Header, {speed, inProcess, breakLock}: LinkOptions): Promise<Link> {
	const hold = holdFor(desk, {command: 'drill', isPerson: true, breakLock});
	if (inProcess || !desk.streams.program) return linkInProcess(startSession(header, desk.home, {speed, isPerson: true}, {hold}), true);
	return linkToNew(desk, {header, breakLock}, speed);
}

/** One that is open: attached to where its engine lives, else gone on with by a new one. */
export async function resumeLink(desk: Desk, path: string, {speed, inProcess, breakLock}: LinkOptions): Promise<Link> {
	const living = livingEngine(path);
	if (living) return linkToEngine(await reach(desk, living, 'act'), path, false);
	const hold = holdFor(desk, {command: 'resume', isPerson: true, breakLock});
	if (inProcess || !desk.streams.program) return linkInProcess(resumeSession(path, {speed, isPerson: true}, {hold}), false);
	return linkToNew(desk, {resume: path, breakLock}, speed);
}

/** Read only: nothing is started for it. */
export async function observeLink(desk: Desk, path: string): Promise<Link> {
	const living = livingEngine(path) ?? stopWith(say('cli.noEngine', {recording: path}));
	return linkToEngine(await reach(desk, living, 'observe'), path, false);
}

/** For a word that is handed over, by who does not act. */
export async function reachToApprove(desk: Desk, path: string) {
	const living = livingEngine(path) ?? stopWith(say('approve.outOfReach', {path}), {exitCode: exitCodes.refused});
	const engine = await reach(desk, living, 'approve');
	return {engine, close: engine.close};
}

type What = ({readonly header: Header} | {readonly resume: string}) & Pick<LinkOptions, 'breakLock'>;

async function linkToNew(desk: Desk, what: What, speed: Speed): Promise<Link> {
	const {streams, home, settings} = desk;
	const refusal = prepareHome(home);
	if (refusal) stopWith(refusal.problem);
	const order: EngineOrder = {
		...what,
		speed,
		recordings: home.recordings,
		idleMinutes: settings.engineIdleMinutes ?? defaultIdleMinutes,
		sitter: {who: operatorOf(desk), from: placeOf(desk)},
	};
	const [file = process.execPath, ...words] = streams.program ?? [];
	const said = await startEngine({
		program: [file, ...words, 'engine'],
		environment: streams.environment,
		directory: home.recordings,
		order,
	});
	const answer = parseAnswer(said) ?? stopWith(say('cli.engineNotStarted'), {exitCode: 1});
	if ('problem' in answer) return stopWith(answer.problem, answer);
	return linkToEngine(await reach(desk, answer, 'act'), answer.path, 'header' in what);
}

async function reach(desk: Desk, engine: Pick<EngineFile, 'address' | 'token'> & {readonly pid?: number}, wants: Hello['wants']) {
	const {address, token, pid} = engine;
	const reached = await attachTo({address, token, product: version, client: clientOf(desk), wants});
	if (!('problem' in reached)) return reached satisfies RemoteEngine;
	return stopWith(reached.why ?? say('cli.engineSilent', {problem: reached.problem, pid: pid ?? 0}), {exitCode: 1});
}
