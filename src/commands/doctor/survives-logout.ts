/** An engine outlives the login that started it. It leaves a probe in one login, and says in another what became of it. */
import {userInfo} from 'node:os';
import {askKillUserProcesses} from '../../adapters/login/ask-logind.js';
import {leaveProbe} from '../../adapters/login/leave-probe.js';
import {say} from '../../machines/message.js';
import type {Home} from '../../storage/home.js';
import {makePrivateDirectory} from '../../storage/home.js';
import {hostClock} from '../../storage/host-clock.js';
import {type Login, loginOf} from '../../storage/login.js';
import {hasLogind, killsFor, lingers, readLogind, realFiles} from '../../storage/logind-settings.js';
import {isAlive, startOfProcess} from '../../storage/process-life.js';
import {readSurvivalNote, type SurvivalNote, writeSurvivalNote} from '../../storage/survival-note.js';
import type {Check, Finding} from './check.js';
import {judgeProbe, judgeSurvival, type LoginFacts, type Probe, settingOf} from './survival.js';

export const survivesLogout: Check = {
	id: 'survivesLogout',
	look: ({home}) => (process.platform === 'linux' ? onLinux(home) : elsewhere(process.platform)),
};

export function elsewhere(platform: string): Finding {
	if (platform === 'win32')
		return {state: 'unknown', evidence: [say('doctor.survival.windows')], remedy: say('doctor.survival.windowsRemedy')};
	return {state: 'unknown', evidence: [say('doctor.survival.otherSystem', {platform})], remedy: say('doctor.survival.keptOpen')};
}

async function onLinux(home: Home): Promise<Finding> {
	const login = loginOf(process.pid);
	const facts = await factsOf(login);
	const note = readSurvivalNote(home);
	const found = note && judgeProbe(note, facts, seenNow(note));
	if (found?.is === 'waiting') return judgeSurvival(facts, found);
	if (found?.is === 'survived') {
		const refusal = writeSurvivalNote(home, {...found.note, survivedAt: found.seenAt});
		return refusal ? {state: 'unknown', evidence: [refusal.problem]} : judgeSurvival(facts, found);
	}
	// Only another probe can show that it was mended.
	const isSame = note?.setting === settingOf(facts);
	const next = await newProbe(home, login, facts, found?.seenAt ?? (isSame ? note.diedBefore : undefined));
	return judgeSurvival(facts, found ?? next);
}

async function factsOf({kind, name}: Login): Promise<LoginFacts> {
	const user = userInfo().username;
	const has = hasLogind(realFiles);
	const settings = readLogind(realFiles);
	const asked = has ? await askKillUserProcesses() : undefined;
	const inForce = asked === undefined ? settings : {...settings, killUserProcesses: asked};
	return {
		user,
		hasLogind: has,
		kills: has ? killsFor(user, inForce) : undefined,
		saidBy: asked === undefined ? settings.saidBy : 'logind',
		lingers: lingers(user, realFiles),
		kind,
		login: name,
	};
}

function seenNow({pid, startedAt, login}: SurvivalNote) {
	return {
		isAlive: isAlive(pid, startedAt),
		hasLoginEnded: !isAlive(login.leader.pid, login.leader.startedAt),
		now: hostClock.wall(),
		host: hostClock.host,
		boot: bootOf(startOfProcess(process.pid)),
	};
}

const bootOf = (startedAt: string | undefined): string => startedAt?.split('/', 1)[0] ?? '';

async function newProbe(home: Home, {name, leader}: Login, facts: LoginFacts, diedBefore: string | undefined): Promise<Probe> {
	const none = (id: 'noLeader' | 'noProbe'): Probe => ({
		is: 'none',
		why: id === 'noLeader' ? say('doctor.survival.noLeader') : say('doctor.survival.noProbe'),
		remedy: id === 'noLeader' ? say('doctor.survival.plainLogin') : say('doctor.survival.prove'),
	});
	if (!leader) return none('noLeader');
	const refusal = makePrivateDirectory(home.state);
	if (refusal) return {is: 'none', why: refusal.problem, remedy: say('doctor.stateDirectory.remedy')};
	const pid = await leaveProbe(home.state);
	const startedAt = pid === undefined ? undefined : startOfProcess(pid);
	if (pid === undefined || startedAt === undefined) return none('noProbe');
	const leftAt = hostClock.wall();
	const about = {login: {name, leader}, setting: settingOf(facts), ...(diedBefore !== undefined && {diedBefore})};
	const note: SurvivalNote = {pid, startedAt, host: hostClock.host, leftAt, ...about};
	const problem = writeSurvivalNote(home, note)?.problem;
	if (problem) process.kill(pid);
	return problem ? {is: 'none', why: problem, remedy: say('doctor.stateDirectory.remedy')} : {is: 'waiting', note, isNew: true};
}
