/** Real SSH keys for a test, made in a place that goes away with it. */
import {execFileSync, spawnSync} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {onTestFinished} from 'vitest';

/** Without it a test is skipped, and says so in its title. */
export const hasKeygen = spawnSync('ssh-keygen', ['-?']).error === undefined;
export const needsKeygen = '(needs ssh-keygen)';

export type KeyRing = {
	readonly directory: string;
	/** Path of a new private key. */
	readonly key: (name: string, passphrase?: string) => string;
	/** Path of a file that names these keys: `{'alice@contoso.com': path of the key}`. */
	readonly allow: (keys: Readonly<Record<string, string>>) => string;
	readonly file: (name: string, text: string) => string;
};

export function keyRing(): KeyRing {
	const directory = mkdtempSync(join(tmpdir(), 'switchback-keys-'));
	onTestFinished(() => rmSync(directory, {recursive: true, force: true}));
	const file = (name: string, text: string) => {
		const path = join(directory, name);
		writeFileSync(path, text, {mode: 0o600});
		return path;
	};
	let lists = 0;
	return {
		directory,
		file,
		key(name, passphrase = '') {
			const path = join(directory, name);
			execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', passphrase, '-C', '', '-f', path]);
			return path;
		},
		allow(keys) {
			lists++;
			const lines = Object.entries(keys).map(([signer, key]) => `${signer} ${readFileSync(`${key}.pub`, 'utf8')}`);
			return file(`allowed-${lists}`, lines.join(''));
		},
	};
}

/** A program that stands in for `ssh-keygen`. */
export function fakeKeygen({file}: KeyRing, script: string): string {
	const path = file('fake-keygen', `#!/bin/sh\n${script}\n`);
	execFileSync('chmod', ['700', path]);
	return path;
}
