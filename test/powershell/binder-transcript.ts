/** What a real PowerShell's binder says to the generated modules, asked again or read from where it is kept. */
import {spawnSync} from 'node:child_process';
import {hash} from 'node:crypto';
import {mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {manifestText, moduleText, type Product, products} from '../../scripts/stand-in/module-text.js';
import {type BinderCall, wrongCalls} from './wrong-calls.js';

/** Without an error the call was bound. */
export type BinderAnswer = {readonly errorId?: string; readonly message?: string};
export type Answered = BinderCall & {readonly year: string; readonly answer: BinderAnswer};
/** `modules`: a fingerprint of the modules' texts, to tell when answers and modules no longer belong together. */
export type Transcript = {
	readonly powershell: string;
	readonly edition: string;
	readonly modules: string;
	readonly answered: readonly Answered[];
};

const seed = 1;

const transcriptIn = (root: string) => join(root, 'recordings/powershell/binder.jsonl');
const partsIn = (root: string) => join(root, 'scripts/stand-in');

/** `root`: of the checkout, here and below. */
export const fingerprint = (root: string): string =>
	hash('sha256', products.map(product => moduleText(product, partsIn(root))).join('\n')).slice(0, 16);

/** @returns the path of the manifest, in a folder of the product's name as PowerShell wants it. */
export function writeModule(root: string, product: Product, directory: string): string {
	const folder = join(directory, product.year, product.module);
	mkdirSync(folder, {recursive: true});
	writeFileSync(join(folder, `${product.module}.psm1`), moduleText(product, partsIn(root)));
	const manifest = join(folder, `${product.module}.psd1`);
	writeFileSync(manifest, manifestText(product));
	return manifest;
}

export function askBinder(root: string, powershell: string): Transcript {
	const directory = mkdtempSync(join(tmpdir(), 'switchback-binder-'));
	try {
		const asked = products.map(product => askOne(root, powershell, product, directory));
		const [{head} = {head: {powershell: '', edition: ''}}] = asked;
		return {...head, modules: fingerprint(root), answered: asked.flatMap(({answered}) => answered)};
	} finally {
		rmSync(directory, {recursive: true, force: true});
	}
}

function askOne(root: string, powershell: string, product: Product, directory: string) {
	const calls = wrongCalls(product.version, seed);
	const manifest = writeModule(root, product, directory);
	const script = join(root, 'test/powershell/ask-binder.ps1');
	const {stdout, stderr, status} = spawnSync(powershell, ['-NoProfile', '-NonInteractive', '-File', script, manifest], {
		input: calls.map(call => `${asAscii(JSON.stringify(call))}\n`).join(''),
		encoding: 'utf8',
		maxBuffer: 64 * 1024 * 1024,
		env: {...process.env, SWITCHBACK_SIMULATOR: '', LC_ALL: 'C.UTF-8'},
	});
	const [head, ...answers] = stdout
		.split(/\r?\n/)
		.filter(Boolean)
		.map(line => JSON.parse(line));
	if (status !== 0 || answers.length !== calls.length) throw new Error(`${powershell} ended with ${status}: ${stderr}`);
	const answered = calls.map((call, i) => ({year: product.year, ...call, answer: asBound(answers[i])}));
	return {head: head as {powershell: string; edition: string}, answered};
}

/** The head in the first line, an answer in each other. */
export function readTranscript(root: string): Transcript {
	const [head = '{}', ...lines] = readFileSync(transcriptIn(root), 'utf8').trimEnd().split('\n');
	return {...JSON.parse(head), answered: lines.map(line => JSON.parse(line))};
}

export function storeTranscript(root: string, {answered, ...head}: Transcript): void {
	mkdirSync(dirname(transcriptIn(root)), {recursive: true});
	writeFileSync(transcriptIn(root), [head, ...answered].map(line => `${JSON.stringify(line)}\n`).join(''));
}

const asAscii = (text: string) => text.replace(/[^\0-\x7f]/g, sign => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** Nobody answers what has been bound. */
const asBound = (answer: BinderAnswer): BinderAnswer => (answer.errorId?.startsWith('SimulatorNotReached,') ? {} : answer);
