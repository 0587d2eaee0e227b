/**
 * Makes the drills of `recordings/` anew, their frames and the picture of the console, and says what differs from what is stored; exit 1
 * when anything does. `npm run record -- --accept` stores what was made: look at the difference before it is committed. With the name of
 * a drill, only that one.
 */
import {mkdir, readdir, readFile, rm, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {parseArgs} from 'node:util';
import {loadTypeScript, root} from './load-typescript.js';

const directory = join(root, 'recordings');
const {accepts, drill} = readOptions();
const {makeFiles} = await loadTypeScript('test/recordings/stored.ts');
const made = new Map(madeOrStop().map(({name, bytes}) => [name, bytes]));
await mkdir(directory, {recursive: true});
const stored = new Map();
for (const {name} of (await readdir(directory, {withFileTypes: true})).filter(entry => entry.isFile())) {
	// Where all are made, what belongs to none of them is found too.
	if (drill === undefined || made.has(name)) stored.set(name, await readFile(join(directory, name)));
}

let differences = 0;
for (const name of [...new Set([...made.keys(), ...stored.keys()])].toSorted()) {
	const difference = differenceOf(stored.get(name), made.get(name));
	if (difference === undefined) continue;
	differences++;
	process.stdout.write(`recordings/${name}: ${difference}\n`);
	if (accepts) await store(name, made.get(name));
}
if (differences === 0) process.stdout.write(`${made.size} files, all as they are stored\n`);
else if (accepts) process.stdout.write(`${differences} of ${made.size} files stored anew\n`);
else process.stdout.write(`${differences} of ${made.size} files differ. If that is meant: npm run record -- --accept\n`);
process.exitCode = differences > 0 && !accepts ? 1 : 0;

function madeOrStop() {
	try {
		return makeFiles(drill);
	} catch (error) {
		process.stderr.write(`${drill === undefined ? error.stack : error.message}\n`);
		return process.exit(2);
	}
}

function differenceOf(before, after) {
	if (before === undefined) return 'is new';
	if (after === undefined) return 'belongs to no drill';
	if (before.equals(after)) return undefined;
	const [was, is] = [before, after].map(bytes => bytes.toString().split('\n'));
	const index = is.findIndex((line, at) => line !== was[at]);
	const line = index < 0 ? is.length : index;
	return `differs from line ${line + 1} on\n  - ${shortened(was[line])}\n  + ${shortened(is[line])}`;
}

function shortened(line = '(ends here)') {
	return line.length > 160 ? `${line.slice(0, 160)}…` : line;
}

function store(name, bytes) {
	const path = join(directory, name);
	return bytes === undefined ? rm(path) : writeFile(path, bytes);
}

function readOptions() {
	try {
		const {values, positionals} = parseArgs({options: {accept: {type: 'boolean', default: false}}, allowPositionals: true});
		if (positionals.length > 1) throw new Error('One drill or all of them');
		return {accepts: values.accept, drill: positionals[0]};
	} catch (error) {
		process.stderr.write(`${error.message}. For example: npm run record -- --accept\n`);
		return process.exit(2);
	}
}
