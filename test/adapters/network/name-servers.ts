/** Name servers for tests: a real one from Debian's packages, and one that answers whatever a test wants. All on this computer only. */
import {spawn, spawnSync} from 'node:child_process';
import {createSocket} from 'node:dgram';
import {once} from 'node:events';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {createServer, type Socket} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {onTestFinished} from 'vitest';
import {addressesOf} from '../../../src/adapters/mock/addresses.js';
import {zonesOf} from '../../../src/adapters/mock/zones.js';
import type {Deployment, NameServer} from '../../../src/machines/deployment/deployment.js';
import type {DnsRecord, Resolver} from '../../../src/machines/probe.js';

export const here = '127.0.0.1';
/** Where Debian puts it is not on everybody's path. */
const knot = ['knotd', '/usr/sbin/knotd'].find(path => spawnSync(path, ['--version']).status === 0);
export const hasKnot = knot !== undefined;
/** Without it a test is skipped, and says so in its title. */
export const needsKnot = '(needs knotd)';

/** A zone file of these records, under an origin that they all end with. */
export const zoneText = (origin: string, records: readonly DnsRecord[], serial = 1): string =>
	[
		`${origin}. 300 IN SOA ns.${origin}. hostmaster.${origin}. ${serial} 3600 600 86400 300`,
		`${origin}. 300 IN NS ns.example.`,
		...records.map(record => `${record.name}. ${record.ttl} IN ${record.type} ${dataOf(record)}`),
		'',
	].join('\n');

function dataOf(record: DnsRecord): string {
	if (record.type === 'SRV') return `${record.priority} ${record.weight} ${record.port} ${record.target}.`;
	return record.type === 'CNAME' ? `${record.target}.` : record.address;
}

/** All records of a view, with those that are chosen by health while all is well. */
export function recordsOf(deployment: Deployment, resolver: Resolver): readonly DnsRecord[] {
	const {zone, geo} = zonesOf(deployment, addressesOf(deployment))[resolver];
	const byHealth = [...geo].flatMap(([name, pools]) =>
		[...pools.values()].map((address): DnsRecord => ({name, ttl: 60, type: 'A', address})),
	);
	return [...zone.values(), byHealth].flat();
}

/** The two last labels: where a zone begins. */
export const originOf = (name: string): string => name.split('.').slice(-2).join('.');

/** As zone files, by origin. A higher serial says that something has changed. */
export const zonesText = (records: readonly DnsRecord[], serial = 1): Readonly<Record<string, string>> =>
	Object.fromEntries([...Map.groupBy(records, ({name}) => originOf(name))].map(([origin, own]) => [origin, zoneText(origin, own, serial)]));

export type Knot = NameServer & {
	/** Has it read its zones anew. */
	readonly change: (zones: Readonly<Record<string, string>>) => void;
};

/** A real name server with these zones, by origin; an origin without a text has a zone that cannot be read. */
export async function startKnot(zones: Readonly<Record<string, string | undefined>>, address = here): Promise<Knot> {
	const folder = mkdtempSync(join(tmpdir(), 'switchback-knot-'));
	const {port} = await freePort(address);
	for (const [origin, text] of Object.entries(zones)) if (text !== undefined) writeFileSync(join(folder, `${origin}.zone`), text);
	const listed = Object.keys(zones).map(origin => `  - domain: ${origin}\n    file: "${join(folder, `${origin}.zone`)}"\n`);
	writeFileSync(
		join(folder, 'knot.conf'),
		`server:\n    rundir: "${folder}"\n    listen: ${address}@${port}\ndatabase:\n    storage: "${folder}"\nlog:\n  - target: stdout\n    any: info\nzone:\n${listed.join('')}`,
	);
	const server = spawn(knot ?? 'knotd', ['--config', join(folder, 'knot.conf')], {stdio: ['ignore', 'pipe', 'ignore']});
	const ended = once(server, 'exit');
	onTestFinished(async () => {
		server.kill();
		await ended;
		rmSync(folder, {recursive: true, force: true});
	});
	let said = '';
	for await (const bytes of server.stdout) {
		said += String(bytes);
		if (said.includes('server started')) break;
	}
	if (!said.includes('server started')) throw new Error(said);
	return {
		address,
		port,
		change(changed) {
			for (const [origin, text] of Object.entries(changed)) writeFileSync(join(folder, `${origin}.zone`), text);
			server.kill('SIGHUP');
		},
	};
}

/** What a server of the test's own does with the bytes of a question; what it returns goes back as it is. */
export type Fake = {readonly udp?: (question: Buffer) => readonly Buffer[]; readonly tcp?: (question: Buffer, socket: Socket) => void};

/** `questions` counts what came over UDP. Without `tcp`, nobody listens there. */
export async function startFake({udp, tcp}: Fake): Promise<NameServer & {readonly questions: () => number}> {
	let questions = 0;
	const {port, socket} = await freePort(here, true);
	socket?.on('message', (question, {port: from, address}) => {
		questions++;
		for (const answer of udp?.(question) ?? []) socket.send(answer, from, address);
	});
	if (tcp) {
		const server = createServer(connection => {
			connection.on('error', () => {});
			connection.once('data', (bytes: Buffer) => tcp(bytes.subarray(2), connection));
		});
		await new Promise<void>(resolve => server.listen(port, here, resolve));
		onTestFinished(() => void server.close());
	}
	return {address: here, port, questions: () => questions};
}

/** Free for UDP and TCP. Kept open for UDP, where it is wanted. */
async function freePort(address: string, isKept = false) {
	for (;;) {
		const socket = createSocket(address.includes(':') ? 'udp6' : 'udp4');
		await new Promise<void>(resolve => socket.bind(0, address, resolve));
		const {port} = socket.address();
		const isFree = await new Promise<boolean>(resolve => {
			const server = createServer();
			server.on('error', () => resolve(false));
			server.listen(port, address, () => server.close(() => resolve(true)));
		});
		if (isFree && isKept) {
			onTestFinished(() => void socket.close());
			return {port, socket};
		}
		await new Promise<void>(resolve => socket.close(resolve));
		if (isFree) return {port, socket: undefined};
	}
}
