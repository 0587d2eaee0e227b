/** Certificates for tests, made by openssl in a place that goes away with the test. */
import {execFileSync, spawnSync} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {onTestFinished} from 'vitest';

/** Without it a test is skipped, and says so in its title. */
export const hasOpenssl = spawnSync('openssl', ['version']).status === 0;
export const needsOpenssl = '(needs openssl)';

export type Made = {readonly key: Buffer; readonly cert: Buffer};
/** `from` and `until` as `20200101000000Z`. */
export type Wanted = {readonly names: readonly string[]; readonly from?: string; readonly until?: string};

const authority = (folder: string) => `[ca]
default_ca=here
[here]
database=${folder}/index.txt
new_certs_dir=${folder}
serial=${folder}/serial
default_md=sha256
policy=any
copy_extensions=copy
unique_subject=no
[any]
commonName=optional
`;

export function makeCertificate({names, from = '20240101000000Z', until = '20991231235959Z'}: Wanted): Made {
	const folder = mkdtempSync(join(tmpdir(), 'switchback-tls-'));
	onTestFinished(() => rmSync(folder, {recursive: true, force: true}));
	const file = (name: string) => join(folder, name);
	const [key, request, cert] = [file('key.pem'), file('request.pem'), file('certificate.pem')];
	const run = (...args: readonly string[]) => execFileSync('openssl', args, {stdio: 'ignore'});
	writeFileSync(file('authority.cnf'), authority(folder));
	writeFileSync(file('index.txt'), '');
	writeFileSync(file('serial'), '01');
	const alternatives = names.map(name => `DNS:${name}`).join(',');
	run(
		...['req', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', key, '-out', request],
		...['-subj', `/CN=${names[0]}`, '-addext', `subjectAltName=${alternatives}`],
	);
	run(
		...['ca', '-batch', '-selfsign', '-notext', '-config', file('authority.cnf'), '-keyfile', key],
		...['-in', request, '-out', cert, '-startdate', from, '-enddate', until],
	);
	return {key: readFileSync(key), cert: readFileSync(cert)};
}
