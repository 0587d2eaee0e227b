/** What doctor says of SSH: the client, and the one computer that it is asked to reach by it. */
import {chmodSync, mkdirSync, writeFileSync} from 'node:fs';
import {delimiter, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {describe, expect, onTestFinished, test, vi} from 'vitest';
import {openDesk} from '../../../src/commands/desk.js';
import {aboutOf} from '../../../src/commands/doctor/about.js';
import {cmdlets} from '../../../src/commands/doctor/cmdlets.js';
import {judgeReach, sshClient} from '../../../src/commands/doctor/ssh-client.js';
import {say} from '../../../src/machines/message.js';
import {openSshServer, sshd} from '../../adapters/powershell/ssh-server.js';
import {fakeStreams, temporaryHome} from '../fake-streams.js';

const files = fileURLToPath(new URL('../../../src/adapters/powershell', import.meta.url));
const on = 'fe21.contoso.com';

/** With another `ssh` than that of this machine: a script. */
function deskWith(script: string) {
	const home = temporaryHome();
	const programs = join(home, 'programs');
	mkdirSync(programs);
	writeFileSync(join(programs, 'ssh'), `#!/bin/sh\n[ "$1" = -V ] && { echo OpenSSH_9.9 >&2; exit; }\n${script}\n`);
	chmodSync(join(programs, 'ssh'), 0o755);
	const path = `${programs}${delimiter}${process.env.PATH}`;
	vi.stubEnv('PATH', path);
	onTestFinished(() => void vi.unstubAllEnvs());
	const {streams} = fakeStreams(home);
	return openDesk({...streams, environment: {...streams.environment, PATH: path}});
}

async function lookThrough(script: string) {
	const desk = deskWith(script);
	const about = aboutOf(desk, {on, files});
	const found = {ssh: await sshClient.look(desk, about), cmdlets: await cmdlets.look(desk, about)};
	await about.shell.close();
	return found;
}

test('a client that is missing is said', async () => {
	const {streams} = fakeStreams(temporaryHome());
	const desk = openDesk({...streams, environment: {...streams.environment, PATH: '/nowhere'}});
	expect(await sshClient.look(desk, aboutOf(desk))).toMatchObject({state: 'warning', remedy: {id: 'doctor.sshClient.remedy'}});
});

describe.skipIf(process.platform === 'win32')('an ssh', () => {
	test('is not tried where no other computer is named', async () => {
		const desk = deskWith('exit 99');
		expect(await sshClient.look(desk, aboutOf(desk))).toEqual({
			state: 'unknown',
			evidence: [say('doctor.sshClient.found', {version: 'OpenSSH_9.9'}), say('doctor.sshClient.notTried')],
			remedy: say('doctor.sshClient.try'),
		});
	});

	test.each([
		['ssh: connect to host fe21.contoso.com port 22: Connection refused', 'SSH does not reach it'],
		['Host key verification failed.', 'compare the key and accept it'],
		['@ WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED! @', 'It shows another host key than before'],
		['karin@fe21.contoso.com: Permission denied (publickey).', 'SSH does not let this account in'],
	])('that says “%s” has failed, with what that means, and management tools are no remedy', async (words, meaning) => {
		const found = await lookThrough(`echo "${words}" >&2; exit 255`);
		expect(found.ssh).toMatchObject({state: 'failed', remedy: say('doctor.sshClient.byHand', {computer: on})});
		expect(found.ssh.evidence[1]?.args?.message).toContain(meaning);
		expect(found.cmdlets.remedy).toEqual(found.ssh.remedy);
	});

	test('is asked to ask nothing, and to give up soon', async () => {
		const {ssh} = await lookThrough('echo "Permission denied: $1 $2 $3 $4 $5" >&2; exit 255');
		expect(ssh.evidence[1]?.args?.message).toMatch(/-o BatchMode=yes -o ConnectTimeout=20[ .]/);
	});

	test('that comes to a computer without PowerShell has reached it', async () => {
		const {ssh, cmdlets} = await lookThrough('exit 127');
		expect(ssh).toMatchObject({state: 'ok', evidence: [{}, {id: 'doctor.sshClient.reached'}]});
		expect(cmdlets).toMatchObject({state: 'failed', remedy: {id: 'doctor.cmdlets.mend'}});
	});

	test.skipIf(!sshd)('and a real server: reached, and not any more once its key is another', async () => {
		const server = await openSshServer(temporaryHome());
		const script = `exec /usr/bin/ssh -F '${server.everyName}' "$@"`;
		expect((await lookThrough(script)).ssh.state).toBe('ok');
		server.stop();
		server.makeHostKey();
		await server.start();
		const {ssh} = await lookThrough(script);
		expect(ssh.state).toBe('failed');
		expect(ssh.evidence[1]?.args?.message).toContain('It shows another host key than before');
	});
});

test('of one that says nothing it is not known whether it was reached', () => {
	const failure = {ok: false, reason: 'refused', errorId: 'HostNotStarted,Switchback', message: 'It took more than 180 seconds.'} as const;
	expect(judgeReach(on, {failure}, say('doctor.sshClient.found', {version: 'x'})).state).toBe('unknown');
});
