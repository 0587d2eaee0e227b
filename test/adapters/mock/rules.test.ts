import {readdirSync, readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {expect, test} from 'vitest';
import {notReached, rules} from './rules.js';

const folder = fileURLToPath(new URL('.', import.meta.url));

test('every rule is tested, or it is said why it is never reached, and none is both', () => {
	const tested = readdirSync(folder)
		.filter(file => file.startsWith('rules-') && file.endsWith('.test.ts'))
		.flatMap(file => [...readFileSync(`${folder}${file}`, 'utf8').matchAll(/\brule\('([\d.]+)'/g)].map(match => match[1] ?? ''));
	expect(new Set(tested).size).toBe(tested.length);
	expect([...tested, ...Object.keys(notReached)].sort()).toEqual(Object.keys(rules).sort());
});
