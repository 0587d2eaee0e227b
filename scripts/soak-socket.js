/**
 * Twenty consoles read along while entries are written: what that costs an entry on its way to the disk, and that a console which stopped
 * reading costs nothing. Prints and asserts nothing: `npm run soak-socket`, or `npm run soak:socket -- --rounds 9 --readers 50`.
 */
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdir, mkdtemp, rm} from 'node:fs/promises';
import {createConnection} from 'node:net';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {parseArgs} from 'node:util';
import {cache, loadTypeScript} from './load-typescript.js';

const number = value => ({type: 'string', default: String(value)});
const {values} = parseArgs({
	options: {
		rounds: number(5),
		seconds: number(3),
		rate: number(1_000),
		readers: number(20),
		read: {type: 'string'},
		token: number(0),
		stopped: number(0),
	},
});
const [rounds, seconds, perSecond, readers, stopped] = [values.rounds, values.seconds, values.rate, values.readers, values.stopped].map(
	Number,
);

if (values.read) await read(values.read, values.token);
else await measure();

async function measure() {
	await mkdir(cache, {recursive: true});
	const {soak} = await loadTypeScript('test/soak/socket.ts');
	const rows = [
		['one reader', 1, 0],
		[`${readers} readers`, readers, 0],
		['one reader, and one that stopped', 1, 1],
		[`${readers} readers, and ${readers} that stopped`, readers, readers],
	];
	say(`${perSecond} entries a second, ${rounds} rounds of ${seconds} s; ms from when an entry is due until the system has it`);
	// Each after the other in every round: what else this machine does meets all of them.
	const turns = [];
	for (let round = 0; round < rounds; round++) {
		for (const [name, count, idle] of rows) turns.push({name, round, ...(await turnOf(soak, count, idle))});
	}
	const ofOne = turns.filter(({name}) => name === rows[0][0]);
	for (const [name] of rows) {
		const its = turns.filter(turn => turn.name === name);
		const of = pick => median(its.map(pick));
		const ratio = of(({p95, round}) => p95 / ofOne[round].p95).toFixed(2);
		const figures = `p50 ${of(({p50}) => p50).toFixed(2)}  p95 ${of(({p95}) => p95).toFixed(2)}  p99 ${of(({p99}) => p99).toFixed(2)}`;
		say(`${name.padEnd(36)} ${figures}  p95 ${ratio} × that of one  heap ${(of(({heapBytes}) => heapBytes) / 1e6).toFixed(0)} MB`);
	}
}

async function turnOf(soak, count, idle) {
	// In the checkout: the system's temporary directory may be in memory.
	const directory = await mkdtemp(join(cache, 's-'));
	try {
		const {waits, heapBytes} = await soak({directory, seconds, perSecond, attach: (address, token) => attach(address, token, count, idle)});
		const sorted = waits.toSorted((a, b) => a - b);
		const at = share => sorted[Math.floor((sorted.length - 1) * share)];
		return {p50: at(0.5), p95: at(0.95), p99: at(0.99), heapBytes};
	} finally {
		await rm(directory, {recursive: true, force: true});
	}
}

function median(values) {
	return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}

/** In another process, as consoles are. */
async function attach(address, token, count, idle) {
	const words = ['--read', address, '--token', token, '--readers', `${count}`, '--stopped', `${idle}`];
	const child = spawn(process.execPath, [fileURLToPath(import.meta.url), ...words], {stdio: ['ignore', 'pipe', 'inherit']});
	await once(child.stdout, 'data');
	return () => child.kill('SIGKILL');
}

async function read(address, token) {
	const client = {who: 'Ada', from: 'soak', pid: process.pid};
	const hello = {type: 'hello', token, protocol: {oldest: 1, newest: 1}, product: '0.1.0', client, wants: 'observe', after: 0};
	for (let nth = 0; nth < readers + stopped; nth++) {
		const socket = createConnection(address);
		socket.on('error', () => {});
		socket.write(`${JSON.stringify(hello)}\n`);
		await once(socket, 'data');
		if (nth < readers) socket.on('data', () => {});
		else socket.pause();
	}
	say('all are attached');
}

function say(line) {
	process.stdout.write(`${line}\n`);
}
