/** `switchback topology` as it is typed: what it prints, where, and how it ends. */
import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {parseDeployment} from '../../src/machines/deployment/deployment-file.js';
import {shownOf} from '../machines/capture/captured.js';
import {loadDeployment} from '../playing/play.js';
import {runCommand, temporaryHome} from './fake-streams.js';

const contoso = loadDeployment();
const capture = (...words: string[]) => runCommand(['topology', '--backend', 'mock', ...words], temporaryHome());

test('prints a deployment file that is the deployment, and says beside it what is to be filled in', async () => {
	const {exitCode, stdout, stderr} = await capture('--json');
	expect(exitCode).toBe(0);
	const parsed = parseDeployment(stdout, 'captured.json');
	expect(parsed).toMatchObject({warnings: []});
	if ('deployment' in parsed) expect(shownOf(parsed.deployment)).toEqual(shownOf(contoso));
	expect(stderr).toContain('pools[0].testUsers');
});

test('what it printed can be rehearsed on', async () => {
	const home = temporaryHome();
	const {stdout} = await capture('--json');
	writeFileSync(join(home, 'farm.json'), stdout);
	const {exitCode, stderr} = await runCommand(['drill', '--json', '--deployment', join(home, 'farm.json')], home);
	expect({exitCode, stderr}).toEqual({exitCode: 0, stderr: ''});
});

test('for a person it lists what was found', async () => {
	const {exitCode, stdout} = await capture();
	expect(exitCode).toBe(0);
	expect(stdout).toContain('pool1.contoso.com: Front End pool, 6 computers.');
	expect(stdout).toContain('edge1.contoso.com: Edge pool, 2 computers.');
});

test('with the store dead it says so and fails, and the local store of a living Front End helps', async () => {
	const dead = await capture('--json', '--scenario', 'site-dark', '--on', 'fe21.contoso.com');
	expect(dead.exitCode).toBe(1);
	expect(dead.stderr).toContain('Get-CsService did not answer.');
	const local = await capture('--json', '--scenario', 'site-dark', '--on', 'FE21.contoso.com', '--local-store');
	expect(local.exitCode).toBe(0);
	expect(parseDeployment(local.stdout, 'captured.json')).toMatchObject({deployment: {cms: {active: 'pool1.contoso.com'}}});
});

test.each([
	[['--local-store'], 'Name it with --on.'],
	[['--backend', 'other'], '“other” is nothing that cmdlets can be run by.'],
	[['--backend', 'powershell', '--scenario', 'site-dark'], '--scenario is of the simulated deployment.'],
])('%j is refused with what to do', async (words, sentence) => {
	const {exitCode, stdout, stderr} = await capture(...words);
	expect({exitCode, stdout}).toEqual({exitCode: 2, stdout: ''});
	expect(stderr).toContain(sentence);
});
