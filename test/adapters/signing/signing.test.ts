/** Signing and checking with a real `ssh-keygen`, and what is said when it cannot. */
import {execFileSync, spawn} from 'node:child_process';
import {once} from 'node:events';
import {chmodSync, existsSync, renameSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, onTestFinished, test, vi} from 'vitest';
import {checkSignature} from '../../../src/adapters/signing/check.js';
import {signText} from '../../../src/adapters/signing/sign.js';
import {fakeKeygen, hasKeygen, type KeyRing, keyRing, needsKeygen} from './keys.js';

const namespace = 'a-test';
const text = 'what is signed\n';

async function signed({file}: KeyRing, key: string, what = text): Promise<string> {
	const made = await signText({text: what, key, namespace});
	if ('problem' in made) throw new Error(JSON.stringify(made.problem));
	return file('signature', made.signature);
}

describe.skipIf(!hasKeygen)(`a signature ${needsKeygen}`, () => {
	test('says no more than its key where nobody says whose it is', async () => {
		const ring = keyRing();
		const signature = await signed(ring, ring.key('alice'));
		expect(await checkSignature({text, namespace, signature})).toEqual({
			says: 'keyNotChecked',
			fingerprint: expect.stringMatching(/^SHA256:/),
		});
	});

	test('is that of whom the allowed signers name for the key', async () => {
		const ring = keyRing();
		const [alice, bob] = [ring.key('alice'), ring.key('bob')];
		const allowedSigners = ring.allow({'bob@contoso.com': bob, 'alice@contoso.com,a.smith@contoso.com': alice});
		expect(await checkSignature({text, namespace, signature: await signed(ring, alice), allowedSigners})).toMatchObject({
			says: 'signedBy',
			signers: ['alice@contoso.com', 'a.smith@contoso.com'],
		});
	});

	test.each([
		['do not name it', (_: string) => ''],
		['name it for another purpose', (key: string) => `alice@contoso.com namespaces="other" ${key}`],
		['name it for a time that is over', (key: string) => `alice@contoso.com valid-before="20200101" ${key}`],
		['are no list', () => 'nonsense\n'],
	])('is a stranger’s where the allowed signers %s', async (_, line) => {
		const ring = keyRing();
		const alice = ring.key('alice');
		const publicKey = execFileSync('ssh-keygen', ['-y', '-f', alice], {encoding: 'utf8'});
		const allowedSigners = ring.file('allowed', line(publicKey));
		expect(await checkSignature({text, namespace, signature: await signed(ring, alice), allowedSigners})).toMatchObject({
			says: 'notAllowed',
		});
	});

	test.each([
		['another text', {text: 'something else\n'}, 'signing.otherText'],
		['another purpose', {namespace: 'another'}, 'signing.otherPurpose'],
	])('does not fit %s', async (_, other, why) => {
		const ring = keyRing();
		const alice = ring.key('alice');
		const signature = await signed(ring, alice);
		const allowedSigners = ring.allow({'alice@contoso.com': alice});
		expect(await checkSignature({text, namespace, signature, allowedSigners, ...other})).toMatchObject({
			says: 'doesNotFit',
			why: {id: why},
		});
	});

	test('that is none does not fit', async () => {
		const ring = keyRing();
		const check = (signature: string) => checkSignature({text, namespace, signature});
		for (const rubbish of ['', 'rubbish\n', '-----BEGIN SSH SIGNATURE-----\nAAAA\n-----END SSH SIGNATURE-----\n'])
			expect(await check(ring.file('signature', rubbish))).toMatchObject({says: 'doesNotFit'});
		expect(await check(join(ring.directory, 'missing'))).toMatchObject({problem: {id: 'signing.noSignature'}});
	});

	test('is not checked where the file of allowed signers is missing', async () => {
		const ring = keyRing();
		const signature = await signed(ring, ring.key('alice'));
		const allowedSigners = join(ring.directory, 'missing');
		expect(await checkSignature({text, namespace, signature, allowedSigners})).toMatchObject({problem: {id: 'signing.noAllowedSigners'}});
	});

	test('is made by a key that the agent has, named by its public half', async () => {
		const ring = keyRing();
		const alice = ring.key('alice');
		const socket = join(ring.directory, 'agent');
		const agent = spawn('ssh-agent', ['-D', '-a', socket]);
		onTestFinished(() => void agent.kill());
		await once(agent.stdout, 'data');
		vi.stubEnv('SSH_AUTH_SOCK', socket);
		onTestFinished(() => void vi.unstubAllEnvs());
		execFileSync('ssh-add', ['-q', alice]);
		renameSync(alice, `${alice}.elsewhere`);
		expect(await signText({text, key: `${alice}.pub`, namespace})).toEqual({signature: expect.stringContaining('BEGIN SSH SIGNATURE')});
	});
});

describe.skipIf(!hasKeygen)(`nothing is signed ${needsKeygen}`, () => {
	const refused = async (key: string) => {
		vi.stubEnv('SSH_AUTH_SOCK', undefined);
		onTestFinished(() => void vi.unstubAllEnvs());
		const end = await signText({text, key, namespace});
		return 'problem' in end && end.problem.id;
	};

	test('with a passphrase that nobody can be asked for', async () => {
		expect(await refused(keyRing().key('bob', 'a secret'))).toBe('signing.passphrase');
	});

	test('with a key that others may read', async () => {
		const key = keyRing().key('eve');
		chmodSync(key, 0o644);
		expect(await refused(key)).toBe('signing.keyTooOpen');
	});

	test('with a public key whose other half is nowhere', async () => {
		const key = keyRing().key('eve');
		renameSync(key, `${key}.elsewhere`);
		expect(await refused(`${key}.pub`)).toBe('signing.noPrivateKey');
	});

	test.each(['missing', '-n', '$(touch written)', 'a key\nwith two lines'])('with what is no key: %j', async name => {
		const {directory} = keyRing();
		expect(await refused(join(directory, name))).toBe('signing.noKey');
		expect(await refused(name)).toBe('signing.noKey');
		expect(existsSync('written')).toBe(false);
	});
});

describe('without the program that it needs', () => {
	const problemOf = async (executable: string) => {
		const end = await signText({text, key: 'a-key', namespace, executable});
		return 'problem' in end ? end.problem : end;
	};

	test('it is said that there is none', async () => {
		expect(await problemOf(join(keyRing().directory, 'ssh-keygen'))).toMatchObject({id: 'signing.missing'});
	});

	test.skipIf(process.platform === 'win32').each([
		['too old for it', 'echo "ssh-keygen: unknown option -- Y" >&2; exit 1', 'signing.tooOld'],
		['one that says something new', 'echo "one line" >&2; echo "the moon is full" >&2; exit 1', 'signing.notSigned'],
		['one that says nothing', 'exit 0', 'signing.notSigned'],
	])('it is said, with %s', async (_, script, id) => {
		expect(await problemOf(fakeKeygen(keyRing(), script))).toMatchObject({id});
	});
});
