/** `switchback approve`: what a second person is shown, what they sign, and that it reaches the session or is refused in a sentence. */
import {execFileSync} from 'node:child_process';
import {copyFileSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, onTestFinished, test} from 'vitest';
import {type ApproveOptions, approve, type Reach} from '../../src/commands/approve.js';
import {openDesk} from '../../src/commands/desk.js';
import {resumeSession} from '../../src/commands/played-session.js';
import {UsageProblem} from '../../src/commands/usage-problem.js';
import {hasKeygen, keyRing, needsKeygen} from '../adapters/signing/keys.js';
import {fakeStreams, runCommand, temporaryHome} from './fake-streams.js';

const example = new URL('../fixtures/deployments/two-people.json', import.meta.url).pathname;

/** A drill that the scripted operator has played until it needed somebody else. */
async function waiting(home: string, signers = '') {
	const deployment = join(home, 'ours.json');
	copyFileSync(example, deployment);
	writeFileSync(join(home, 'two-people.signers'), signers);
	const {exitCode, stdout} = await runCommand(['drill', '--headless', '--json', '--deployment', deployment], home);
	return {exitCode, ...(JSON.parse(stdout) as {recording: string; session: string; why: string})};
}

/** The engine in this process, as a socket would lead to it. */
function reached(recording: string): Reach {
	const session = resumeSession(recording, {speed: 'max', isPerson: true});
	onTestFinished(() => void session.close());
	const {engine} = session.playing;
	// It stands where it stood, and is asked anew: the operator goes on until it waits again.
	const unfollow = engine.follow(entry => {
		if (entry.kind !== 'asked') return;
		setImmediate(() => engine.send({id: 'a', type: 'answer', question: entry.question, choice: 'approve', fields: {}, by: 'scripted'}));
	});
	onTestFinished(unfollow);
	return async () => ({engine, close: () => {}});
}

/** Resolves when the journal waits for a second person again. */
function askedAgain(recording: string, reach: Reach): Promise<string> {
	return new Promise(resolve => {
		void reach(recording).then(({engine}) => {
			let isPast = true;
			engine.follow(entry => {
				if (!isPast && entry.kind === 'asked' && entry.toApprove) resolve(entry.question);
			});
			isPast = false;
		});
	});
}

async function said(home: string, name: string | undefined, options: ApproveOptions, reach: Reach) {
	const {streams, said: told} = fakeStreams(home);
	try {
		return {exitCode: await approve(openDesk(streams), name, options, reach), ...told};
	} catch (error) {
		if (error instanceof UsageProblem) return {exitCode: error.exitCode, problem: error.problem.id};
		throw error;
	}
}

test('the scripted operator is one person: it stops there, and the session stays open', async () => {
	expect(await waiting(temporaryHome())).toMatchObject({exitCode: 3, outcome: 'refused', sealed: false});
});

test('without options it shows what waits and how it is approved, and changes nothing', async () => {
	const home = temporaryHome();
	const {recording, session} = await waiting(home);
	const before = readFileSync(recording, 'utf8');
	const {exitCode, stdout} = await runCommand(['approve'], home);
	expect(exitCode).toBe(0);
	expect(stdout).toContain(`session: ${session}`);
	expect(stdout.replace(/\s+/g, ' ')).toMatch(/runs: Invoke-CsPoolFailOver .*loses: .*approve \S{8} --by NAME.*--export.*--deliver/);
	expect(stdout.replace(/\s+/g, '')).toContain(join(home, 'two-people.signers'));
	expect(readFileSync(recording, 'utf8')).toBe(before);
});

test('the text that is exported is printed as it is, and nothing else', async () => {
	const home = temporaryHome();
	const {recording} = await waiting(home);
	const {stdout, stderr} = await runCommand(['approve', recording, '--export'], home);
	expect(stderr).toBe('');
	expect(stdout).toMatch(/^Switchback approval 1\nsession: .*\nmeans: [^\n]*\n$/s);
	expect(readFileSync(recording, 'utf8')).toContain(JSON.stringify(stdout));
});

test('what cannot be meant is refused', async () => {
	const home = temporaryHome();
	expect((await runCommand(['approve'], home)).stderr).toContain('No session is open');
	const {recording} = await waiting(home);
	expect(await runCommand(['approve', '--by', 'a', '--export'], home)).toMatchObject({exitCode: 2});
	expect(await runCommand(['approve', '--by', ' '], home)).toMatchObject({exitCode: 2});
	expect((await runCommand(['approve', '--deliver', join(home, 'missing')], home)).stderr).toContain('does not exist');
	writeFileSync(recording, `${readFileSync(recording, 'utf8').split('\n').slice(0, 60).join('\n')}\n`);
	expect(await runCommand(['approve', '--by', 'K. Brandt'], home)).toMatchObject({
		exitCode: 3,
		stderr: expect.stringContaining('nothing waits'),
	});
});

test('a consent reaches the session, and says itself that it proves nothing', async () => {
	const home = temporaryHome();
	const {recording} = await waiting(home);
	const reach = reached(recording);
	await askedAgain(recording, reach);
	const consented = await said(home, recording, {by: 'K. Brandt'}, reach);
	expect(consented).toMatchObject({exitCode: 0, stdout: expect.stringMatching(/Approved by K\. Brandt.*proves nothing/s)});
	expect(await said(home, recording, {by: 'K. Brandt'}, reach)).toMatchObject({exitCode: 3, problem: 'approve.nothing'});
});

describe.skipIf(!hasKeygen)(`from another account ${needsKeygen}`, () => {
	/** The session is open in this process, and K. Brandt, whose key may sign, is asked for. */
	async function waitingForBrandt() {
		const home = temporaryHome();
		const ring = keyRing();
		const brandt = ring.key('brandt');
		const {recording} = await waiting(home, readFileSync(ring.allow({'k.brandt@contoso.com': brandt}), 'utf8'));
		const reach = reached(recording);
		await askedAgain(recording, reach);
		return {home, ring, brandt, recording, reach};
	}

	test('a text is exported, signed and delivered, and the session names who approved it', async () => {
		const {home, ring, brandt, recording, reach} = await waitingForBrandt();
		const {stdout: text} = await runCommand(['approve', recording, '--export'], home);
		const request = ring.file('request.txt', text);
		const elsewhere = await runCommand(['approve', request, '--sign', brandt], temporaryHome());
		expect(elsewhere).toMatchObject({exitCode: 0, stderr: ''});
		const signed = ring.file('approved.txt', elsewhere.stdout);
		const delivered = await said(home, recording, {deliver: signed}, reach);
		expect(delivered).toMatchObject({exitCode: 0, stdout: expect.stringMatching(/Approved by k\.brandt@contoso\.com, proven.*SHA256:/s)});
	});

	test('a text that was signed with ssh-keygen alone is taken too, without a name of its session', async () => {
		const {home, ring, brandt, reach} = await waitingForBrandt();
		const {stdout: text} = await runCommand(['approve', '--export'], home);
		const request = ring.file('request.txt', text);
		execFileSync('ssh-keygen', ['-q', '-Y', 'sign', '-f', brandt, '-n', 'switchback-approval', request], {stdio: 'ignore'});
		expect(await said(home, undefined, {deliver: request}, reach)).toMatchObject({exitCode: 0});
	});

	test('the approval of a stranger is refused in one sentence', async () => {
		const {home, ring, recording, reach} = await waitingForBrandt();
		expect(await said(home, recording, {sign: ring.key('eve')}, reach)).toMatchObject({exitCode: 3, problem: 'refusal.unknownSigner'});
	});
});
