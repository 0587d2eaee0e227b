/**
 * Whether an engine outlives its login: what the settings of the system promise, and what became of a probe that was left. Only the
 * second proves anything. Pure: what was found out comes in.
 */
import {type Message, say} from '../../machines/message.js';
import type {LoginKind} from '../../storage/login.js';
import type {SurvivalNote} from '../../storage/survival-note.js';
import type {Finding} from './check.js';

export type LoginFacts = {
	readonly user: string;
	readonly hasLogind: boolean;
	/** Whether logind ends what a login of this user leaves; undefined: nobody says. */
	readonly kills: boolean | undefined;
	/** What said so: a file, or logind itself. */
	readonly saidBy: string | undefined;
	readonly lingers: boolean;
	readonly kind: LoginKind;
	readonly login: string;
};

/** What is known of the probe now. `isNew`: it was left just now. */
export type Probe =
	| {readonly is: 'survived' | 'died'; readonly note: SurvivalNote; readonly seenAt: string}
	| {readonly is: 'waiting'; readonly note: SurvivalNote; readonly isNew: boolean}
	/** Why there is none. */
	| {readonly is: 'none'; readonly why: Message; readonly remedy: Message};

/** A verdict is about these; with another, it has to be proved again. */
export const settingOf = ({kind, kills, lingers}: LoginFacts): string => `${kind}/${kills ?? 'unsaid'}/${lingers ? 'lingers' : 'ends'}`;

/** `ends`: what is set says so. */
export function promiseOf({hasLogind, kind, kills, lingers}: LoginFacts): 'ends' | 'lives' | 'unsaid' {
	if (!hasLogind || kind === 'terminal') return 'lives';
	if (kind === 'manager') return lingers ? 'lives' : 'ends';
	return kills === undefined ? 'unsaid' : kills ? 'ends' : 'lives';
}

export type SeenProbe = {
	readonly isAlive: boolean;
	readonly hasLoginEnded: boolean;
	readonly now: string;
	readonly host: string;
	readonly boot: string;
};

/** The probe ends by itself after a day: one that is gone later than this proves nothing. A little less, so that both can be seen. */
const provesForMs = 23 * 60 * 60_000;

/** What became of a probe; undefined where a new one has to be left. */
export function judgeProbe(note: SurvivalNote, facts: LoginFacts, seen: SeenProbe): Exclude<Probe, {is: 'none'}> | undefined {
	if (note.setting !== settingOf(facts) || note.host !== seen.host) return undefined;
	if (note.survivedAt !== undefined) return {is: 'survived', note, seenAt: note.survivedAt};
	// After a restart of the machine nothing is there, whatever logout did.
	if (!note.startedAt.startsWith(`${seen.boot}/`)) return undefined;
	if (seen.isAlive) return seen.hasLoginEnded ? {is: 'survived', note, seenAt: seen.now} : {is: 'waiting', note, isNew: false};
	const age = Date.parse(seen.now) - Date.parse(note.leftAt);
	return seen.hasLoginEnded && age >= 0 && age < provesForMs ? {is: 'died', note, seenAt: seen.now} : undefined;
}

export function judgeSurvival(facts: LoginFacts, probe: Probe): Finding {
	const evidence = [...settingLines(facts), ...probeLines(probe)];
	const remedy = remedyFor(facts);
	if (probe.is === 'survived') return {state: 'ok', evidence};
	const hasDied = probe.is === 'died' || (probe.is === 'waiting' && probe.note.diedBefore !== undefined);
	if (hasDied || promiseOf(facts) === 'ends') return {state: 'failed', evidence, remedy};
	return {state: 'unknown', evidence, remedy: probe.is === 'none' ? probe.remedy : say('doctor.survival.prove')};
}

function settingLines({hasLogind, user, kills, saidBy, lingers, kind, login}: LoginFacts): readonly Message[] {
	const where = say('doctor.survival.login', {kind, login});
	if (!hasLogind) return [say('doctor.survival.noLogind'), where];
	return [
		say('doctor.survival.kills', {kills: kills === undefined ? 'unsaid' : kills ? 'yes' : 'no', user, saidBy: saidBy ?? 'none'}),
		say('doctor.survival.lingers', {lingers: lingers ? 'yes' : 'no', user}),
		where,
	];
}

function probeLines(probe: Probe): readonly Message[] {
	if (probe.is === 'none') return [probe.why];
	const {pid, leftAt, login, diedBefore} = probe.note;
	const told = {pid, left: leftAt, login: login.name, leader: login.leader.pid};
	if (probe.is !== 'waiting') {
		const seen = {...told, seen: probe.seenAt};
		return [probe.is === 'survived' ? say('doctor.survival.survived', seen) : say('doctor.survival.died', seen)];
	}
	const before = diedBefore === undefined ? [] : [say('doctor.survival.diedBefore', {seen: diedBefore})];
	return [...before, say('doctor.survival.waiting', {...told, isNew: probe.isNew ? 'yes' : 'no'})];
}

const remedyFor = ({kind, user, hasLogind}: LoginFacts): Message =>
	hasLogind ? say('doctor.survival.remedy', {kind, user}) : say('doctor.survival.keptOpen');
