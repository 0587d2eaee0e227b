/** Every generated module, described by a real PowerShell, has what the procedures need of its version; what is not there is found. */
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {expect, onTestFinished, test} from 'vitest';
import {type Product, products} from '../../scripts/stand-in/module-text.js';
import {createPowerShellBackend} from '../../src/adapters/powershell/backend.js';
import {hostProgram, localTransport} from '../../src/adapters/powershell/local-transport.js';
import {type InstalledCmdlet, lacksOf} from '../../src/machines/live/capability.js';
import {usedCmdlets} from '../../src/machines/procedures/used-calls.js';
import {writeModule} from './binder-transcript.js';
import {powershell} from './find.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const patienceMs = 120_000;

async function describedBy(product: Product): Promise<readonly InstalledCmdlet[]> {
	const directory = mkdtempSync(join(tmpdir(), 'switchback-capability-'));
	const backend = createPowerShellBackend({
		session: 'capability',
		transportTo: () =>
			localTransport({
				program: hostProgram(powershell ?? '', join(root, 'src/adapters/powershell/host.ps1')),
				place: () => ({address: join(directory, 'host'), release: () => {}}),
			}),
		load: {standIn: writeModule(root, product, directory)},
		module: product.module,
		cmdlets: usedCmdlets,
		endsIn: join(directory, 'ends'),
		probe: async () => ({ok: true, output: 'silent'}),
		now: () => 0,
	});
	onTestFinished(() => {
		backend.close();
		rmSync(directory, {recursive: true, force: true});
	});
	const described = await backend.describe('fe11.contoso.com');
	if ('failure' in described) throw new Error(JSON.stringify(described));
	return described.cmdlets;
}

test.skipIf(!powershell).each(products)('the module for $year has all that is needed of it', {timeout: patienceMs}, async product => {
	const installed = await describedBy(product);
	expect(lacksOf(installed, {version: product.version})).toEqual([]);
	expect(new Set(installed.map(({version}) => version))).toEqual(new Set([product.moduleVersion]));
});

test.skipIf(!powershell)(
	'the module of 2019 is told from that of 2013, and what it has no more is listed',
	{timeout: patienceMs},
	async () => {
		const [, , of2019] = products;
		if (!of2019) throw new Error('There is no module for 2019.');
		const lacks = lacksOf(await describedBy(of2019), {version: 6});
		const steps = expect.arrayContaining(['poolFailover/cmsFailover/findingDatabase']);
		expect(lacks).toEqual(
			expect.arrayContaining([
				{lack: 'otherVersion', cmdlet: 'SkypeForBusiness 7.0.2046.0', has: '8', wants: '6', steps: []},
				{lack: 'noParameter', cmdlet: 'Get-CsDatabaseMirrorState', parameter: 'DatabaseType', steps},
				{lack: 'noParameter', cmdlet: 'Get-CsDatabaseMirrorState', parameter: 'LocalStore', steps},
			]),
		);
	},
);
