/**
 * The host over a remote session. WS-Management is not to be had here, so a PowerShell of its own process stands at the other end of the
 * session; all else is as it would be. Skipped where there is no PowerShell.
 */
import {copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {afterAll, describe, expect, test} from 'vitest';
import type {Passwords} from '../../../src/adapters/powershell/endpoint.js';
import {endpointOf} from '../../../src/adapters/powershell/endpoint.js';
import {hostProgram} from '../../../src/adapters/powershell/local-transport.js';
import type {InstalledParameter} from '../../../src/machines/live/capability.js';
import {knowsDenials} from './promises.js';
import {computer, hostScript, openWorld, powershell, sharedWorld, temporaryFolder, testModule, type World} from './world.js';

const connecting = '[Management.Automation.Runspaces.RunspaceFactory]::CreateRunspace($connection)';
const another = '[Management.Automation.Runspaces.RunspaceFactory]::CreateOutOfProcessRunspace($null)';
const opening = '$runspace.Open()';
/** What an endpoint does that takes no other password. */
const judging = `if ($connection.Credential -and $connection.Credential.GetNetworkCredential().Password -cne 'open sesame') {
        throw "Access is denied to $($connection.Credential.UserName)."
    }`;
const prepared = `${judging}
    ${opening}
    $there = [powershell]::Create(); $there.Runspace = $runspace
    [void]$there.AddScript('Import-Module ${testModule} -DisableNameChecking').Invoke()`;

/** `there`: what is run in the session before it is used. */
function hostOverSession(folder: string, there: string): string {
	const scripts = dirname(hostScript);
	for (const name of readdirSync(scripts).filter(each => each.endsWith('.ps1'))) copyFileSync(join(scripts, name), join(folder, name));
	const remote = readFileSync(join(folder, 'host-remote.ps1'), 'utf8');
	for (const part of [connecting, opening]) expect(remote).toContain(part);
	writeFileSync(
		join(folder, 'host-remote.ps1'),
		remote
			.replace(connecting, () => another)
			.replace(opening, () => `${prepared}\n    $there.Commands.Clear(); [void]$there.AddScript({ ${there} }).Invoke()`),
	);
	return join(folder, 'host.ps1');
}

/** The endpoint of a pool, as the host is told of it, with a PowerShell of its own process in its place. */
const atEndpoint = {endpointFor: () => ({uri: endpointOf('pool1.contoso.test')}), platform: 'win32'} as const;
const local = (folder: string, there = '') => ({program: hostProgram(powershell ?? '', hostOverSession(folder, there))});

async function described({backend}: World) {
	const found = await backend.describe(computer);
	if (!('cmdlets' in found)) throw new Error(JSON.stringify(found));
	return found.cmdlets;
}

const switchType = 'System.Management.Automation.SwitchParameter';
const parameter = (name: string, type: string, more: Partial<InstalledParameter> = {}): InstalledParameter => ({
	...{name, type, isMandatory: false, aliases: [], values: []},
	...more,
});

describe.skipIf(!powershell)('over a remote session', () => {
	const folder = mkdtempSync(join(tmpdir(), 'switchback-session-'));
	afterAll(() => rmSync(folder, {recursive: true, force: true}));
	const world = sharedWorld({...atEndpoint, local: local(folder)});

	test('values arrive as what they are, and nothing of them is run', async () => {
		const {read} = world();
		const {end} = read('Get-CsBound', {Span: {timeSpan: '01:30:00'}, Number: 7, List: ['a', 'b'], Flag: true, Nothing: null});
		expect(await end).toEqual({ok: true, output: '01:30:00|7|a+b|2|True|True'});
		const hostile = "it's $(Invoke-CsCanary); `0 \u2018 @{}";
		expect(await read('Get-CsEcho', {Value: hostile}).end).toEqual({ok: true, output: hostile});
		expect(await read('Get-CsCanary').end).toEqual({ok: true, output: '0'});
	});

	test('every stream comes back, in its order; progress at its own pace', async () => {
		const call = world().read('Get-CsStreams');
		expect(await call.end).toMatchObject({ok: false, reason: 'refused', errorId: 'Eighth,Get-CsStreams', message: 'eight'});
		const said = call.records.map(({stream, text}) => `${stream} ${text}`);
		expect(said.filter(each => !each.startsWith('progress'))).toEqual([
			...['verbose one', 'warning two', 'verbose four', 'information five', 'verbose seven', 'error eight', 'verbose nine'],
		]);
		expect(said).toContain('progress Moving: six');
		const quiet = world().read('Get-CsStreams', {Verbose: false});
		await quiet.end;
		expect(quiet.records.filter(({stream}) => stream === 'verbose')).toEqual([]);
	});

	test.each([
		['a parameter that is none', 'Get-CsEcho', {Foo: 'x'}, 'NamedParameterNotFound,Get-CsEcho'],
		['a mandatory parameter that is missing', 'Get-CsEcho', {}, 'MissingMandatoryParameter,Get-CsEcho'],
		['what the role does not give', 'Get-CsGone', {}, 'CommandNotFoundException'],
		['an error that ends it', 'Get-CsRefused', {}, 'NotNow,Get-CsRefused'],
		['an error in the middle', 'Get-CsPartly', {}, 'Half,Get-CsPartly'],
	] as const)('refuses %s, by the id of the error', async (_, name, parameters, errorId) => {
		expect(await world().read(name, parameters).end).toMatchObject({ok: false, reason: 'refused', errorId});
	});

	test('a change that wrote an error, or asked a question, is unknown', async () => {
		const {change} = world();
		expect(await change('Set-CsPartly').end).toMatchObject({reason: 'outcomeUnknown', errorId: 'Half,Set-CsPartly'});
		expect(await change('Set-CsAsking').end).toMatchObject({reason: 'outcomeUnknown'});
	});

	knowsDenials(world);

	test('what lies behind an error is said with it', async () => {
		const behind = 'The operation failed. Because: The store of pool7 does not answer.';
		expect(await world().read('Get-CsBehind').end).toMatchObject({message: expect.stringContaining(behind)});
		expect(await world().read('Get-CsRefused').end).toMatchObject({message: expect.stringContaining('Not now. Because: inside.')});
	});

	test('copies of objects are plain values; the name of an enumeration stays a name', async () => {
		const {end} = world().read('Get-CsShapes');
		expect(await end).toMatchObject({
			ok: true,
			output: [
				{Name: 'cycle', Inner: {Deeper: {Name: 'deeper'}}, Made: 42},
				{Version: '6.0.9319.0', Span: '1.02:03:04', Day: 'Monday', Yes: true},
			],
		});
	});

	test('a cmdlet that is asked to stop stops, and the next one is taken', async () => {
		const {read} = world();
		const call = read('Get-CsSleep');
		await call.said('sleeping');
		call.stop();
		expect(await call.end).toMatchObject({reason: 'interrupted', errorId: 'PipelineStopped'});
		expect(await read('Get-CsEcho', {Value: 'next'}).end).toEqual({ok: true, output: 'next'});
	});

	test('it says what its cmdlets take, by their sets, and nothing of those that the role does not give', async () => {
		const cmdlets = await described(world());
		expect(cmdlets.map(({name}) => name)).not.toContain('Get-CsGone');
		const [byName = [], byId = [], ...others] = cmdlets.find(({name}) => name === 'Get-CsSets')?.sets ?? [];
		expect(others).toEqual([]);
		const common = [
			parameter('Day', 'System.DayOfWeek'),
			parameter('Kinds', 'System.String[]'),
			parameter('All', switchType),
			parameter('Verbose', switchType, {aliases: ['vb']}),
		];
		for (const each of common) for (const set of [byName, byId]) expect(set).toContainEqual(each);
		expect(byName).toContainEqual(parameter('Identity', 'System.String', {isMandatory: true, aliases: ['Name']}));
		expect(byName.map(({name}) => name)).not.toContain('Id');
		expect(byId).toContainEqual(parameter('Id', 'System.Int32'));
		expect(byId).toContainEqual(parameter('Exactly', switchType, {isMandatory: true}));
		expect(byId).toContainEqual(parameter('Span', 'System.TimeSpan', {isMandatory: true}));
		expect(byId.map(({name}) => name)).not.toContain('Identity');
	});

	test('where only names and sets are said of its cmdlets, types are not, but of switches', async () => {
		const refusing = "function Select-Object { throw 'The role does not give it.' }";
		const cmdlets = await described(openWorld({...atEndpoint, local: local(temporaryFolder(), refusing)}));
		const [byName = [], byId = []] = cmdlets.find(({name}) => name === 'Get-CsSets')?.sets ?? [];
		const common = [parameter('Day', ''), parameter('Kinds', ''), parameter('All', switchType)];
		expect(byName).toEqual([parameter('Identity', '', {isMandatory: true}), ...common]);
		const own = [parameter('Exactly', switchType, {isMandatory: true}), parameter('Span', '', {isMandatory: true})];
		expect(byId).toEqual([parameter('Id', ''), ...own, ...common]);
	});

	test.skipIf(process.platform === 'win32')(
		'a session that ends in a change leaves it unknown, and the next call gets another',
		async () => {
			const {change, read, logged} = openWorld({...atEndpoint, local: local(temporaryFolder())});
			expect(await change('Set-CsCrash').end).toMatchObject({reason: 'outcomeUnknown', errorId: 'EndpointLost,Switchback'});
			await logged('host ended: died');
			expect(await read('Get-CsEcho', {Value: 'again'}).end).toEqual({ok: true, output: 'again'});
		},
	);
});

test.skipIf(!powershell || process.platform === 'win32')('where WS-Management is missing, nothing opens and nothing is sent', async () => {
	const {change} = openWorld({...atEndpoint, endpointFor: () => ({uri: endpointOf('pool1.invalid')})});
	expect(await change('Set-CsAtOnce').end).toMatchObject({reason: 'refused', errorId: 'HostNotOpened,Switchback'});
});

test.skipIf(!powershell)(
	'another account than that of the logon opens it by its typed password; a wrong one is asked for anew',
	async () => {
		const account = 'CONTOSO\\lyncadmin';
		const typed = ['open sesam', 'open sesame'];
		const said: string[] = [];
		const passwords: Passwords = {
			async passwordOf(asked) {
				said.push(`asked for ${asked}`);
				return typed.shift();
			},
			wasWrong: asked => said.push(`wrong for ${asked}`),
		};
		const endpointFor = () => ({uri: endpointOf('pool1.contoso.test'), account});
		const {read, log, folder} = openWorld({...atEndpoint, endpointFor, passwords, local: local(temporaryFolder())});
		const refused = await read('Get-CsEcho', {Value: 'x'}).end;
		expect(refused).toMatchObject({errorId: 'HostNotOpened,Switchback', message: expect.stringContaining(`denied to ${account}`)});
		expect(await read('Get-CsEcho', {Value: 'again'}).end).toEqual({ok: true, output: 'again'});
		expect(said).toEqual([`asked for ${account}`, `wrong for ${account}`, `asked for ${account}`]);
		const kept = [JSON.stringify([refused, log]), ...filesIn(folder)].join('');
		expect(kept).not.toContain('open sesam');
	},
);

test.skipIf(!powershell)('of a password that is not typed, nothing opens and nothing is sent', async () => {
	const endpointFor = () => ({uri: endpointOf('pool1.contoso.test'), account: 'CONTOSO\\lyncadmin'});
	const {change} = openWorld({...atEndpoint, endpointFor, local: local(temporaryFolder())});
	expect(await change('Set-CsAtOnce').end).toMatchObject({reason: 'refused', errorId: 'HostNoSecret,Switchback'});
});

const filesIn = (folder: string): string[] =>
	readdirSync(folder, {recursive: true, withFileTypes: true})
		.filter(entry => entry.isFile())
		.map(entry => readFileSync(join(entry.parentPath, entry.name), 'latin1'));
