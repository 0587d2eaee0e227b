/**
 * Plays the beginning of a drill on a screen that nobody sees, and keeps beside the bundle what V8 has compiled for it: for the console,
 * and for the engine, which would be a process of its own and is one with it here. The build runs it in a process of its own.
 */
import childProcess from 'node:child_process';
import {EventEmitter} from 'node:events';
import {mkdtempSync, renameSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {PassThrough, Writable} from 'node:stream';
import {fileURLToPath} from 'node:url';
import {setFlagsFromString} from 'node:v8';
import {readBundle} from '../bin/bundle.js';

const bundle = readBundle(fileURLToPath(new URL('../dist', import.meta.url)));
if (bundle.isCompiled) process.exit();

const frameEnd = '\x1b[?2026l';
/**
 * Two panes, up and down, the help, and out again, each once the frame before it is there, or none comes. The first frame is that of a
 * session that opens, where keys do nothing.
 */
const keys = ['3', '\x1b[B', '4', '\x1b[A', '1', '?', '\x1b', 'q', 'y'];
const noneComesMs = 1000;
let frames = 0;
let next;
function type() {
	keyboard.write(keys.shift() ?? 'y');
	next = setTimeout(type, noneComesMs);
}

const home = mkdtempSync(join(tmpdir(), 'switchback-'));
const keyboard = Object.assign(new PassThrough(), {isTTY: true, setRawMode: () => keyboard, ref() {}, unref() {}});
const screen = Object.assign(
	new Writable({
		write(bytes, _encoding, done) {
			const text = String(bytes);
			if (text.includes('\x1b[6n')) keyboard.write('\x1b[1;13R');
			if (text.includes(frameEnd) && frames++ > 0) {
				clearTimeout(next);
				next = setTimeout(type, 50);
			}
			done();
		},
	}),
	{isTTY: true, columns: 120, rows: 40},
);
const put = (name, value) => Object.defineProperty(process, name, {value, configurable: true});
put('stdin', keyboard);
put('stdout', screen);
Object.assign(process.env, {SWITCHBACK_HOME: home, TERM: 'xterm-256color', LANG: 'C.UTF-8'});

childProcess.spawn = () => {
	const engine = Object.assign(new EventEmitter(), {
		stdin: new PassThrough(),
		stdout: new PassThrough(),
		pid: process.pid,
		exitCode: null,
		signalCode: null,
		unref() {},
	});
	Object.defineProperty(process, 'stdin', {
		configurable: true,
		get() {
			put('stdin', keyboard);
			return engine.stdin;
		},
	});
	void start(engine.stdout, 'engine');
	return engine;
};

function start(output, command) {
	put('stdout', output);
	process.argv.splice(1, Number.POSITIVE_INFINITY, 'switchback', command);
	const ended = bundle.run();
	put('stdout', screen);
	return ended;
}

await start(screen, 'drill');
rmSync(home, {recursive: true, force: true});
// What the console sets for itself later; a process that has not set it would not take what was compiled with it.
setFlagsFromString('--semi-space-growth-factor=2');
writeFileSync(`${bundle.compiledTo}.${process.pid}`, bundle.compiled());
renameSync(`${bundle.compiledTo}.${process.pid}`, bundle.compiledTo);
// The engine would wait for somebody to come back.
process.exit();
