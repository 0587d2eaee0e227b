/**
 * A session whose engine is a real process, and is killed while it works: another one goes on with the journal, and the session is played
 * to its end. The moment is a seed's; where that finds the engine is the machine's, so that no two runs are alike.
 */
import {PassThrough} from 'node:stream';
import {setTimeout as wait} from 'node:timers/promises';
import {chance} from '../../src/adapters/mock/chance.js';
import type {Speed} from '../../src/adapters/mock/pace.js';
import {createRehearsal} from '../../src/adapters/mock/rehearsal.js';
import type {Truth} from '../../src/adapters/mock/truth.js';
import {resumeLink, startLink} from '../../src/commands/attach.js';
import {openDesk} from '../../src/commands/desk.js';
import type {Link} from '../../src/commands/link.js';
import {changesState} from '../../src/machines/ask.js';
import {nameOf} from '../../src/machines/cmdlet.js';
import {deploymentOf, type Header, type JournalEntry, scenarioOf} from '../../src/machines/journal/journal-entry.js';
import {applyEntry, emptyView} from '../../src/machines/journal/session-view.js';
import {livingEngine} from '../../src/storage/engine-file.js';
import {readRecording, verifyRecording} from '../../src/storage/recording.js';
import {isRefusal} from '../../src/storage/refusal.js';
import {lastingIn, lostIn, stepOf, unsaid} from './crash.js';
import {isDone, replyKnowing} from './knowing-operator.js';
import {blindRepeats} from './repeats.js';

import type {Drill} from './sweep.js';

export type KillOptions = {
	readonly header: Header;
	readonly seed: number;
	/** Its own, with nothing in it. */
	readonly home: string;
	/** How many entries and confirmed changes an undisturbed session has: one of them is where it is killed. */
	readonly length: {readonly entries: number; readonly changes: number};
	/** How the world is at the end of an undisturbed one. */
	readonly lasting: object;
	readonly kills?: number;
};

/** `problems`: what is wrong with what came after; nothing, as a rule. `lost`: changes that were running when it was killed. */
export type Killed = {readonly problems: readonly string[]; readonly kills: number; readonly lost: readonly string[]};

/** When it is killed: that many ms after so many entries were seen, changes were confirmed, or began. */
type Moment = {readonly speed: Speed; readonly delayMs: number; readonly what: 'entry' | 'confirmed' | 'began'; readonly count: number};

/** Slower ones are killed in the middle of a change more often; they end soon, and what comes after them goes as fast as it can. */
const speeds: readonly Speed[] = ['max', 8_000, 2_000];
const longestDelayMs = 40;

function momentOf({seed, length}: KillOptions, kill: number): Moment {
	const draw = (what: string) => chance(seed, 'kill', String(kill), what);
	const what = (['entry', 'confirmed', 'began', 'began'] as const)[Math.floor(draw('what') * 4)] ?? 'entry';
	const most = what === 'entry' ? length.entries : length.changes;
	return {
		what,
		count: 1 + Math.floor(draw('count') * most),
		speed: speeds[Math.floor(draw('speed') * speeds.length)] ?? 'max',
		delayMs: draw('delay') * longestDelayMs,
	};
}

export async function playKilled(options: KillOptions): Promise<Killed> {
	const {header, home, kills = 1} = options;
	const desk = openDesk({
		stdin: new PassThrough(),
		stdout: new PassThrough(),
		stderr: new PassThrough(),
		environment: {...process.env, SWITCHBACK_HOME: home},
		program: [process.execPath, 'bin/switchback.js'].map(fromHere) as [string, string],
		onSignal: () => () => {},
	});
	const keptAt: number[] = [];
	let link: Link | undefined;
	try {
		for (let kill = 1; kill <= kills; kill++) {
			const moment = momentOf(options, kill);
			link = link ? await resumeLink(desk, link.path, moment) : await startLink(desk, header, moment);
			if (!(await playUntilKilled(link, options, moment))) break;
			keptAt.push(entriesIn(link.path).length);
		}
		if (link?.outcome() === undefined) {
			link = await resumeLink(desk, (link as Link).path, {speed: 'max'});
			await playUntilKilled(link, options);
		}
		link.close();
		const problems = [...problemsIn(link, options, keptAt), ...(await left(link))];
		return {kills: keptAt.length, problems, lost: lostAt(link.path, keptAt)};
	} finally {
		endEngine(link);
		if (link) await left(link);
	}
}

const fromHere = (path: string) => (path.startsWith('/') ? path : `${process.cwd()}/${path}`);

const patienceMs = 60_000;

/** @returns whether it was killed before it was over. */
function playUntilKilled(link: Link, {header}: KillOptions, moment?: Moment): Promise<boolean> {
	const entries: JournalEntry[] = [];
	let view = emptyView;
	let answered: string | undefined;
	let isKnown = false;
	let killing: NodeJS.Timeout | undefined;
	const over = Promise.withResolvers<boolean>();
	const patience = setTimeout(() => {
		const tail = entries.slice(-3).map(entry => JSON.stringify(entry).slice(0, 300));
		over.reject(new Error(`Not over after ${patienceMs / 1000} s: ${tail.join('\n')}`));
	}, patienceMs);
	const seen = {entry: 0, confirmed: 0, began: 0};
	const saw = (what: Moment['what']) => {
		seen[what]++;
		if (moment?.what === what && seen[what] >= moment.count) killing ??= setTimeout(() => endEngine(link), moment.delayMs);
	};

	function consider() {
		const open = view.question;
		if (view.outcome !== undefined) return over.resolve(false);
		if (!isKnown || !open?.isWaiting) return;
		// The same one may be asked again, later.
		const asked = entries.findLast(entry => entry.kind === 'asked' && entry.question === open.question);
		const which = `${open.question} ${asked?.seq}`;
		if (which === answered) return;
		answered = which;
		const reply = replyKnowing({header, entries, view, truth: () => truthAfter(header, entries)}, open);
		if ('cannotAnswer' in reply) return over.reject(new Error(`Nobody answers ${reply.cannotAnswer}`));
		const command = {id: which, type: 'answer', question: open.question, by: 'knowing', ...reply} as const;
		link.engine.send(command, ({why}) => over.reject(new Error(`${which}: ${why.id}`)));
		if (reply.choice === 'confirm') saw('confirmed');
	}

	const unfollow = link.engine.follow(entry => {
		entries.push(entry);
		view = applyEntry(view, entry);
		saw('entry');
		// What began before it was attached to was lost, or is over.
		if (isKnown && entry.kind === 'callBegan' && changesState(entry.what)) saw('began');
		consider();
	});
	isKnown = true;
	consider();
	void link.lost.then(({said, hasDied}) => (hasDied && killing ? over.resolve(true) : over.reject(new Error(`Lost: ${said.id}`))));
	return over.promise.finally(() => {
		clearTimeout(patience);
		clearTimeout(killing);
		unfollow();
	});
}

/** As if its computer had no mercy. */
function endEngine(link: Link | undefined): void {
	const living = link && livingEngine(link.path);
	if (living) process.kill(living.pid, 'SIGKILL');
}

/** An engine whose session is closed ends when nobody looks any more. */
async function left({path}: Link): Promise<readonly string[]> {
	const deadline = performance.now() + 10_000;
	while (livingEngine(path) && performance.now() < deadline) await wait(10);
	return livingEngine(path) ? ['its engine is left'] : [];
}

/** The simulated world is a function of what was written: whoever goes and looks sees this. */
function truthAfter(header: Header, entries: readonly JournalEntry[]): Truth {
	const scenario = scenarioOf(header);
	if (!scenario || !header.rehearsal) throw new Error('not a rehearsal');
	const world = createRehearsal({deployment: deploymentOf(header), scenario, seed: header.rehearsal.seed, hitPool: header.pool});
	world.backend.retell(entries);
	return world.truth();
}

function problemsIn({path}: Link, {header, lasting}: KillOptions, keptAt: readonly number[]): readonly string[] {
	const verdict = verifyRecording(path);
	if (isRefusal(verdict)) return [`no recording: ${verdict.problem.id}`];
	const entries = entriesIn(path);
	const sealed = entries.at(-1);
	const outcome = sealed?.kind === 'sealed' ? sealed.outcome : 'none';
	return [
		...(verdict.isUnbroken && verdict.isSealed && !verdict.torn ? [] : [`verify says ${JSON.stringify(verdict)}`]),
		...(outcome === 'done' ? [] : [`its outcome is ${outcome}`]),
		...(JSON.stringify(lastingIn(truthAfter(header, entries))) === JSON.stringify(lasting) ? [] : ['the world is another']),
		...blindRepeats(entries).map(what => `repeated blindly: ${what}`),
		...calledUntruly(header, entries).map(what => `called, although it was done: ${what}`),
		...keptAt.flatMap((kept, index) => unsaid(entries.slice(0, keptAt[index + 1]), entries.slice(0, kept))),
	];
}

/** The operator may be wrong, and says so in writing; a look may not. */
function calledUntruly(header: Header, entries: readonly JournalEntry[]): readonly string[] {
	const onTheirWord = new Set<string>();
	return entries.flatMap((entry, index) => {
		if (entry.kind === 'decision' && entry.choice === 'nothingHappened') onTheirWord.add(entry.step);
		if (entry.kind !== 'callBegan' || !changesState(entry.what) || onTheirWord.has(stepOf(entry.call))) return [];
		return isDone(header, entry.what, truthAfter(header, entries.slice(0, index))) ? [`${nameOf(entry.what)} at entry ${entry.seq}`] : [];
	});
}

const lostAt = (path: string, keptAt: readonly number[]): readonly string[] =>
	keptAt.flatMap(kept => lostIn(entriesIn(path).slice(0, kept)).map(({cmdlet}) => cmdlet));

function entriesIn(path: string): readonly JournalEntry[] {
	const recording = readRecording(path);
	if (isRefusal(recording)) throw new Error(`${path}: ${recording.problem.id}`);
	return recording.entries;
}

/** An undisturbed session, which all of them are held against. */
export function undisturbed({header, entries}: Drill): Pick<KillOptions, 'header' | 'length' | 'lasting'> {
	const changes = entries.filter(entry => entry.kind === 'decision' && entry.choice === 'confirm').length;
	return {header, length: {entries: entries.length, changes}, lasting: lastingIn(truthAfter(header, entries))};
}
