/** A recording that is sealed can be signed, and a reader is told whose signature it is, and never more than was shown. */
import {readFileSync, statSync, writeFileSync} from 'node:fs';
import {describe, expect, test} from 'vitest';
import {changeSettings} from '../../src/storage/settings.js';
import {hasKeygen, keyRing, needsKeygen} from '../adapters/signing/keys.js';
import {runCommand, temporaryHome} from './fake-streams.js';

async function played(home: string): Promise<string> {
	const {stdout} = await runCommand(['drill', 'site-dark', '--headless', '--json'], home);
	return (JSON.parse(stdout) as {recording: string}).recording;
}

const lines = (path: string) => readFileSync(path, 'utf8').split('\n');
const words = (text: string) => text.replace(/\s+/g, ' ');

test('without a key it is said what a seal is, and whether the newest session has one', async () => {
	const home = temporaryHome();
	expect(await runCommand(['seal'], home)).toMatchObject({exitCode: 2, stderr: expect.stringContaining('Nothing is recorded yet')});
	const recording = await played(home);
	expect(words((await runCommand(['seal'], home)).stdout)).toMatch(/entries, sealed, not signed.*A seal is/);
	writeFileSync(recording, lines(recording).slice(0, -2).join('\n').concat('\n'));
	expect(words((await runCommand(['seal'], home)).stdout)).toContain('not sealed: its session is not closed');
});

test('what is not sealed, or broken, is not signed', async () => {
	const home = temporaryHome();
	const recording = await played(home);
	const whole = lines(recording);
	writeFileSync(recording, whole.slice(0, -2).join('\n').concat('\n'));
	const open = await runCommand(['seal', recording, '--sign', 'a-key'], home);
	expect(open).toMatchObject({exitCode: 3, stdout: '', stderr: expect.stringContaining('is not sealed')});
	writeFileSync(recording, whole.with(40, whole[40]?.replace('"at":', '"at":1') ?? '').join('\n'));
	const broken = await runCommand(['seal', recording, '--sign', 'a-key'], home);
	expect(broken).toMatchObject({exitCode: 3, stderr: expect.stringMatching(/broken at line 41.*does not fit its hash/)});
});

describe.skipIf(!hasKeygen)(`a signed recording ${needsKeygen}`, () => {
	async function signed() {
		const home = temporaryHome();
		const ring = keyRing();
		const alice = ring.key('alice');
		const recording = await played(home);
		expect(await runCommand(['seal', '--sign', alice], home)).toMatchObject({exitCode: 0, stderr: ''});
		const verify = async (...more: readonly string[]) => {
			const {exitCode, stdout} = await runCommand(['verify', recording, '--json', ...more], home);
			return {exitCode, ...JSON.parse(stdout)};
		};
		return {home, ring, alice, recording, verify};
	}

	test('has its signature beside it, for its owner alone, and it is never written over', async () => {
		const {home, alice, recording} = await signed();
		const kept = readFileSync(`${recording}.sig`, 'utf8');
		expect(statSync(`${recording}.sig`).mode & 0o777).toBe(0o600);
		expect(await runCommand(['seal', recording, '--sign', alice], home)).toMatchObject({exitCode: 3});
		expect(readFileSync(`${recording}.sig`, 'utf8')).toBe(kept);
	});

	test('is signed by a key that is not checked, and no more is said, until somebody says whose keys count', async () => {
		const {home, ring, alice, recording, verify} = await signed();
		expect(await verify()).toMatchObject({exitCode: 0, unbroken: true, sealed: true, signature: {says: 'keyNotChecked'}});
		const {stdout} = await runCommand(['verify', recording], home);
		expect(words(stdout)).toMatch(/sealed\. Signed, by a key that is not checked: SHA256:\S+\. $/);
		const allowed = ring.allow({'alice@contoso.com': alice});
		const known = {exitCode: 0, signature: {says: 'signedBy', signers: ['alice@contoso.com']}};
		expect(await verify('--allowed-signers', allowed)).toMatchObject(known);
		await changeSettings({config: `${home}/config`}, {allowedSigners: allowed});
		expect(await verify()).toMatchObject(known);
		const strangers = ring.allow({'bob@contoso.com': ring.key('bob')});
		expect(await verify('--allowed-signers', strangers)).toMatchObject({exitCode: 1, signature: {says: 'notAllowed'}});
	});

	test('whose last entries were taken away does not fit its signature', async () => {
		const {recording, verify} = await signed();
		writeFileSync(recording, lines(recording).slice(0, -2).join('\n').concat('\n'));
		expect(await verify()).toMatchObject({exitCode: 1, unbroken: true, sealed: false, signature: {says: 'doesNotFit'}});
	});

	test('that was changed is broken, and nothing is said of its signature', async () => {
		const {recording, verify} = await signed();
		const whole = lines(recording);
		writeFileSync(recording, whole.with(40, whole[40]?.replace('"at":', '"at":1') ?? '').join('\n'));
		const said = await verify();
		expect(said).toMatchObject({exitCode: 1, unbroken: false});
		expect(said.signature).toBeUndefined();
	});

	test('with the signature of something else, or none at all, says so', async () => {
		const {home, recording, verify} = await signed();
		const other = await played(home);
		await runCommand(['seal', other, '--sign', (await signed()).alice], home);
		writeFileSync(`${recording}.sig`, readFileSync(`${other}.sig`));
		expect(await verify()).toMatchObject({exitCode: 1, signature: {says: 'doesNotFit', why: expect.stringContaining('Something else')}});
		writeFileSync(`${recording}.sig`, 'rubbish');
		expect(await verify()).toMatchObject({exitCode: 1, signature: {says: 'doesNotFit', why: expect.stringContaining('no signature')}});
	});

	test('is not verified against signers that cannot be read', async () => {
		const {home, recording} = await signed();
		const {exitCode, stderr} = await runCommand(['verify', recording, '--allowed-signers', `${home}/missing`], home);
		expect([exitCode, stderr]).toEqual([2, expect.stringContaining('does not exist')]);
	});
});
