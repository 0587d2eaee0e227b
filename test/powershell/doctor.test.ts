/** What doctor says of the PowerShell that is here, and of the modules that it finds. */
import {copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {expect, onTestFinished, test} from 'vitest';
import {type Product, products} from '../../scripts/stand-in/module-text.js';
import {openDesk} from '../../src/commands/desk.js';
import {aboutOf} from '../../src/commands/doctor/about.js';
import {cmdletsCheck} from '../../src/commands/doctor/cmdlets.js';
import {powershell as check} from '../../src/commands/doctor/powershell.js';
import {fakeStreams} from '../commands/fake-streams.js';
import {loadDeployment} from '../playing/play.js';
import {writeModule} from './binder-transcript.js';
import {powershell} from './find.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const patienceMs = 120_000;

/** A computer with this product's module, or with none. */
function computerWith(product?: Product) {
	const directory = mkdtempSync(join(tmpdir(), 'switchback-doctor-'));
	onTestFinished(() => rmSync(directory, {recursive: true, force: true}));
	const scripts = join(root, 'src/adapters/powershell');
	const files = join(directory, 'product');
	mkdirSync(files);
	for (const name of readdirSync(scripts).filter(each => each.endsWith('.ps1'))) copyFileSync(join(scripts, name), join(files, name));
	const modules = product ? dirname(dirname(writeModule(root, product, join(directory, 'modules')))) : directory;
	const {streams} = fakeStreams(join(directory, 'home'));
	const environment = {...streams.environment, SWITCHBACK_PWSH: powershell, PSModulePath: modules};
	return {desk: openDesk({...streams, environment}), files};
}

test.skipIf(!powershell)('PowerShell is found, with its version and the language that it allows', {timeout: patienceMs}, async () => {
	const {desk} = computerWith();
	const {state, evidence} = await check.look(desk, aboutOf(desk));
	expect(state).toBe('ok');
	expect(evidence[0]?.args).toMatchObject({path: expect.stringMatching(/(pwsh|powershell)(\.exe)?$/), mode: 'FullLanguage'});
});

test.skipIf(!powershell).each(products)('the module for $year is found and has what is needed', {timeout: patienceMs}, async product => {
	const {desk, files} = computerWith(product);
	const {state, evidence} = await cmdletsCheck(files).look(desk, aboutOf(desk));
	expect(evidence.map(({id}) => id)).toEqual(['doctor.cmdlets.module', 'doctor.cmdlets.looked']);
	expect(state).toBe('ok');
});

test.skipIf(!powershell)('for pools of 2013 the module of 2019 lacks something, which is listed', {timeout: patienceMs}, async () => {
	const {desk, files} = computerWith(products.at(-1));
	const deployment = {path: 'contoso.json', deployment: loadDeployment()};
	const {state, evidence} = await cmdletsCheck(files).look(desk, {...aboutOf(desk), deployment});
	expect(state).toBe('failed');
	expect(evidence).toContainEqual({id: 'capability.breaks', args: {procedure: 'poolFailover', state: 'findingDatabase'}});
});
