/**
 * The process of an engine: a session, its journal and a socket, without a terminal. It ends when the session is closed and nobody looks
 * any more, when it is told to, or when nothing runs and nobody is attached for a time that a setting names.
 *
 * Everything that it may ever need is loaded when it starts: an upgrade puts other files in their place while it runs.
 */
import {randomBytes} from 'node:crypto';
import {type EngineServer, serve} from '../adapters/engine/server.js';
import {type Message, say} from '../machines/message.js';
import {announceEngine, socketPlace} from '../storage/engine-file.js';
import {openEngineLog} from '../storage/engine-log.js';
import {hostClock} from '../storage/host-clock.js';
import {closeInherited} from '../storage/inherited-files.js';
import type {Desk} from './desk.js';
import {type EngineAnswer, type EngineOrder, parseOrder} from './engine-order.js';
import {faultExit, problemOf} from './fault.js';
import {holdFor} from './hold.js';
import {openLiveGround} from './live/live-order.js';
import {type PlayedSession, resumeSession, startSession} from './played-session.js';
import {firstLine, signals} from './streams.js';
import {openThrough} from './through.js';
import {exitCodes, orStop, UsageProblem} from './usage-problem.js';
import {version} from './version.js';

/** @returns when the engine has ended. */
export async function engine(desk: Desk): Promise<number> {
	closeInherited();
	const answer = (said: EngineAnswer) => void desk.streams.stdout.write(`${JSON.stringify(said)}\n`);
	try {
		const order = parseOrder(await firstLine(desk.streams));
		if (!order) throw new UsageProblem(say('cli.engineOrder'));
		// Wherever it was started: it holds no directory that somebody wants to take away.
		process.chdir(order.recordings);
		return await run(desk, order, answer);
	} catch (error) {
		const {problem, exitCode, reason} =
			error instanceof UsageProblem ? error : {problem: problemOf(error), exitCode: exitCodes.failed, reason: undefined};
		answer({problem, exitCode, ...(reason ? {reason} : {})});
		return exitCode;
	}
}

async function run(desk: Desk, order: EngineOrder, answer: (said: EngineAnswer) => void): Promise<number> {
	const pacing = {speed: order.speed, isPerson: true};
	const {recordings, breakLock, sitter} = order;
	const hold = holdFor(desk, {
		command: 'resume' in order ? 'resume' : order.header.world === 'live' ? 'run' : 'drill',
		isPerson: true,
		breakLock,
		sitter,
	});
	const [through, live] = await Promise.all([openThrough(order.through, recordings), openLiveGround(order.live, recordings, desk.streams)]);
	const ground = {hold, through, live};
	const session =
		'header' in order ? startSession(order.header, {recordings}, pacing, ground) : resumeSession(order.resume, pacing, ground);
	const {path} = session;
	const log = openEngineLog(path, hostClock);
	const token = randomBytes(32).toString('hex');
	const place = orStop(socketPlace(path, randomBytes(16).toString('hex')));
	const over = Promise.withResolvers<{readonly why: Message; readonly exitCode: number}>();
	const life = watchLife(session, order.idleMinutes, over.resolve);
	let server: EngineServer;
	try {
		server = await serve({address: place.address, token, served: servedOf(session, life.stop), log, attached: life.attached});
	} catch (error) {
		session.close();
		throw error;
	}
	const announce = () => announceEngine(session.path, {address: place.address, token, product: version});
	let withdraw = announce();
	session.playing.engine.follow(entry => {
		if (entry.kind !== 'engine' || entry.event !== 'rescued') return;
		if (typeof withdraw === 'function') withdraw();
		withdraw = announce();
	});
	const listening = signals.map(signal => desk.streams.onSignal(signal, () => signal === 'SIGTERM' && life.stop()));
	log(`engine ${version} began, process ${process.pid}, session ${session.header.session}`);
	answer({path, address: place.address, token});

	const {why, exitCode} = await over.promise;
	session.playing.engine.remark('stopped', why);
	const lost = session.close();
	if (lost) log(`not all of the journal was on disk: ${lost.id}`);
	const last = lost ? {why: lost, exitCode: faultExit(lost)} : {why, exitCode};
	await server.close({type: 'farewell', ...last});
	if (typeof withdraw === 'function') withdraw();
	place.release();
	for (const unlisten of listening) unlisten();
	log(`engine ended: ${why.id}`);
	return last.exitCode;
}

const servedOf = ({playing, header}: PlayedSession, stop: () => void) => ({
	session: header.session,
	product: version,
	follow: playing.engine.follow,
	entryAt: playing.engine.entryAt,
	watchTrouble: playing.engine.watchTrouble,
	secrets: playing.secrets,
	send: playing.engine.send,
	clock: () => ({at: playing.now(), rate: playing.rate()}),
	write: playing.engine.remark,
	stop,
});

/** When it has to end, and why. */
function watchLife(session: PlayedSession, idleMinutes: number, ended: (why: {why: Message; exitCode: number}) => void) {
	const {playing, fault} = session;
	let count = 0;
	let hasHadOne = false;
	let isTroubled = false;
	let idle: NodeJS.Timeout | undefined;
	let isOver = false;
	/** Consoles leave after it too: nothing may be waited for then, or the process would stay. */
	const end = (why: {why: Message; exitCode: number}) => {
		isOver = true;
		clearTimeout(idle);
		ended(why);
	};
	const stop = () => end({why: say('engine.stopped'), exitCode: exitCodes.ended});

	function consider() {
		clearTimeout(idle);
		idle = undefined;
		const {outcome, question} = playing.view();
		// What is in memory only would be lost with it.
		if (isOver || count > 0 || isTroubled) return;
		if (outcome) {
			// Whoever started it is on the way still.
			if (hasHadOne) end({why: say('engine.closed'), exitCode: exitCodes[outcome]});
			return;
		}
		if (!question?.isWaiting) return;
		idle = setTimeout(() => end({why: say('engine.idle', {minutes: idleMinutes}), exitCode: exitCodes.ended}), idleMinutes * 60_000);
		// An engine that was told to end does not wait for it.
		idle.unref();
	}

	playing.engine.follow(entry => {
		if (entry.kind === 'asked' || entry.kind === 'decision' || entry.kind === 'sealed') consider();
	});
	playing.engine.watchTrouble(trouble => {
		isTroubled = trouble !== undefined;
		consider();
	});
	void fault.then(problem => end({why: problem, exitCode: faultExit(problem)}));
	return {
		stop,
		attached(attached: number) {
			count = attached;
			hasHadOne ||= attached > 0;
			consider();
		},
	};
}
