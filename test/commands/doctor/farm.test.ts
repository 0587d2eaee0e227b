/** What doctor says of the way to a farm: each state, what it rests on, and what to do. What cannot be known here is unknown, with why. */
import {createSocket} from 'node:dgram';
import {describe, expect, onTestFinished, test} from 'vitest';
import {askClock} from '../../../src/adapters/network/ask-clock.js';
import {lookAtPowerShell, type PowerShellFacts} from '../../../src/adapters/powershell/look-at-powershell.js';
import {openDesk} from '../../../src/commands/desk.js';
import type {About} from '../../../src/commands/doctor/check.js';
import {clock, judgeClock} from '../../../src/commands/doctor/clock.js';
import {cmdlets, judgeCmdlets} from '../../../src/commands/doctor/cmdlets.js';
import {deploymentFile, judgeDeployment} from '../../../src/commands/doctor/deployment-file.js';
import {hostClock, judgeHostClock} from '../../../src/commands/doctor/host-clock.js';
import {type AskedServer, judgeNameServers, nameServers} from '../../../src/commands/doctor/name-servers.js';
import {elevation, judgeElevation, judgePowerShell} from '../../../src/commands/doctor/powershell.js';
import {judgeRoles, roles} from '../../../src/commands/doctor/roles.js';
import {judgeSecondHop, secondHop} from '../../../src/commands/doctor/second-hop.js';
import {type AskedAccount, type Shell, shellOf} from '../../../src/commands/doctor/shell.js';
import {doctor} from '../../../src/commands/doctor.js';
import type {CallEnd} from '../../../src/machines/cmdlet.js';
import {say} from '../../../src/machines/message.js';
import {loadDeployment} from '../../playing/play.js';
import {fakeStreams, temporaryHome} from '../fake-streams.js';

const facts: PowerShellFacts = {
	...{executable: 'powershell', path: 'C:\\powershell.exe', version: '5.1.17763', edition: 'Desktop', languageMode: 'FullLanguage'},
	...{isElevated: true, forbidsFiles: false, modules: []},
};
const contoso = loadDeployment();
const about = ({on, ...more}: Partial<About> & {on?: string} = {}): About => {
	const powershell = more.powershell ?? (async () => undefined);
	return {deployment: undefined, powershell, shell: shellOf(desk(), powershell, {on}), ...more};
};
/** One that is open, and answers so. */
const opened = (end: CallEnd, account: AskedAccount): Shell => ({
	computer: 'fe21.contoso.com',
	opened: async () => ({backend: {} as never, module: 'Lync', installed: [], close: () => {}}),
	ask: async () => end,
	account: async () => account,
	close: async () => {},
});
const desk = () => openDesk(fakeStreams(temporaryHome()).streams);

describe('PowerShell', () => {
	test.each([
		['none', undefined, 'warning'],
		['one', facts, 'ok'],
		['one that is older than a host', {...facts, version: '2.0'}, 'failed'],
		['one with constrained language', {...facts, languageMode: 'ConstrainedLanguage'}, 'failed'],
	] as const)('%s', (_, found, state) => {
		const finding = judgePowerShell(found, ['pwsh']);
		expect(finding.state).toBe(state);
		expect(finding.remedy === undefined).toBe(state === 'ok');
	});

	test('where a policy forbids script files, it is said how a host is started all the same', () => {
		const ids = judgePowerShell({...facts, forbidsFiles: true}, []).evidence.map(({id}) => id);
		expect(ids).toEqual(['doctor.powershell.found', 'doctor.powershell.noFiles']);
	});

	test.each([
		['without one', undefined, 'unknown'],
		['where there is no such thing', {...facts, isElevated: null}, 'unknown'],
		['elevated', facts, 'ok'],
		['not elevated', {...facts, isElevated: false}, 'warning'],
	] as const)('its rights, %s', (_, found, state) => expect(judgeElevation(found).state).toBe(state));

	test('what is none, or says something else, is not taken for one', async () => {
		expect(await lookAtPowerShell(['/no/such/powershell', process.execPath], {})).toBeUndefined();
	});
});

describe('the cmdlets', () => {
	test('without PowerShell, and without the module, are unknown, with why', async () => {
		expect(await cmdlets.look(desk(), about())).toEqual({state: 'unknown', evidence: [say('doctor.needsPowerShell')]});
		expect(await cmdlets.look(desk(), about({powershell: async () => facts}))).toMatchObject({
			state: 'unknown',
			evidence: [{id: 'doctor.cmdlets.none'}],
			remedy: {id: 'doctor.cmdlets.elsewhere'},
		});
	});

	test('that are missing are listed with what each would have broken', () => {
		const {state, evidence} = judgeCmdlets([], [6]);
		expect(state).toBe('failed');
		expect(evidence).toContainEqual(say('capability.noCmdlet', {cmdlet: 'Invoke-CsPoolFailOver', parameter: '', has: '', wants: ''}));
		expect(evidence).toContainEqual(say('capability.breaks', {procedure: 'poolFailover', state: 'failingOverUsers'}));
	});
});

const account: Exclude<AskedAccount, {failure: unknown}> = {
	...{name: 'CONTOSO\\karin', logon: 'Kerberos', isElevated: true, groups: ['RTCUniversalServerAdmins'], clock: '2026-11-21T03:04:05.678Z'},
	aheadMs: [-5, 5],
};
const well: CallEnd = {ok: true, output: {}};
const denied: CallEnd = {ok: false, reason: 'refused', errorId: 'No', message: 'Access is denied.', isDenied: true};
const dead: CallEnd = {ok: false, reason: 'refused', errorId: 'Dead', message: 'It does not answer.'};

describe('the logon', () => {
	test.each([
		['both answer', well, well, 'ok'],
		['Active Directory denies', denied, well, 'failed'],
		['SQL Server denies', well, denied, 'failed'],
		['the store is dead', well, dead, 'warning'],
		['nothing answers', dead, dead, 'unknown'],
	] as const)('where %s', (_, directory, database, state) => {
		const finding = judgeSecondHop('fe21.contoso.com', {directory, database});
		expect(finding.state).toBe(state);
		expect(finding.evidence).toHaveLength(2);
		expect(finding.remedy === undefined).toBe(state === 'ok');
	});

	test('is proved through the computer that is asked', async () => {
		const shell = opened(denied, account);
		expect(await secondHop.look(desk(), about({shell}))).toMatchObject({
			state: 'failed',
			evidence: [
				{args: {what: 'directory', cmdlet: 'Get-CsConfigurationStoreLocation', hop: 'denied', message: 'Access is denied.'}},
				{args: {what: 'database', cmdlet: 'Get-CsManagementStoreReplicationStatus', computer: 'fe21.contoso.com'}},
			],
			remedy: {id: 'doctor.secondHop.remedy'},
		});
	});
});

describe('the account', () => {
	test.each([
		['of an administrator of servers', account, 'ok'],
		['that has a role only', {...account, groups: ['CsAdministrator']}, 'warning'],
		['that may look only', {...account, groups: ['RTCUniversalReadOnlyAdmins']}, 'failed'],
		['in no group', {...account, groups: []}, 'failed'],
		['elsewhere than on Windows', {...account, groups: null}, 'unknown'],
		['that nobody says', {failure: dead}, 'unknown'],
	] as const)('%s', (_, found, state) => {
		expect(judgeRoles('fe21.contoso.com', found).state).toBe(state);
	});

	test('is told which cmdlets its groups are not enough for', () => {
		const {evidence, remedy} = judgeRoles('fe21.contoso.com', {...account, groups: ['RTCUniversalUserAdmins']});
		const refused = evidence.at(-1)?.args?.cmdlets;
		expect(refused).toContain('Invoke-CsPoolFailOver');
		expect(refused).not.toContain('Get-CsTopology');
		expect(remedy).toEqual(say('doctor.roles.remedy', {group: 'RTCUniversalServerAdmins'}));
	});

	test('of another computer is the one whose rights count', async () => {
		const shell = opened(well, {...account, isElevated: false});
		expect(await roles.look(desk(), about({shell}))).toMatchObject({state: 'ok', evidence: [{args: {name: 'CONTOSO\\karin'}}, {}]});
		expect(await elevation.look(desk(), about({shell, powershell: async () => facts}))).toMatchObject({state: 'warning'});
	});

	test.each([
		[[-20, 30], 'ok', 0],
		[[4_000, 4_200], 'warning', 4],
		[[-400_500, -400_000], 'failed', 400],
		[[Number.NaN, 1], 'unknown', undefined],
	] as const)('its clock that is %j ms ahead', async (aheadMs, state, seconds) => {
		const finding = judgeHostClock('fe21.contoso.com', {...account, aheadMs});
		expect(finding.state).toBe(state);
		if (seconds !== undefined) expect(finding.evidence).toMatchObject([{args: {seconds}}]);
		expect(await hostClock.look(desk(), about({shell: opened(well, {...account, aheadMs})}))).toEqual(finding);
	});
});

test.each([secondHop, roles, hostClock])('without a PowerShell that has the cmdlets, $id is unknown, with why', async check => {
	expect(await check.look(desk(), about())).toMatchObject({state: 'unknown', evidence: [{id: 'doctor.needsPowerShell'}]});
	expect(await check.look(desk(), about({powershell: async () => facts}))).toMatchObject({
		state: 'unknown',
		evidence: [{id: 'doctor.needsCmdlets'}],
		remedy: {id: 'doctor.cmdlets.elsewhere'},
	});
	const failing = {...opened(well, account), opened: async () => ({failure: dead})};
	expect(await check.look(desk(), about({shell: failing}))).toMatchObject({state: 'unknown', evidence: [{id: 'doctor.needsShell'}]});
});

describe('the name servers', () => {
	const server = {address: '10.1.0.53', port: 53};
	const asked = (state: AskedServer['state']): AskedServer => ({resolver: 'internal', server, name: 'contoso.com', state});

	test.each([
		['found', 'ok'],
		['noRecords', 'ok'],
		['unknownName', 'warning'],
		['refused', 'warning'],
		['silent', 'failed'],
		['garbled', 'failed'],
	] as const)('%s is %s', (state, wanted) => expect(judgeNameServers([asked('found'), asked(state)]).state).toBe(wanted));

	test('are unknown without a deployment, and where it names none', async () => {
		expect(await nameServers.look(desk(), about())).toMatchObject({state: 'unknown', evidence: [{id: 'doctor.needsDeployment'}]});
		expect(await nameServers.look(desk(), about({deployment: {path: 'x', deployment: contoso}}))).toMatchObject({
			state: 'unknown',
			evidence: [{id: 'doctor.nameServers.none'}],
		});
	});

	test('are asked one question each', async () => {
		const {socket, port} = await udpServer(question => {
			const answer = Buffer.from(question);
			// An answer without records: the name is there.
			answer.writeUInt16BE(0x8180, 2);
			return answer;
		});
		let questions = 0;
		socket.on('message', () => {
			questions += 1;
		});
		const deployment = {...contoso, resolvers: {internal: {address: '127.0.0.1', port}}};
		expect(await nameServers.look(desk(), about({deployment: {path: 'x', deployment}}))).toMatchObject({
			state: 'ok',
			evidence: [{id: 'doctor.nameServers.asked', args: {state: 'noRecords', name: 'contoso.com'}}],
		});
		expect(questions).toBe(1);
	});
});

/** Answers each question, or none. */
async function udpServer(answerTo: (question: Buffer) => Buffer | undefined) {
	const socket = createSocket('udp4');
	onTestFinished(() => void socket.close());
	socket.on('message', (question, {port, address}) => {
		const answer = answerTo(question);
		if (answer) socket.send(answer, port, address);
	});
	await new Promise<void>(resolve => socket.bind(0, '127.0.0.1', resolve));
	return {socket, port: socket.address().port};
}

describe('the clock', () => {
	const from1900 = 2_208_988_800;
	/** A server whose clock is so many seconds ahead of this one. */
	const timeServer = (ahead: number) => (question: Buffer) => {
		const answer = Buffer.alloc(48);
		answer[0] = 0x24;
		answer[1] = 2;
		question.copy(answer, 24, 40, 48);
		const now = Date.now() / 1000 + ahead + from1900;
		for (const at of [32, 40]) {
			answer.writeUInt32BE(Math.floor(now), at);
			answer.writeUInt32BE(Math.floor((now % 1) * 2 ** 32), at + 4);
		}
		return answer;
	};
	const ask = async (answerTo: (question: Buffer) => Buffer | undefined, patienceMs?: number) =>
		askClock({address: '127.0.0.1', port: (await udpServer(answerTo)).port}, patienceMs);

	test('is compared with that of a time server', async () => {
		const answer = await ask(timeServer(600));
		if (typeof answer === 'string') throw new Error(answer);
		expect(Math.round(answer.offsetMs / 60_000)).toBe(10);
	});

	test.each([
		['nothing', () => undefined, 'silent'],
		['too little', () => Buffer.alloc(12), 'garbled'],
		['the answer to another question', (question: Buffer) => timeServer(0)(Buffer.alloc(question.length)), 'garbled'],
		['zeros', (question: Buffer) => timeServer(0)(question).fill(0, 32), 'garbled'],
		['a refusal', (question: Buffer) => timeServer(0)(question).fill(0, 1, 2), 'garbled'],
	] as const)('of a server that says %s nothing is known', async (_, answerTo, wanted) => {
		expect(await ask(answerTo, 500)).toBe(wanted);
		expect(judgeClock('10.1.0.53', wanted)).toMatchObject({state: 'unknown', remedy: {id: 'doctor.clock.compare'}});
	});

	test.each([
		[300, 'ok', 'behind'],
		[-4_000, 'warning', 'ahead'],
		[301_000, 'failed', 'behind'],
	] as const)('%i ms away is %s', (offsetMs, state, way) => {
		expect(judgeClock('10.1.0.53', {offsetMs})).toMatchObject({state, evidence: [{args: {way}}]});
	});

	test('is unknown where nobody can be asked', async () => {
		expect(await clock.look(desk(), about())).toMatchObject({state: 'unknown', evidence: [{id: 'doctor.needsDeployment'}]});
		expect(await clock.look(desk(), about({deployment: {path: 'x', deployment: contoso}}))).toMatchObject({
			state: 'unknown',
			evidence: [{id: 'doctor.clock.nobody'}],
		});
	});
});

describe('the deployment', () => {
	test('that is not named is unknown; one that cannot be read has failed; what was filled in is to be looked at', () => {
		expect(judgeDeployment(undefined).state).toBe('unknown');
		expect(judgeDeployment({problem: say('storage.missing', {path: 'x'})}).state).toBe('failed');
		expect(judgeDeployment({path: 'x', deployment: {...contoso, defaults: []}}).state).toBe('ok');
		expect(judgeDeployment({path: 'x', deployment: {...contoso, defaults: ['name']}}).state).toBe('warning');
	});

	test('that is missing does not end the looking', async () => {
		const {streams, said} = fakeStreams(temporaryHome());
		const exitCode = await doctor(openDesk(streams), {json: true, deployment: '/no/such/farm.json'}, [deploymentFile, clock]);
		const {checks} = JSON.parse(said.stdout) as {checks: {id: string; state: string}[]};
		expect(checks.find(({id}) => id === 'deploymentFile')).toMatchObject({state: 'failed'});
		expect(checks.find(({id}) => id === 'clock')).toMatchObject({state: 'unknown'});
		expect(exitCode).toBe(6);
	});
});
