/**
 * The rules of the house that a machine can check, read off the source itself. Every rule brings an example that breaks it,
 * and the reading of the source is tested on samples first: so no rule can pass by finding nothing.
 */
import {readdirSync, readFileSync} from 'node:fs';
import {posix, relative} from 'node:path';
import {fileURLToPath} from 'node:url';
import {describe, expect, test} from 'vitest';

type Import = {readonly from: string; readonly typeOnly: boolean};
type SourceFile = {readonly path: string; readonly text: string; readonly code: string; readonly imports: readonly Import[]};
type Rule = {
	readonly title: string;
	readonly example: readonly [path: string, text: string];
	readonly breaks: (file: SourceFile) => string[];
};

const mayImport: Record<string, readonly string[]> = {
	machines: ['src/machines', 'xstate', 'zod'],
	adapters: ['src/adapters', 'src/machines', 'dns-packet', 'execa', 'zod', 'node:'],
	storage: ['src/storage', 'src/machines', 'conf', 'env-paths', 'zod', 'node:'],
	ui: [
		...['src/ui', 'src/machines', 'ink', 'react', 'intl-messageformat', 'zod', 'string-width', 'chalk', '@alcalzone/ansi-tokenize'],
		...['node:readline', 'node:events', 'node:stream', 'node:string_decoder'],
	],
	root: ['src', 'package.json', 'commander', 'node:'],
};
const processesAndSockets = [
	'execa',
	...['child_process', 'cluster', 'dgram', 'dns', 'http', 'http2', 'https', 'net', 'tls'].map(name => `node:${name}`),
];
const mockMayShare = [
	...['cmdlet', 'probe', 'ask', 'message', 'backend', 'json', 'once'],
	...['deployment/deployment', 'deployment/deployment-tools', 'deployment/scenario'],
].map(name => `src/machines/${name}.js`);

const timeChanceAndProcess =
	/\bDate\.now\b|\bnew\s+Date\b|(?<![\w.])Date\(|(?<![\w.])(?:performance|process|console|crypto)\??\s*[.[]|\bMath\.random\b|\b(?:setTimeout|setInterval|setImmediate|queueMicrotask|globalThis)\b/g;
const terminal = /(?<![\w.])console\??\.|\bprocess\??\.(?:stdout|stderr|stdin)\b/g;
const network = /(?<![\w.])(?:fetch\(|new\s+WebSocket\b)/g;

const simulatorSharesNoFunction: Rule = {
	title: 'the simulator shares data and types with the procedures, no function',
	example: ['src/adapters/mock/x.ts', "import {poolFailover} from '../../machines/procedures/pool-failover.machine.js';"],
	breaks: file => (isUnder(file.path, ['src/adapters/mock']) ? importsThat(file, (target, isType) => !mockMayKnow(target, isType)) : []),
};

const rules: Rule[] = [
	{
		title: 'each part imports only what it may know',
		example: ['src/machines/x.ts', "import {app} from '../ui/app.js';"],
		breaks: file => importsThat(file, target => !isUnder(target, mayImport[partOf(file.path)] ?? [])),
	},
	{
		title: 'only the composition root imports the composition root',
		example: ['src/ui/x.ts', "import {drill} from '../commands/drill.js';"],
		breaks: file => (partOf(file.path) === 'root' ? [] : importsThat(file, target => partOf(target) === 'root')),
	},
	simulatorSharesNoFunction,
	{
		title: 'machines know no clock, no chance, no process and no disk',
		example: ['src/machines/x.ts', 'const startedAt = Date.now();'],
		breaks: file => (partOf(file.path) === 'machines' ? found(file, timeChanceAndProcess) : []),
	},
	{
		title: 'only adapters start processes and open sockets',
		example: ['src/commands/x.ts', "import {spawn} from 'node:child_process';"],
		breaks: file =>
			partOf(file.path) === 'adapters'
				? []
				: [...importsThat(file, target => isUnder(target, processesAndSockets)), ...found(file, network)],
	},
	{
		title: 'only storage touches the disk',
		example: ['src/adapters/x.ts', "import {readFile} from 'node:fs/promises';"],
		breaks: file => (partOf(file.path) === 'storage' ? [] : importsThat(file, target => isUnder(target, ['node:fs']))),
	},
	{
		title: 'only the composition root and ui/terminal reach for the terminal',
		example: ['src/ui/x.ts', 'process.stdout.write(frame);'],
		breaks: file => (partOf(file.path) === 'root' || isUnder(file.path, ['src/ui/terminal']) ? [] : found(file, terminal)),
	},
	{
		title: 'no file is over 300 lines',
		example: ['src/ui/x.ts', '\n'.repeat(301)],
		breaks: ({path, text}) => (lineCount(text) > 300 && !path.endsWith('.json') ? [`${path}: ${lineCount(text)} lines`] : []),
	},
	{
		title: 'a file is named for what it knows',
		example: ['src/ui/helpers.tsx', ''],
		breaks: ({path}) => (/\/(?:utils?|helpers?|common|index)\.[^/]+$/.test(path) ? [path] : []),
	},
	{
		title: 'names are exported, never defaults',
		example: ['src/ui/x.ts', 'export default draw;'],
		breaks: file => found(file, /\bexport\s+default\b|\bas\s+default\b/g),
	},
	// The examples of the next two are put together, so that a plain search for such marks finds none here.
	{
		title: 'no type is given up',
		example: ['src/ui/x.ts', `const view = entry as ${'any'};`],
		breaks: file => found(file, /\bas\s+any\b/g),
	},
	{
		title: 'nothing is marked as unfinished',
		example: ['src/ui/x.ts', `// ${'TO'}${'DO'}: later`],
		breaks: file => found({...file, code: file.text}, /\b(?:FIX[M]E|TO[D]O|X[X]X)\b/g),
	},
];

describe('the house', () => {
	const root = fileURLToPath(new URL('..', import.meta.url));
	const files = readdirSync(`${root}/src`, {recursive: true, withFileTypes: true})
		.filter(entry => entry.isFile())
		.map(entry => {
			const absolute = `${entry.parentPath}/${entry.name}`;
			return read(relative(root, absolute).replaceAll('\\', '/'), readFileSync(absolute, 'utf8'));
		});

	test('is read as a whole', () => {
		expect(files.map(file => file.path)).toContain('src/cli.tsx');
	});

	test('no file leads back to itself, not even by types', () => {
		const circle = [read('src/ui/a.ts', "import type {B} from './b.js';"), read('src/ui/b.ts', "import {a} from './a.js';")];
		expect(circlesIn([...circle, read('src/ui/c.ts', "import {a} from './a.js';")])).toEqual(['src/ui/a.ts', 'src/ui/b.ts']);
		expect(circlesIn(files)).toEqual([]);
	});

	test.each(rules)('$title', ({breaks, example}) => {
		expect(breaks(read(...example))).toHaveLength(1);
		expect(files.flatMap(breaks)).toEqual([]);
	});
});

describe('the reading of the source', () => {
	test.each([
		['static', "import {a, type B} from './a.js';", ['./a.js']],
		['default and namespace', "import a, * as b from 'b'; import c from 'c'", ['b', 'c']],
		['multi-line', "import {\n\ta, // it's used below\n\tb as c,\n} from\n\t'./a.js';", ['./a.js']],
		['side-effect', "import './a.js';\nimport 'b'", ['./a.js', 'b']],
		['re-export', "export {a} from './a.js'; export * from './b.js';\nexport * as c from 'c';", ['./a.js', './b.js', 'c']],
		['type-only', "import type {A} from './a.js';\nexport type {B} from './b.js';", ['./a.js (type)', './b.js (type)']],
		['a value that is called type', "import type, {a} from './a.js'; import type from './b.js';", ['./a.js', './b.js']],
		['with attributes', "import data from './data.json' with {type: 'json'};", ['./data.json']],
		['dynamic', "const a = await import('./a.js');\ntype B = import(\n\t'b',\n).B;", ['./a.js', 'b']],
		['computed', "import(name); import(`./a.js`); import('./' + name);", ['(computed)', '(computed)', '(computed)']],
		['require', "require('fs'); process.getBuiltinModule('node:fs');", ['fs', 'node:fs']],
		['after an odd literal', "const a = /['\"`]/, b = 'it\\'s', c = `\\`${d ? `{${e}` : '}'}`;\nimport('f');", ['f']],
		['in JSX', "<Text>don't {later(() => import('./a.js'))} stop</Text>", ['./a.js']],
		['only in a comment', "// import './a.js'\n/* import b from 'b'\n*/ const c = 1; // require('c')", []],
		['only in a text', 'const a = "import \'./a.js\'", b = `import("b")`;', []],
		['none', "export const a = 'a';\nexport default 'b';\nexport type C = 'c' | 'd'; const from = 'e'; import.meta.url;", []],
	])('finds imports: %s', (_, text, expected) => {
		expect(importsOf(text, blank(text)).map(({from, typeOnly}) => (typeOnly ? `${from} (type)` : from))).toEqual(expected);
	});

	test('blanks comments, texts and regular expressions, and keeps code where it was', () => {
		expect(blank('a(\'process.\', "b"); // console.\n')).toBe('a(\'        \', " ");            \n');
		expect(blank('`Date.now ${Date.now() + `}${f({g})}`} c` / d / e')).toBe('`         ${Date.now() + ` ${f({g})}`}  ` / d / e');
		expect(blank('x = /[/`]\\//g; y = <Box>{1}/{2}</Box>')).toBe('x =         g; y = <Box>{1}/{2}</Box>');
	});

	test('knows which import is for types only, also through folders', () => {
		const mock = (text: string) => simulatorSharesNoFunction.breaks(read('src/adapters/mock/cms/x.ts', text));
		expect(
			mock(
				"import type {Entry} from '../../../machines/journal/journal-entry.js'; import data from '../../../machines/cmdlet-parameters.json';",
			),
		).toEqual([]);
		expect(mock("import {fold} from '../../../machines/journal/journal-entry.js';")).toEqual([
			'src/adapters/mock/cms/x.ts imports src/machines/journal/journal-entry.js',
		]);
	});
});

function partOf(path: string): string {
	return /^src\/(?:cli\.|commands\/)/.test(path) ? 'root' : (/^src\/(\w+)\//.exec(path)?.[1] ?? 'nowhere');
}

function mockMayKnow(target: string, isType: boolean): boolean {
	if (!isUnder(target, ['src/machines'])) return true;
	return (
		[...mockMayShare, 'src/machines/cmdlet-parameters.json'].includes(target) ||
		(isType && target === 'src/machines/journal/journal-entry.js')
	);
}

/** A package covers what it exports below its name, a folder what is in it, and `node:` all that Node brings. */
function isUnder(target: string, allowed: readonly string[]): boolean {
	return allowed.some(name => target === name || target.startsWith(name.endsWith(':') ? name : `${name}/`));
}

function importsThat({path, imports}: SourceFile, isWrong: (target: string, isType: boolean) => boolean): string[] {
	return imports
		.map(({from, typeOnly}) => ({target: from.startsWith('.') ? posix.join(posix.dirname(path), from) : from, typeOnly}))
		.filter(({target, typeOnly}) => isWrong(target, typeOnly))
		.map(({target}) => `${path} imports ${target}`);
}

/** What is left when files that lead to no other, or that no other leads to, are taken away again and again. */
function circlesIn(files: readonly SourceFile[]): string[] {
	const name = (path: string) => path.replace(/\.[jt]sx?$/, '');
	const targets = ({path, imports}: SourceFile) => imports.map(({from}) => name(posix.join(posix.dirname(path), from)));
	const names = new Set(files.map(({path}) => name(path)));
	const ledTo = new Set(files.flatMap(targets));
	const within = files.filter(file => ledTo.has(name(file.path)) && targets(file).some(target => names.has(target)));
	return within.length < files.length ? circlesIn(within) : within.map(({path}) => path);
}

function found({path, code}: SourceFile, banned: RegExp): string[] {
	return [...code.matchAll(banned)].map(hit => `${path}:${lineCount(code.slice(0, hit.index + 1))}: ${hit[0]}`);
}

function lineCount(text: string): number {
	return text.replace(/\n$/, '').split('\n').length;
}

function read(path: string, raw: string): SourceFile {
	const text = raw.replaceAll('\r\n', '\n');
	const code = /\.[jt]sx?$/.test(path) ? blank(text) : '';
	return {path, text, code, imports: importsOf(text, code)};
}

/** The specifiers stand in the text, the grammar in the blanked code; both have the same length. */
function importsOf(text: string, code: string): Import[] {
	const statement = /(?<![\w$.])(?:import|export)(\s+type\b(?!\s*(?:,|from\b)))?(?:[\w$*{},\s]+?\bfrom)?\s*(['"]) *\2/g;
	const call = /(?<![\w$])(?:import|require|getBuiltinModule)\s*\(\s*(?:(['"]) *\1(?=\s*[,)]))?/g;
	return [...code.matchAll(statement), ...code.matchAll(call)]
		.sort((a, b) => a.index - b.index)
		.map(hit => {
			const length = /['"]( *)['"]$/.exec(hit[0])?.[1]?.length;
			const end = hit.index + hit[0].length - 1;
			return {from: length === undefined ? '(computed)' : text.slice(end - length, end), typeOnly: hit[1]?.trim() === 'type'};
		});
}

/** The code with comments, regular expressions and what stands in texts replaced by spaces, all else where it was. */
function blank(text: string): string {
	const token =
		/\/\/.*|\/\*[\s\S]*?\*\/|(?<!\w)'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|(?<=(?:[(,=:[!&|?{]|=>|\breturn)\s*)\/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\[\n])+\/|[`{}]/g;
	const template = /((?:\\[\s\S]|[^\\`$]|\$(?!\{))*)(`|\$\{)/y;
	const spaces = (hidden: string) => hidden.replace(/[^\n]/g, ' ');
	const open: string[] = [];
	let code = '';
	let at = 0;
	for (let hit = token.exec(text); hit; token.lastIndex = at, hit = token.exec(text)) {
		const [found] = hit;
		code += text.slice(at, hit.index);
		at = hit.index + found.length;
		if (found === '{') open.push('{');
		if (found === '`' || (found === '}' && open.pop() === '`')) {
			template.lastIndex = at;
			const [whole = '', words = '', end = ''] = template.exec(text) ?? [];
			if (end === '${') open.push('`');
			code += found + spaces(words) + end;
			at += whole.length;
		} else if (found.startsWith('/')) code += spaces(found);
		else code += found.length > 1 ? found[0] + spaces(found.slice(1, -1)) + found.at(-1) : found;
	}
	return code + text.slice(at);
}
