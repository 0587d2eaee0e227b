/** A secret is in no journal, log or file: what others have is its reference. */
import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {expect, test} from 'vitest';
import {hostProgram} from '../../../src/adapters/powershell/local-transport.js';
import {change} from '../../../src/machines/cmdlet.js';
import {cmdletLine} from '../../../src/machines/cmdlet-line.js';
import {computer, hostScript, openWorld, powershell, secretText, temporaryFolder} from './world.js';

const standIn = fileURLToPath(new URL('stand-in.mjs', import.meta.url));

const everythingIn = (folder: string): string =>
	readdirSync(folder, {recursive: true, withFileTypes: true})
		.filter(entry => entry.isFile())
		.map(entry => readFileSync(join(entry.parentPath, entry.name), 'latin1'))
		.join('');

type Program = readonly [string, ...string[]];

async function leavesNothing(program: Program) {
	const folder = temporaryFolder();
	const {asked, log} = openWorld({folder, local: {program}});
	const parameters = {Credential: {secret: 'known', user: 'CONTOSO\\karin'}};
	const call = change(computer, 'Get-CsSecret', parameters, 60_000);
	const run = asked(call, 'run/step/call1');
	const end = await run.end;
	const kept = [JSON.stringify([call, end, run.records, log]), cmdletLine(call), everythingIn(folder)].join('');
	for (const part of ['sesame', secretText]) expect(kept).not.toContain(part);
	expect(kept).toContain('known');
}

test('of a call with a secret, a host that stands in leaves nothing behind that holds it', () =>
	leavesNothing([process.execPath, standIn, 'well']));

test.skipIf(!powershell)('of a call with a secret, a real host leaves nothing behind that holds it', () =>
	leavesNothing(hostProgram(powershell ?? '', hostScript)),
);
