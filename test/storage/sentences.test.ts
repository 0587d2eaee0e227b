/** Storage says nothing that has no sentence, and no sentence asks for something that it is not given. */
import {readdirSync, readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {IntlMessageFormat} from 'intl-messageformat';
import {expect, test} from 'vitest';
import {storage} from '../../src/ui/messages/en/storage.js';

const directory = fileURLToPath(new URL('../../src/storage/', import.meta.url));
const source = readdirSync(directory)
	.map(name => readFileSync(directory + name, 'utf8'))
	.join('\n');
const isNamed = (id: string) => source.includes(`'${id}'`) || source.includes(`'${id.replace('storage.', '')}'`);

test('every sentence is said somewhere in storage, and every refusal has one', () => {
	const ids = Object.keys(storage);
	const refused = [...source.matchAll(/refuse\('(\w+)'/g)].map(match => `storage.${match[1]}`);
	expect(refused.length).toBeGreaterThan(20);
	expect(refused.filter(id => !ids.includes(id))).toEqual([]);
	expect(ids.filter(id => !isNamed(id))).toEqual([]);
});

test.each(Object.entries(storage))('%s can be put into words', (_, text) => {
	const names = new Set([...text.matchAll(/{(\w+)[,}]/g)].map(match => match[1] ?? ''));
	const args = Object.fromEntries([...names].map(name => [name, `<${name}>`]));
	const sentence = String(new IntlMessageFormat(text, 'en').format(args));
	expect(sentence).toMatch(/^(?:[A-Z]|<path>).*\.$/);
	expect(sentence).not.toMatch(/[{}]|undefined/);
});
