/** The engine of a live session is killed while a change runs: the PowerShell goes on with it, and so does the stand-in farm. */
import {PassThrough} from 'node:stream';
import {expect, onTestFinished} from 'vitest';
import {resumeLink, startLink} from '../../src/commands/attach.js';
import {openDesk} from '../../src/commands/desk.js';
import type {Link} from '../../src/commands/link.js';
import {farmPath} from '../../src/commands/live/farm-order.js';
import {liveHeader} from '../../src/commands/live/live-header.js';
import {briefingOf} from '../../src/commands/scripted-play.js';
import {changesState, isFateQuestion} from '../../src/machines/ask.js';
import type {CmdletName} from '../../src/machines/cmdlet.js';
import type {EntryOf, Header, JournalEntry} from '../../src/machines/journal/journal-entry.js';
import {applyEntry, emptyView} from '../../src/machines/journal/session-view.js';
import {replyTo} from '../../src/machines/session/scripted-operator.js';
import {livingEngine} from '../../src/storage/engine-file.js';
import {loadDeployment, loadScenario} from './play.js';
import {newDirectory} from './play-live.js';

export type KilledLive = {readonly before: readonly JournalEntry[]; readonly after: readonly JournalEntry[]};

export type LiveHosts = {readonly executable: string; readonly files?: string};

/** A session whose engine and stand-in farm are processes of their own; they are gone after the test. */
export async function startFarmSession(live: LiveHosts, scenario = 'edge-next-hop') {
	const home = newDirectory();
	const desk = openDesk({
		stdin: new PassThrough(),
		stdout: new PassThrough(),
		stderr: new PassThrough(),
		environment: {...process.env, SWITCHBACK_HOME: home},
		program: [process.execPath, `${process.cwd()}/bin/switchback.js`],
		onSignal: () => () => {},
	});
	const deployment = loadDeployment();
	const standIn = {scenario: loadScenario(scenario), seed: 1, speed: 30};
	const newHeader = () => liveHeader(desk.home, {deployment, pool: deployment.cms.active, standIn});
	const header = newHeader();
	const options = {speed: 30, live: {...live, files: live.files ?? home}};
	const recordings = desk.home.recordings;
	onTestFinished(() => end(farmPath({recordings, session: header.session})));

	const first = await startLink(desk, header, options);
	onTestFinished(() => end(first.path));
	return {desk, header, newHeader, options, first};
}

/** In which change it is killed; by default the first of all. */
export type KilledIn = {readonly scenario: string; readonly cmdlet: CmdletName};

/** Plays to a change, kills the engine in it, and goes on until that step has ended. */
export async function killEngineInChange(live: LiveHosts, killedIn?: KilledIn): Promise<KilledLive> {
	const {desk, header, options, first} = await startFarmSession(live, killedIn?.scenario);
	let changing = '';
	// That it was written down does not say that it has reached its computer; that it says something does.
	const before = await played(first, header, entry => {
		if (isChange(entry, killedIn?.cmdlet)) changing = entry.call;
		return entry.kind === 'stream' && entry.call === changing;
	});
	end(first.path);
	await first.lost;
	first.close();
	const next = await resumeLink(desk, first.path, options);
	const step = changing.slice(0, changing.lastIndexOf('/'));
	const after = await played(next, header, entry => entry.kind === 'stepEnded' && entry.step === step);
	end(next.path);
	await next.lost;
	next.close();
	return {before, after: after.slice(before.length)};
}

/** Of this cmdlet, or of any. */
export const isChange = (entry: JournalEntry, cmdlet?: CmdletName): entry is EntryOf<'callBegan'> =>
	entry.kind === 'callBegan' && changesState(entry.what) && (cmdlet ?? entry.what.name) === entry.what.name;

export function expectChangeIsFound({before, after}: KilledLive): void {
	const call = before.findLast(entry => isChange(entry))?.call ?? '';
	// The first thing that is asked is what became of it.
	const asked = after.find(entry => entry.kind === 'callBegan');
	expect(asked).toMatchObject({what: {fateOf: call}});
	const fates = after
		.filter(entry => entry.kind === 'callBegan' && isFateQuestion(entry.what))
		.map(entry => (entry as {call: string}).call);
	const answers = after.flatMap(entry => (entry.kind === 'callEnded' && fates.includes(entry.call) ? [entry.end] : []));
	expect(answers.at(-1)).toMatchObject({ok: true, output: {fate: 'ended', end: {ok: true}}});
	expect(after.filter(entry => isChange(entry))).toEqual([]);
	expect(after.at(-1)).toMatchObject({kind: 'stepEnded', end: {kind: 'done'}});
}

/** Answered by the scripted operator, until an entry says that it is enough. */
function played(link: Link, header: Header, isEnough: (entry: JournalEntry) => boolean): Promise<readonly JournalEntry[]> {
	const entries: JournalEntry[] = [];
	const over = Promise.withResolvers<readonly JournalEntry[]>();
	let view = emptyView;
	let isKnown = false;
	let answered = 0;
	function consider() {
		const {question} = view;
		if (!isKnown || !question?.isWaiting || answered === entries.length) return;
		answered = entries.length;
		const reply = replyTo(view, question, briefingOf(header));
		if ('cannotAnswer' in reply) return over.reject(new Error(`Nobody answers ${reply.cannotAnswer}`));
		link.engine.send({id: `a${answered}`, type: 'answer', question: question.question, by: 'scripted', ...reply}, ({why}) =>
			over.reject(new Error(why.id)),
		);
	}
	const unfollow = link.engine.follow(entry => {
		entries.push(entry);
		view = applyEntry(view, entry);
		if (isKnown && isEnough(entry)) return over.resolve([...entries]);
		if (entry.kind === 'asked') setImmediate(consider);
	});
	isKnown = true;
	consider();
	return over.promise.finally(unfollow);
}

/** As if its computer had no mercy. */
function end(path: string): void {
	const living = livingEngine(path);
	if (living) process.kill(living.pid, 'SIGKILL');
}
