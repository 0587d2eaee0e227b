/** What a PowerShell that is started here tells others of it: nothing. */
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, onTestFinished, test} from 'vitest';
import {askOnce} from '../../../src/adapters/powershell/ask-once.js';
import {localTransport} from '../../../src/adapters/powershell/local-transport.js';

/** A program in the place of PowerShell, which leaves in a file what it is told of telemetry. */
function pretender() {
	const folder = mkdtempSync(join(tmpdir(), 'switchback-quiet-'));
	onTestFinished(() => rmSync(folder, {recursive: true, force: true}));
	const [program, left] = [join(folder, 'pwsh'), join(folder, 'left')];
	writeFileSync(program, `#!/bin/sh\nprintf '%s %s' "$POWERSHELL_TELEMETRY_OPTOUT" "$POWERSHELL_UPDATECHECK" > ${left}\n`, {mode: 0o755});
	return {folder, program, told: () => readFileSync(left, 'utf8')};
}

// Whoever has said otherwise in their own shell has not said it for this one.
const environment = {PATH: process.env.PATH, POWERSHELL_TELEMETRY_OPTOUT: '0'};

test.skipIf(process.platform === 'win32')('one that is asked a question sends no telemetry', async () => {
	const {program, told} = pretender();
	await askOnce(program, '1', environment);
	expect(told()).toBe('1 Off');
});

test.skipIf(process.platform === 'win32')('a host sends no telemetry', async () => {
	const {folder, program, told} = pretender();
	await new Promise(ended => {
		const place = () => ({address: join(folder, 'channel'), release: () => {}});
		localTransport({program: [program], place, environment})({line: () => {}, stray: () => {}, ended});
	});
	expect(told()).toBe('1 Off');
});
