/** What doctor says of the PowerShell that is here, and of the modules that it finds. */
import {copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {expect, onTestFinished, test} from 'vitest';
import {type Product, products} from '../../scripts/stand-in/module-text.js';
import {createRehearsal} from '../../src/adapters/mock/rehearsal.js';
import {openPipe} from '../../src/adapters/stand-in/pipe.js';
import {saidAtEnd} from '../../src/adapters/stand-in/said.js';
import {openDesk} from '../../src/commands/desk.js';
import {aboutOf} from '../../src/commands/doctor/about.js';
import {cmdlets} from '../../src/commands/doctor/cmdlets.js';
import {hostClock} from '../../src/commands/doctor/host-clock.js';
import {powershell as check} from '../../src/commands/doctor/powershell.js';
import {roles} from '../../src/commands/doctor/roles.js';
import {secondHop} from '../../src/commands/doctor/second-hop.js';
import {type CallEnd, type CmdletCall, type CmdletName, read} from '../../src/machines/cmdlet.js';
import type {Scenario} from '../../src/machines/deployment/scenario.js';
import {fakeStreams} from '../commands/fake-streams.js';
import {loadDeployment, loadScenario} from '../playing/play.js';
import {writeModule} from './binder-transcript.js';
import {powershell} from './find.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const patienceMs = 120_000;

/** A computer with this product's module, or with none. */
function computerWith(product?: Product, environment_: Readonly<Record<string, string>> = {}) {
	const directory = mkdtempSync(join(tmpdir(), 'switchback-doctor-'));
	onTestFinished(() => rmSync(directory, {recursive: true, force: true}));
	const scripts = join(root, 'src/adapters/powershell');
	const files = join(directory, 'product');
	mkdirSync(files);
	for (const name of readdirSync(scripts).filter(each => each.endsWith('.ps1'))) copyFileSync(join(scripts, name), join(files, name));
	const modules = product ? dirname(dirname(writeModule(root, product, join(directory, 'modules')))) : directory;
	const {streams} = fakeStreams(join(directory, 'home'));
	const environment = {...streams.environment, SWITCHBACK_PWSH: powershell, PSModulePath: modules, ...environment_};
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
	const about = aboutOf(desk, {files});
	const {state, evidence} = await cmdlets.look(desk, about);
	await about.shell.close();
	expect(evidence.map(({id}) => id)).toEqual(['doctor.cmdlets.module', 'doctor.cmdlets.looked']);
	expect(state).toBe('ok');
});

test.skipIf(!powershell)('for pools of 2013 the module of 2019 lacks something, which is listed', {timeout: patienceMs}, async () => {
	const {desk, files} = computerWith(products.at(-1));
	const deployment = {path: 'contoso.json', deployment: loadDeployment()};
	const about = {...aboutOf(desk, {files}), deployment};
	const {state, evidence} = await cmdlets.look(desk, about);
	await about.shell.close();
	expect(state).toBe('failed');
	expect(evidence).toContainEqual({id: 'capability.breaks', args: {procedure: 'poolFailover', state: 'findingDatabase'}});
});

/** A simulated farm that answers whoever has the token, as fast as it goes. */
function farm(scenario: Scenario) {
	const directory = mkdtempSync(join(tmpdir(), 'switchback-farm-'));
	const address = join(directory, 'simulator');
	const world = createRehearsal({deployment: loadDeployment(), scenario, seed: 1, hitPool: 'pool1.contoso.com', speed: () => 'max'});
	const pipe = openPipe(address, {
		arrived(call, tell) {
			const asked = read(call.computer, call.cmdlet as CmdletName, call.parameters as CmdletCall['parameters']);
			world.backend.ask('doctor', asked, {stream: () => {}, ended: end => saidAtEnd(end as CallEnd).forEach(tell)});
			return () => {};
		},
		computerWith: () => 'fe21.contoso.com',
		failed(error) {
			throw error;
		},
	});
	onTestFinished(() => {
		world.pace?.stop();
		pipe.close();
		rmSync(directory, {recursive: true, force: true});
	});
	return {SWITCHBACK_SIMULATOR: address, SWITCHBACK_SIMULATOR_TOKEN: 'token'};
}

test.skipIf(!powershell).each([
	['a farm that is well', [], 'ok'],
	['a logon without a second hop', [{fault: 'losesSecondHop', role: 'partner', atMs: 0}], 'failed'],
	['a dead store', [{fault: 'off', role: 'hitSite', atMs: 0}], 'warning'],
] as const)(
	'one read of Active Directory and one of SQL Server say of %s what they find',
	{timeout: patienceMs},
	async (_, faults, wanted) => {
		const {desk, files} = computerWith(products[0], farm({...loadScenario('site-dark'), faults}));
		const about = aboutOf(desk, {files});
		const finding = await secondHop.look(desk, about);
		const account = await roles.look(desk, about);
		const clock = await hostClock.look(desk, about);
		await about.shell.close();
		expect(finding).toMatchObject({state: wanted});
		if (process.platform !== 'win32') expect(account).toMatchObject({state: 'unknown', evidence: [{id: 'doctor.roles.account'}, {}]});
		expect(clock).toMatchObject({state: 'ok'});
	},
);
