/** What is said anywhere has a text, the text asks for nothing that it is not given, and no text is left that nobody says. */
import {describe, expect, test} from 'vitest';
import {en} from '../../../src/ui/messages/en/catalog.js';
import {argumentsOf, parse} from './icu.js';
import {putTogether} from './put-together.js';
import {argumentsFrom, type Said, saidIn, sourcesIn} from './said.js';

const texts: Readonly<Record<string, string>> = en;
const engineSide = sourcesIn('src/machines', 'src/storage', 'src/adapters', 'src/commands', 'src/ui/linear');
const said = engineSide.flatMap(saidIn);
const composed = putTogether(said);
const templateKey = ({at}: Said, template: string) => `${at.slice(0, at.lastIndexOf(':'))} ${template}`;

/** Consoles and commands put their own ids together, and hold themselves to them. */
const isLoose = (key: string) => /^src\/(?:commands|ui)\//.test(key);

/** Words for screens: they are looked up by the state that they name. */
const forScreens = ['state', 'end', 'outcome', 'says', 'sign', 'world', 'danger', 'duration', 'list'];
const namespaceOf = (id: string) => id.slice(0, id.indexOf('.'));

describe('what is said', () => {
	test('is found at all', () => {
		expect(said.length).toBeGreaterThan(200);
		expect(Object.values(composed).flat().length).toBeGreaterThan(80);
	});

	test('has a text, where its id is written out', () => {
		const ids = said.filter(({call}) => call !== 'refuse').flatMap(({at, ids}) => ids.map(id => ({at, id})));
		expect(ids.filter(({id}) => !Object.hasOwn(texts, id))).toEqual([]);
	});

	test('has a text, where its id is put together', () => {
		const templates = [...new Set(said.flatMap(call => call.templates.map(template => templateKey(call, template))))];
		const [mine, others] = [templates.filter(key => !isLoose(key)), templates.filter(isLoose)];
		expect(mine.sort()).toEqual(Object.keys(composed).sort());
		const ids = Object.values(composed).flat();
		expect(ids.filter(id => !Object.hasOwn(texts, id))).toEqual([]);
		expect(others.filter(key => !Object.keys(texts).some(id => id.startsWith(key.slice(key.indexOf(' ') + 1))))).toEqual([]);
	});

	test('has a text, where a file is refused', () => {
		const inFiles = said.filter(({at, call}) => call === 'refuse' && at.startsWith('src/machines/deployment/'));
		const unknown = inFiles.flatMap(({ids}) =>
			ids.filter(id => !['deployment', 'scenario'].some(kind => Object.hasOwn(texts, `${kind}.${id}`))),
		);
		expect(unknown).toEqual([]);
	});

	test('brings the arguments that its text uses, and uses those that it brings', () => {
		const wrong = said.flatMap(call => {
			const ids = idsOf(call).filter(id => Object.hasOwn(texts, id));
			if (ids.length === 0 || call.args === undefined) return [];
			const used = ids.flatMap(id => argumentsOf(parse(texts[id] ?? '')));
			const missing = used.filter(({name, isCertain}) => isCertain && !call.args?.includes(name)).map(({name}) => name);
			const left = call.args.filter(arg => !used.some(({name}) => name === arg) && !call.shared.includes(arg));
			const unused = ids.every(isBrief) ? [] : left.filter(arg => !unsaid[ids[0] ?? '']?.includes(arg));
			return missing.length > 0 || unused.length > 0 ? [{at: call.at, ids, missing, unused}] : [];
		});
		expect(wrong).toEqual([]);
	});
});

test('no text is left that nobody says', () => {
	const everywhere = [...engineSide, ...sourcesIn('src/ui').filter(({path}) => !/^src\/ui\/(?:messages\/en|linear)\//.test(path))];
	const literals = new Set(everywhere.flatMap(({text}) => [...text.matchAll(/'([\w.]+)'/g)].map(([, literal]) => literal)));
	const put = new Set(Object.values(composed).flat());
	const prefixes = everywhere.flatMap(({path, text}) =>
		/^src\/(?:ui|commands)\//.test(path) ? [...text.matchAll(/`([a-z]\w*\.[\w.]*)\$\{/g)].map(([, before = '']) => before) : [],
	);
	const isSaid = (id: string) =>
		literals.has(id) ||
		put.has(id) ||
		forScreens.includes(namespaceOf(id)) ||
		prefixes.some(prefix => id.startsWith(prefix)) ||
		// Said under the name of its file.
		(['storage', 'deployment', 'scenario'].includes(namespaceOf(id)) && isSaidOfFile(id.slice(id.indexOf('.') + 1)));
	const isSaidOfFile = (id: string) =>
		literals.has(id) || (id.startsWith('unknown') && literals.has(id.slice('unknown'.length))) || idsInFiles.has(id);
	const idsInFiles = new Set(everywhere.flatMap(({text}) => [...text.matchAll(/`\$\{kind\}\.(\w+)`/g)].map(([, id]) => id)));
	expect(Object.keys(texts).filter(id => !isSaid(id))).toEqual([]);
});

describe('the reading of the source', () => {
	const read = (text: string) => saidIn({path: 'x.ts', text}).map(({ids, templates, args}) => ({ids, templates, args}));

	test.each([
		['an id', "say('a.b')", [{ids: ['a.b'], templates: [], args: []}]],
		['arguments', "say('a.b', {c, d: f(1, {x: 2}), 'e': [3]})", [{ids: ['a.b'], templates: [], args: ['c', 'd', 'e']}]],
		['one of two ids', "say(c === 'd' ? 'a.b' : 'a.c', {e})", [{ids: ['a.b', 'a.c'], templates: [], args: ['e']}]],
		['an id that is put together', 'say(`a.${b}.c`, {d})', [{ids: [], templates: ['a.'], args: ['d']}]],
		['evidence', "seen(answer, d ? 'good' : 'bad', 'a.b', {c})", [{ids: ['a.b'], templates: [], args: ['c']}]],
		['arguments of a constant', "const names = {c: 1, d};\nsay('a.b', names)", [{ids: ['a.b'], templates: [], args: ['c', 'd']}]],
		['and more of them', "const names = {c};\nsay('a.b', {...names, d: `}${'}'}`})", [{ids: ['a.b'], templates: [], args: ['c', 'd']}]],
		['arguments that cannot be read', "say('a.b', given())", [{ids: ['a.b'], templates: [], args: undefined}]],
		[
			'one in another',
			"say('a.b', {c: say('a.c')})",
			[
				{ids: ['a.b'], templates: [], args: ['c']},
				{ids: ['a.c'], templates: [], args: []},
			],
		],
		['no definition, no other method', "function seen(a) {}\nconst say = (id) => id;\nx.say('a.b');", []],
	])('finds %s', (_, text, expected) => {
		expect(read(text)).toEqual(expected);
	});

	test('stops at the end of a call', () => {
		expect(argumentsFrom("'a)', b(c, d), {e: ']'}) f, g)", 0)).toEqual(["'a)'", 'b(c, d)', "{e: ']'}"]);
	});
});

/** A title and a remedy are given what the sentence beside them is given, and need not say it again. */
const isBrief = (id: string) => /\.(?:title|remedy)$/.test(id);

/** What a sentence is given and does not say, because somebody else reads it off the message. */
const unsaid: Readonly<Record<string, readonly string[]>> = {'step.syncConferences.changes': ['partner']};

/** The ids of a call in full: a refusal has the namespace of its file, and a remedy with the same arguments. */
function idsOf({at, call, ids}: Said): readonly string[] {
	if (call !== 'refuse') return ids;
	if (at.startsWith('src/storage/')) return ids.map(id => `storage.${id}`);
	const namespace = /steps\/(preflight)\.ts/.exec(at)?.[1];
	return namespace ? ids.flatMap(id => [`${namespace}.${id}`, `${namespace}.${id}.remedy`]) : [];
}
