/**
 * Stands in for a host: says what was written down of a real one, or what it is told to, and then misbehaves. A program of its own, so
 * that all is real but PowerShell. Arguments: a transcript, or the name of a way to misbehave.
 */
import {readFileSync} from 'node:fs';
import {connect} from 'node:net';
import {createInterface} from 'node:readline';

const [how = '', ...rest] = process.argv.slice(2);
const {SWITCHBACK_CHANNEL: channel = '', SWITCHBACK_TOKEN: token = ''} = process.env;
if (how === 'constrained') process.exit(79);
if (how === 'dies at once') {
	process.stderr.write('the policy says no\n');
	process.exit(3);
}
if (how === 'says nothing') setInterval(() => {}, 1_000);
else start();

function start() {
	const socket = connect(channel.includes('/') ? channel : `\\\\.\\pipe\\${channel}`);
	socket.on('error', () => process.exit(0));
	socket.on('close', () => process.exit(0));
	let number = 0;
	const say = line => socket.write(`${JSON.stringify({n: ++number, ...line})}\n`);
	const hear = createInterface({input: socket});
	if (how === 'replay') replay(hear, say, rest[0]);
	else misbehave(hear, say, socket, () => number + 1);
}

function replay(hear, say, path) {
	const [, ...lines] = readFileSync(path, 'utf8')
		.trimEnd()
		.split('\n')
		.map(line => JSON.parse(line));
	let next = 0;
	const speak = () => {
		for (; lines[next]?.way === 'out'; next++) {
			const {line} = lines[next];
			say(line.kind === 'hello' ? {...line, token} : line);
		}
	};
	speak();
	hear.on('line', text => {
		const {n, ...heard} = JSON.parse(text);
		if (heard.kind === 'ping') return say({kind: 'pong', call: null});
		const wanted = lines[next]?.line;
		const known = heard.kind === 'open' ? {...heard, modules: ['TestCs'], directory: 'ends'} : withoutSecrets(heard);
		if (JSON.stringify(known) !== JSON.stringify(wanted)) {
			return say({kind: 'misunderstood', why: `${JSON.stringify(known)} came, and ${JSON.stringify(wanted)} was written down`});
		}
		next++;
		speak();
	});
}

function withoutSecrets(heard) {
	const without = ({name, value}) => (value.type === 'secret' ? {name, value: {...value, value: '=(secret)'}} : {name, value});
	return heard.kind === 'call' ? {...heard, parameters: heard.parameters.map(without)} : heard;
}

function misbehave(hear, say, socket, nextNumber) {
	let call;
	let cmdlet;
	let isSilent = false;
	const began = () => say({kind: 'began', call});
	const ended = end => say({kind: 'ended', call, state: 'completed', errors: 0, ...end});
	const ways = {
		'closes half-way'() {
			began();
			socket.end(`{"n":${4},"kind":"ended","call":"c`);
		},
		dies() {
			began();
			process.stderr.write('out of memory\n', () => process.exit(9));
		},
		'dies before it begins': () => process.exit(9),
		'goes silent'() {
			began();
			isSilent = true;
		},
		'never stops': began,
		floods() {
			began();
			isSilent = true;
			const flood = 'x'.repeat(1024 * 1024);
			const more = () => {
				while (socket.write(flood));
				socket.once('drain', more);
			};
			more();
		},
		'says binary'() {
			began();
			socket.write(Buffer.from([0xff, 0xfe, 0, 1, 2, 0x80, 0x0a]));
		},
		'says what is no line of ours'() {
			began();
			socket.write('Windows PowerShell\n');
		},
		'leaves a line out'() {
			began();
			socket.write(`${JSON.stringify({n: nextNumber() + 1, kind: 'ended', call, state: 'completed', errors: 0})}\n`);
		},
		'ends twice'() {
			began();
			ended();
			ended({state: 'failed'});
		},
		'ends another call'() {
			began();
			say({kind: 'ended', call: 'another', state: 'completed', errors: 0});
			ended();
		},
		'denies what lies behind it'() {
			began();
			const error = {message: 'Access is denied.', id: 'No', category: 'PermissionDenied', target: '', type: 'X', denied: true, inner: []};
			if (cmdlet.startsWith('Get-')) ended({state: 'failed', error});
			else ended();
		},
		'has no store'() {
			began();
			const error = {message: 'It does not answer.', id: 'Dead', category: 'ConnectionError', target: '', type: 'X', inner: []};
			if (cmdlet.startsWith('Get-')) ended({state: 'failed', error});
			else ended();
		},
		'hangs in a read'() {
			began();
			if (!cmdlet.startsWith('Get-')) ended();
		},
		'loses its logon'() {
			began();
			const error = {message: 'Access is denied.', id: 'No', category: 'PermissionDenied', target: '', type: 'X', denied: true, inner: []};
			ended(cmdlet.startsWith('Get-') ? {} : {state: 'failed', error});
		},
		'puts out too much'() {
			began();
			const value = 'x'.repeat(1024 * 1024);
			for (let each = 0; each < 34; each++) say({kind: 'record', call, stream: 'output', cut: 0, deep: 0, value});
			ended();
		},
		'talks beside the channel'() {
			began();
			process.stdout.write(`${'y'.repeat(100_000)}\nlast line\n`, () => ended());
		},
	};
	say({kind: 'hello', token: how === 'does not know the token' ? 'guess' : token, pid: process.pid, version: '5.1', edition: 'Desktop'});
	hear.on('line', text => {
		const heard = JSON.parse(text);
		if (isSilent) return;
		if (how === 'says its orders') process.stderr.write(`${text}\n`);
		if (heard.kind === 'ping') say({kind: 'pong', call: null});
		if (heard.kind === 'open' && how === 'cannot open') {
			const error = {
				message: 'No such module.',
				id: 'Modules_ModuleNotFound',
				category: 'ResourceUnavailable',
				target: '',
				type: 'X',
				inner: [],
			};
			say({kind: 'notOpened', error});
		} else if (heard.kind === 'open') say({kind: 'opened', modules: [{name: 'TestCs', version: '1.0'}]});
		if (heard.kind === 'describe') {
			const parameter = {name: 'Kind', type: 'System.String', isMandatory: true, aliases: ['k'], values: ['One']};
			const cmdlet = {name: 'Get-CsKind', module: heard.module, version: '1.0', sets: [[parameter], []]};
			if (how === 'dies before it describes') process.exit(9);
			say({kind: 'described', cmdlets: [cmdlet]});
		}
		if (heard.kind === 'account' && how === 'knows nobody') {
			const error = {message: 'No identity.', id: 'No', category: 'NotSpecified', target: '', type: 'X', inner: []};
			say({kind: 'noAccount', error});
		} else if (heard.kind === 'account') {
			const about = {name: 'CONTOSO\\karin', logon: 'Kerberos', isElevated: true, groups: ['RTCUniversalServerAdmins']};
			say({kind: 'account', ...about, clock: '2026-11-21T03:04:05.678Z'});
		}
		if (heard.kind === 'fate') say({kind: 'fate', file: heard.file, fate: how === 'cannot read' ? 'unreadable' : 'ended', end: '{"half'});
		if (heard.kind !== 'call') return;
		call = heard.call;
		cmdlet = heard.cmdlet;
		(ways[how] ?? (() => ended()))();
	});
}
