/** A deployment is captured through a real PowerShell: by the way of a rehearsal, and as on a farm, from a module that is found by its name. */
import {copyFileSync, cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {expect, onTestFinished, test} from 'vitest';
import {products} from '../../scripts/stand-in/module-text.js';
import type {SimulatedDeployment} from '../../src/adapters/mock/rehearsal.js';
import {createRehearsal} from '../../src/adapters/mock/rehearsal.js';
import {openPipe} from '../../src/adapters/stand-in/pipe.js';
import {saidAtEnd, saidOf} from '../../src/adapters/stand-in/said.js';
import {openDesk} from '../../src/commands/desk.js';
import {topology} from '../../src/commands/topology.js';
import {wayThrough} from '../../src/commands/way-through.js';
import {captureTopology} from '../../src/machines/capture/capture.js';
import type {Captured} from '../../src/machines/capture/captured-file.js';
import type {CallEnd, CmdletName} from '../../src/machines/cmdlet.js';
import {parseDeployment} from '../../src/machines/deployment/deployment-file.js';
import {fakeStreams} from '../commands/fake-streams.js';
import {quiet, shownOf, wantedOf} from '../machines/capture/captured.js';
import {loadDeployment, newHeader} from '../playing/play.js';
import {writeModule} from './binder-transcript.js';
import {powershell} from './find.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const patienceMs = 5 * 60_000;
const contoso = loadDeployment();

function newDirectory(): string {
	const directory = mkdtempSync(join(tmpdir(), 'switchback-topology-'));
	onTestFinished(() => rmSync(directory, {recursive: true, force: true}));
	return directory;
}

/** What the build puts beside the bundle. */
function productFiles(directory: string): string {
	const files = join(directory, 'product');
	mkdirSync(files);
	for (const product of products) writeModule(root, product, join(files, 'stand-in'));
	const scripts = join(root, 'src/adapters/powershell');
	for (const name of readdirSync(scripts).filter(each => each.endsWith('.ps1'))) copyFileSync(join(scripts, name), join(files, name));
	return files;
}

function simulated(): SimulatedDeployment {
	const world = createRehearsal({deployment: contoso, scenario: quiet, seed: 1, hitPool: contoso.cms.active, speed: () => 'max'});
	onTestFinished(() => world.pace?.stop());
	return world;
}

function expectContoso(text: string) {
	const parsed = parseDeployment(text, 'captured.json');
	if ('problem' in parsed) throw new Error(JSON.stringify(parsed.problem));
	expect(shownOf(parsed.deployment)).toEqual(shownOf(contoso));
}

test.skipIf(!powershell)('through the PowerShell that is here it is captured as without', {timeout: patienceMs}, async () => {
	const directory = newDirectory();
	const way = wayThrough({executable: powershell ?? ''}, join(directory, 'recordings'), productFiles(directory))(simulated(), newHeader());
	const captured = await new Promise<Captured>(resolve => void captureTopology(way.backend, wantedOf(contoso), resolve)).finally(way.close);
	expect(captured.remarks).toEqual([]);
	expectContoso(JSON.stringify(captured.file));
});

test.skipIf(!powershell)('as on a farm, by the module of the product that PowerShell finds', {timeout: patienceMs}, async () => {
	const directory = newDirectory();
	const files = productFiles(directory);
	// One product only, as on a server.
	const modules = join(directory, 'modules');
	cpSync(join(files, 'stand-in', '2013'), modules, {recursive: true});
	const world = simulated();
	const address = join(directory, 'simulator');
	let calls = 0;
	const pipe = openPipe(address, {
		arrived({cmdlet, parameters}, tell) {
			const call = {name: cmdlet as CmdletName, parameters: parameters as never, changesState: false, timeoutMs: 60_000};
			world.backend.ask(
				`pipe/call${++calls}`,
				{...call, runsOn: contoso.cms.activeMaster},
				{
					stream: record => tell(saidOf(record)),
					ended: end => saidAtEnd(end as CallEnd).forEach(tell),
				},
			);
			return () => {};
		},
		computerWith: () => contoso.cms.activeMaster,
		failed: () => {},
	});
	onTestFinished(pipe.close);
	const {streams, said} = fakeStreams(join(dirname(address), 'home'));
	const environment = {
		...streams.environment,
		SWITCHBACK_PWSH: powershell,
		PSModulePath: modules,
		SWITCHBACK_SIMULATOR: address,
		SWITCHBACK_SIMULATOR_TOKEN: 'token',
	};
	const exitCode = await topology(openDesk({...streams, environment}), {json: true}, files);
	expect({exitCode, stderr: said.stderr.includes('did not answer')}).toEqual({exitCode: 0, stderr: false});
	expectContoso(said.stdout);
});

test.skipIf(!powershell)('a PowerShell without the cmdlets of a farm is refused, with what it said', {timeout: patienceMs}, async () => {
	const directory = newDirectory();
	const {streams, said} = fakeStreams(join(directory, 'home'));
	const environment = {...streams.environment, SWITCHBACK_PWSH: powershell, PSModulePath: directory};
	await expect(topology(openDesk({...streams, environment}), {json: true}, productFiles(directory))).rejects.toMatchObject({
		exitCode: 3,
		problem: {id: 'cli.noShell', args: {message: expect.stringContaining("'Lync'")}},
	});
	expect(said.stdout).toBe('');
});
