import {execFileSync} from 'node:child_process';
import {fileURLToPath} from 'node:url';
import {beforeAll, expect, test} from 'vitest';
import {buildConsole} from './console/terminal.js';

const path = (name: string) => JSON.stringify(fileURLToPath(new URL(`../${name}`, import.meta.url)));

beforeAll(buildConsole);

test('a start takes what was compiled when it was built, and compiles nothing anew', () => {
	const asked = `process.stdout.write(String(require(${path('bin/bundle.js')}).readBundle(${path('dist')}).isCompiled))`;
	expect(execFileSync(process.execPath, ['--eval', asked], {encoding: 'utf8'})).toBe('true');
});
