/** The words themselves: every text parses, ends as its kind does, and keeps to one word for one meaning. */
import {readdirSync} from 'node:fs';
import {expect, test} from 'vitest';
import {en, type MessageId} from '../../../src/ui/messages/en/catalog.js';
import {safe} from '../../../src/ui/safe-text.js';
import {argumentsOf, endingsOf, parse} from './icu.js';
import {allQuestions} from './put-together.js';

const texts = Object.entries(en) as readonly (readonly [MessageId, string])[];
const folder = new URL('../../../src/ui/messages/en/', import.meta.url);

/** Titles, labels and words beside a glyph have no full stop; what the command line lays out is its own matter. */
const isLabel = (id: string) =>
	/\.title$|^(?:way|choice|field|debt|procedure|state|end|outcome|says|sign|world|danger|duration|list|needs)\./.test(id);
const isLaidOut = (id: string) =>
	/^(?:linear|look|digest|doctor|home|cli|replay|banner|now|plan|steps|card|loss|waiting|age|panes?|screen|dialog|bridge|people|copy|footer|key|log)\./.test(
		id,
	);

/** Each of these has one word in this product, and it is another; beside it, where it may stand all the same. */
const notOurWords: Readonly<Record<string, RegExp>> = {
	workflow: /workflow/i,
	playbook: /playbook/i,
	'job, but of Windows': /\bjobs?\b(?! object)/i,
	'task, but of Windows': /\btasks?\b(?! Scheduler)/i,
	stage: /\bstages?\b/i,
	execution: /\bexecutions?\b/i,
	'instance, but of SQL': /^(?!.*SQL).*\binstances?\b/is,
	incident: /\bincidents?\b/i,
	provider: /\bproviders?\b/i,
	driver: /\bdrivers?\b/i,
	estate: /\bestates?\b/i,
	environment: /\benvironments?\b/i,
	SLA: /\bSLAs?\b/,
	timeout: /\btime-?outs?\b|\btimed out\b/i,
	rollback: /\broll(?:ed|ing)?[ -]?backs?\b/i,
	revert: /\brevert/i,
	todo: /\bto-?dos?\b/i,
	'take over': /\btak(?:e|es|en|ing) ?over\b/i,
	drift: /\bdrift/i,
	action: /\bactions?\b/i,
	'page of the screen': /\bpages?\b/i,
	widget: /\bwidgets?\b/i,
	politeness: /\bplease\b|\bsorry\b|!$/i,
};

/** The ids of the texts that break a rule, so that a failing test names them. */
const breaking = (rule: (text: string, id: MessageId) => boolean) => texts.filter(([id, text]) => rule(text, id)).map(([id]) => id);

test('every text parses, and names its arguments like the code does', () => {
	expect(breaking(text => parse(text).length === 0)).toEqual([]);
	expect(breaking(text => argumentsOf(parse(text)).some(({name}) => !/^[a-z]\w*$/i.test(name)))).toEqual([]);
});

test('every text ends as its kind does: a sentence with a full stop, a label without', () => {
	const endsWrong = (text: string, id: string) =>
		endingsOf(parse(text)).some(ending => (isLabel(id) ? /[.!]$|\s$/.test(ending) : !/[.?]$/.test(ending)));
	expect(breaking((text, id) => !isLaidOut(id) && endsWrong(text, id))).toEqual([]);
});

test.each(Object.entries(notOurWords))('no text says “%s”', (_, word) => {
	expect(breaking(text => word.test(text))).toEqual([]);
});

test('no text has anything in it that would be shown as a code, and none a stray space', () => {
	const oneLine = (text: string) => text.replace(/\n\t*/g, ' ');
	expect(breaking(text => safe(oneLine(text), Number.POSITIVE_INFINITY) !== oneLine(text))).toEqual([]);
	expect(breaking((text, id) => !isLaidOut(id) && /^\s|\s$|[^\n] {2}/.test(text))).toEqual([]);
});

test('a title is short', () => {
	expect(breaking((text, id) => /^step\..*\.title$/.test(id) && !text.startsWith('{') && text.length > 60)).toEqual([]);
});

test('what must be typed is announced by … at the end of its label', () => {
	/** They lead to a question of their own where something is typed. */
	const leadsToTyping = ['ready/approve', 'unknown/decide'];
	const wrong = allQuestions().flatMap(({state, question}) =>
		question.choices
			.filter(({id, fields, label}) => {
				const isTyped = fields.length > 0 || leadsToTyping.includes(`${state}/${id}`) || label.id === 'choice.asking.answer';
				return isTyped !== en[label.id as MessageId].endsWith('…');
			})
			.map(({label}) => label.id),
	);
	expect(wrong).toEqual([]);
});

test('what is refused before anything is decided says that nothing was changed, and what to do next', () => {
	const refused = texts.filter(([id]) => id.startsWith('preflight.') && !id.endsWith('.remedy'));
	expect(refused.length).toBeGreaterThan(5);
	for (const [id, text] of refused) {
		expect(text).toContain('Nothing was changed.');
		expect(Object.keys(en)).toContain(`${id}.remedy`);
	}
});

test('a time says whose it is: Microsoft’s, or the model’s', () => {
	const timed = texts.filter(([id]) => /^step\..*\.takes\w*$/.test(id));
	expect(timed.length).toBeGreaterThan(4);
	for (const [, text] of timed) expect(text).toMatch(/\(Microsoft\)|No time is published/);
	for (const [, text] of texts) if (/\d.*\bmin\b.*–|–\d.*\bmin\b/.test(text)) expect(text).toMatch(/\(Microsoft\)|\(model\)/);
});

test('every part is in the catalogue, and no id stands twice', async () => {
	const files = readdirSync(folder).filter(name => name !== 'catalog.ts');
	const parts = await Promise.all(files.map(name => import(new URL(name, folder).href) as Promise<Record<string, object>>));
	const ids = parts.flatMap(part => Object.values(part)).flatMap(part => Object.keys(part));
	expect(ids.toSorted()).toEqual(Object.keys(en).toSorted());
});
