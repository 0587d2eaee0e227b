#!/usr/bin/env node
/**
 * Stands in for a PowerShell with its host and the generated module: speaks the language of the channel, takes calls to the simulator as
 * a function of the module does, keeps the ends of changes, and goes on with a change when nobody listens any more. A program of its own,
 * so that a whole live session can be played where no PowerShell is. What it cannot stand in for is the binder.
 */
import {createHash} from 'node:crypto';
import {existsSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {connect} from 'node:net';
import {dirname, join} from 'node:path';
import {createInterface} from 'node:readline';

const {
	SWITCHBACK_CHANNEL: channel = '',
	SWITCHBACK_TOKEN: token,
	SWITCHBACK_SIMULATOR: simulator,
	SWITCHBACK_SIMULATOR_TOKEN: key,
} = process.env;
const wrongPassword = {message: 'Access is denied.', id: 'Denied', category: 'OpenError', target: '', type: '', inner: []};
const lacking = (process.env.SWITCHBACK_TEST_LACKS ?? '').split(',');

// Asked what it is, before any host is started.
if (process.argv.includes('-Command')) {
	process.stdout.write(JSON.stringify({version: '0.0.1', realModules: []}));
	process.exit(0);
}

const socket = connect(channel);
let number = 0;
let isClosed = false;
let running;
let directory = '';
let allowed = [];
const queue = [];
const say = line => isClosed || socket.write(`${JSON.stringify({n: ++number, ...line})}\n`);

socket.on('error', () => {});
socket.on('close', () => {
	isClosed = true;
	// A read is stopped, a change goes on.
	if (!running?.order.changes) process.exit(0);
});
createInterface({input: socket})
	.on('error', () => {})
	.on('line', line => obey(JSON.parse(line)));
say({kind: 'hello', token, pid: process.pid, version: '0.0.1', edition: 'Pretended'});

function obey(order) {
	switch (order.kind) {
		case 'open':
			allowed = order.cmdlets;
			if (order.credential) {
				const {user, value} = order.credential;
				if (value === '=wrong') return say({kind: 'notOpened', error: wrongPassword});
				writeFileSync(process.env.SWITCHBACK_TEST_OPENED_WITH, `${user} ${createHash('sha256').update(value).digest('hex')}`);
			}
			directory = order.directory ?? dirname(channel);
			mkdirSync(directory, {recursive: true});
			return say({kind: 'opened', modules: [{name: 'Pretended', version: '5.0.8308.0'}]});
		case 'describe':
			return say({kind: 'described', cmdlets: allowed.filter(name => !lacking.includes(name)).map(describe)});
		case 'account':
			return say({
				kind: 'account',
				name: 'CONTOSO\\adm',
				logon: 'Kerberos',
				isElevated: true,
				groups: process.env.SWITCHBACK_TEST_GROUPS?.split(',') ?? null,
				clock: new Date().toISOString(),
			});
		case 'ping':
			return say({kind: 'pong', call: running?.order.call ?? null});
		case 'fate':
			return say({kind: 'fate', file: order.file, ...fateOf(join(directory, order.file))});
		case 'stop':
			return running?.order.call === order.call ? running.stop() : undefined;
		default:
			queue.push(order);
			return next();
	}
}

function next() {
	const order = running ? undefined : queue.shift();
	if (order) run(order);
}

function run(order) {
	const file = order.file && join(directory, order.file);
	if (file) writeFileSync(file, String(process.pid));
	const {call} = order;
	const way = connect(simulator ?? '/nowhere/simulator');
	const finish = ended => {
		if (!running) return;
		running = undefined;
		way.destroy();
		if (file) writeFileSync(`${file}.end`, JSON.stringify({call, errors: 0, ...ended}));
		say({kind: 'ended', call, errors: 0, ...ended});
		if (isClosed) process.exit(0);
		next();
	};
	const failed = (id, message) => finish({state: 'failed', error: {id, message, category: '', target: '', type: '', inner: []}});
	running = {order, stop: () => finish({state: 'stopped'})};
	say({kind: 'began', call});
	const parameters = Object.fromEntries(order.parameters.map(({name, value}) => [name, untagged(value)]));
	way.write(`${key}\n${Buffer.from(JSON.stringify({cmdlet: order.cmdlet, parameters}), 'utf16le').toString('base64')}\n`);
	way.on('error', () => failed(`SimulatorNotReached,${order.cmdlet}`, 'The simulator of this session is not reached.'));
	way.on('close', () => failed(`SimulatorWentAway,${order.cmdlet}`, 'The simulator closed the connection before the call had ended.'));
	const told = createInterface({input: way}).on('error', () => {});
	told.on('line', line => {
		const {kind, ...said} = JSON.parse(line);
		if (kind === 'end') return finish({state: 'completed'});
		if (kind === 'failed') return failed(`${said.errorId.slice(1)},${order.cmdlet}`, said.text.slice(1));
		if (kind === 'output') return say({kind: 'record', call, stream: 'output', value: unguarded(said.value)});
		if (kind === 'progress') return say({kind: 'record', call, stream: kind, activity: said.text.slice(1), percent: said.percent ?? -1});
		return say({kind: 'record', call, stream: kind === 'whatIf' ? 'information' : kind, text: said.text.slice(1)});
	});
}

function fateOf(file) {
	if (existsSync(`${file}.end`)) return {fate: 'ended', end: readFileSync(`${file}.end`, 'utf8')};
	return {fate: existsSync(file) && isAlive(Number(readFileSync(file, 'utf8'))) ? 'running' : 'gone'};
}

function isAlive(pid) {
	try {
		return process.kill(pid, 0);
	} catch {
		return false;
	}
}

/** Of every parameter of the reference, one set that takes anything. */
function describe(name) {
	const {cmdlets} = JSON.parse(readFileSync(new URL('../../../src/machines/cmdlet-parameters.json', import.meta.url), 'utf8'));
	const names = new Set([...Object.keys(cmdlets[name].parameters), 'Verbose', 'Confirm', 'WhatIf']);
	const parameter = each => ({name: each, type: 'System.Object', isMandatory: false, aliases: [], values: []});
	return {name, module: 'Lync', version: '5.0.8308.0', sets: [[...names].map(parameter)]};
}

function untagged({type, value}) {
	if (type === 'text') return value.slice(1);
	if (type === 'timeSpan') return {timeSpan: value.slice(1)};
	return type === 'list' ? value.map(untagged) : (value ?? null);
}

function unguarded(value) {
	if (typeof value === 'string') return value.slice(1);
	if (Array.isArray(value)) return value.map(unguarded);
	if (value === null || typeof value !== 'object') return value;
	return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, unguarded(each)]));
}
