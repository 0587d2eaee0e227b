/**
 * Reads off the source what is said there: the ids of messages, and the names of their arguments where they stand in the call.
 *
 * It knows `say(id, args)`, `seen(answer, sign, id, args)` of the steps, and the `refuse(id, args)` that some files have for themselves.
 */
import {readdirSync, readFileSync} from 'node:fs';
import {relative} from 'node:path';
import {fileURLToPath} from 'node:url';

export type Said = {
	readonly at: string;
	readonly call: 'say' | 'seen' | 'refuse';
	/** Every id that the call may say; `selfPair` without its namespace in a refusal. */
	readonly ids: readonly string[];
	/** What stands before the first `${` of each id that is put together. */
	readonly templates: readonly string[];
	/** Undefined where they are not written out. */
	readonly args: readonly string[] | undefined;
	/** Those of them that a constant holds for several calls. */
	readonly shared: readonly string[];
};

const root = fileURLToPath(new URL('../../../', import.meta.url));

export type Source = {readonly path: string; readonly text: string};

export const sourcesIn = (...folders: readonly string[]): readonly Source[] =>
	folders.flatMap(folder =>
		readdirSync(`${root}${folder}`, {recursive: true, withFileTypes: true})
			.filter(entry => entry.isFile() && /\.tsx?$/.test(entry.name))
			.map(entry => `${entry.parentPath}/${entry.name}`)
			.map(path => ({path: relative(root, path).replaceAll('\\', '/'), text: withoutComments(readFileSync(path, 'utf8'))})),
	);

const withoutComments = (text: string): string =>
	text
		.replaceAll('\r\n', '\n')
		.replace(/\/\*[\s\S]*?\*\//g, comment => comment.replace(/[^\n]/g, ' '))
		.replace(/^\s*\/\/.*$/gm, '');

/** Where the id stands among the arguments of the call. */
const idAt = {say: 0, refuse: 0, seen: 2} as const;

export function saidIn({path, text}: Source): readonly Said[] {
	return [...text.matchAll(/(?<!\w|(?<!\.\.)\.|function |const )(say|seen|refuse)\(/g)].flatMap(hit => {
		const call = hit[1] as Said['call'];
		const given = argumentsFrom(text, hit.index + hit[0].length);
		const id = given[idAt[call]] ?? '';
		const ids = [...id.matchAll(/(?<!=== )'([\w.]+)'/g)].flatMap(([, name = '']) =>
			call === 'refuse' || name.includes('.') ? [name] : [],
		);
		const templates = [...id.matchAll(/`([\w.]*)\$\{/g)].map(([, before = '']) => before).slice(0, id.startsWith('`') ? 1 : undefined);
		if (ids.length === 0 && templates.length === 0) return [];
		const line = text.slice(0, hit.index).split('\n').length;
		const names = namesIn(text.slice(0, hit.index), given[idAt[call] + 1]);
		const shared = names?.filter(({isShared}) => isShared).map(({name}) => name) ?? [];
		return [{at: `${path}:${line}`, call, ids, templates, args: names?.map(({name}) => name), shared}];
	});
}

type Name = {readonly name: string; readonly isShared: boolean};

/** The names of an object that is written out, or that a constant before the call holds. */
function namesIn(before: string, expression: string | undefined): readonly Name[] | undefined {
	if (expression === undefined) return [];
	const constant = /^(?:\.\.\.)?(\w+)$/.exec(expression)?.[1];
	if (constant) {
		const start = [...before.matchAll(new RegExp(`\\bconst ${constant} = (?=\\{)`, 'g'))].at(-1);
		const names = start && namesIn(before.slice(0, start.index), argumentsFrom(before, start.index + start[0].length)[0]);
		return names?.map(({name}) => ({name, isShared: true}));
	}
	if (!/^\{[\s\S]*\}$/.test(expression)) return undefined;
	const parts = argumentsFrom(`${expression.slice(1, -1)})`, 0);
	const names = parts.map(part =>
		part.startsWith('...') ? namesIn(before, part) : [{name: /^'?(\w+)/.exec(part)?.[1] ?? '', isShared: false}],
	);
	return names.includes(undefined) ? undefined : names.flatMap(name => name ?? []);
}

/** The arguments of a call, from behind its opening bracket to the closing one, as they are written. */
export function argumentsFrom(text: string, start: number): readonly string[] {
	const found: string[] = [];
	let depth = 0;
	let from = start;
	for (let at = start; at < text.length; at++) {
		const sign = text[at] ?? '';
		if (sign === "'" || sign === '"' || sign === '`') at = endOfText(text, at);
		else if ('([{'.includes(sign)) depth++;
		else if (depth > 0 && ')]}'.includes(sign)) depth--;
		else if (depth === 0 && ',)]};'.includes(sign)) {
			found.push(text.slice(from, at).trim());
			from = at + 1;
			if (sign !== ',') break;
		}
	}
	return found.filter(Boolean);
}

/** Where a text ends that opens at `start`; a template may have others in it. */
function endOfText(text: string, start: number): number {
	const opening = text[start];
	let at = start + 1;
	while (at < text.length && text[at] !== opening) {
		if (text[at] === '\\') at += 2;
		else if (opening === '`' && text.startsWith('${', at)) at = endOfHole(text, at + 2) + 1;
		else at++;
	}
	return at;
}

/** Where the `}` stands that closes the `${` before `start`. */
function endOfHole(text: string, start: number): number {
	let depth = 0;
	for (let at = start; at < text.length; at++) {
		const sign = text[at] ?? '';
		if (sign === "'" || sign === '"' || sign === '`') at = endOfText(text, at);
		else if (sign === '{') depth++;
		else if (sign === '}' && depth-- === 0) return at;
	}
	return text.length;
}
