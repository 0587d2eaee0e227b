import {chmodSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, onTestFinished, test} from 'vitest';
import {askKillUserProcesses} from '../../../src/adapters/login/ask-logind.js';

function fakeBusctl(body: string): string {
	const directory = mkdtempSync(join(tmpdir(), 'switchback-busctl-'));
	onTestFinished(() => rmSync(directory, {recursive: true, force: true}));
	const path = join(directory, 'busctl');
	writeFileSync(path, `#!/bin/sh\n${body}\n`);
	chmodSync(path, 0o755);
	return path;
}

test.skipIf(process.platform === 'win32').each([
	['echo "b true"', true],
	['echo "b false"', false],
	['echo "s yes"', undefined],
	['echo "b true"; exit 1', undefined],
	['echo "Failed to connect to bus" >&2; exit 1', undefined],
])('logind that answers by “%s” is heard', async (body, expected) => {
	expect(await askKillUserProcesses(fakeBusctl(body))).toBe(expected);
});

test('where nobody can be asked nothing is claimed', async () => {
	expect(await askKillUserProcesses('/nothing/busctl')).toBeUndefined();
});
