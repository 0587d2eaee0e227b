/** `npm run test:powershell` promises that the tests that need a PowerShell have run: without one it fails, and says how to name one. */
import {execFileSync} from 'node:child_process';
import {expect, test} from 'vitest';
import {powershell} from './world.js';

test.runIf(process.env.npm_lifecycle_event === 'test:powershell')('there is a PowerShell, and it starts', () => {
	expect(powershell, 'Name one in SWITCHBACK_PWSH, or put pwsh or powershell where programs are.').toBeDefined();
	const version = execFileSync(powershell ?? '', ['-NoProfile', '-NonInteractive', '-Command', '"$($PSVersionTable.PSVersion)"'], {
		encoding: 'utf8',
	});
	expect(version.trim()).toMatch(/^\d+\.\d+/);
});
