/** What remote endpoints offer, looked up before a live session begins: with hosts that only pretend to be PowerShell. */
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {type Endpoint, endpointOf} from '../../src/adapters/powershell/endpoint.js';
import {localTransport} from '../../src/adapters/powershell/local-transport.js';
import {plainRenderer} from '../../src/commands/desk.js';
import {type Door, lookUp} from '../../src/commands/live/look-up.js';
import {offerOf} from '../../src/commands/live/offers.js';
import {mayRun} from '../../src/machines/live/may-run.js';
import type {Message} from '../../src/machines/message.js';
import type {UsedCall} from '../../src/machines/procedures/used-call.js';
import {usedCalls, usedCmdlets} from '../../src/machines/procedures/used-calls.js';
import {loadDeployment} from '../playing/play.js';
import {newDirectory, pretendedHost} from '../playing/play-live.js';

const contoso = loadDeployment();
const wanted = {deployment: contoso, pool: contoso.cms.active, ...mayRun('poolFailover')};
const computersOf = (name: string) => contoso.pools.find(({fqdn}) => fqdn.startsWith(name))?.computers ?? [];
const [fe21 = ''] = computersOf('pool2');
const render = plainRenderer();
const [web1, web2] = [endpointOf('pool1-web.contoso.com'), endpointOf('pool2-web.contoso.com')];

type Reached = {readonly endpoints: Readonly<Record<string, Endpoint>>; readonly lacks?: Readonly<Record<string, string>>};

/** `lacks`: of a computer, cmdlets that are not there. */
async function looked({endpoints, lacks = {}}: Reached, program = pretendedHost) {
	const directory = newDirectory();
	const opened: string[] = [];
	const told: Message[] = [];
	const door: Door = {
		platform: 'win32',
		endpointFor: computer => endpoints[computer],
		transportTo(computer) {
			const address = join(directory, `host${opened.push(computer)}`);
			const environment = {SWITCHBACK_TEST_LACKS: lacks[computer] ?? ''};
			return localTransport({program: [program], place: () => ({address, release: () => {}}), environment});
		},
		moduleOf: version => ({module: version < 7 ? 'Lync' : 'SkypeForBusiness', load: 'Lync'}),
	};
	const problem = await lookUp(wanted, door, {told: message => told.push(message)}).catch(({problem}: {problem: Message}) => problem);
	return {opened, told, said: told.map(render), problem};
}

/** All of them lead there. */
const through = (computers: readonly string[], endpoint: Endpoint) => Object.fromEntries(computers.map(computer => [computer, endpoint]));

test('what an endpoint does not offer is listed with what it breaks, and that the role may be why; nothing begins', async () => {
	const {said, problem} = await looked({endpoints: {[fe21]: {uri: web2}}, lacks: {[fe21]: 'Invoke-CsPoolFailOver'}});
	const at = said.findIndex(line => line.startsWith(`At ${web2} 1 thing is missing`));
	expect(said[at]).toContain('the role of the account');
	expect(said.slice(at + 1, at + 3)).toEqual(['Invoke-CsPoolFailOver is not there.', 'Failover: the failover of users.']);
	expect(problem).toEqual({id: 'live.brokenAtEndpoint', args: {uris: [web2]}});
});

test('what never goes through an endpoint is not asked of it, and what only other procedures need keeps nobody from beginning', async () => {
	const lacks = {[fe21]: 'Invoke-CsManagementServerFailover,Get-CsManagementStoreReplicationStatus,Debug-CsInterPoolReplication'};
	const {told, said, problem} = await looked({endpoints: {[fe21]: {uri: web2}}, lacks});
	expect(problem).toBeUndefined();
	expect(said).toContain('Debug-CsInterPoolReplication is not there.');
	expect(said.join()).not.toContain('Invoke-CsManagementServerFailover');
	expect(told.map(({id}) => id)).toContain('live.lacksOffered');
});

test('of computers at one endpoint, one is opened; where there is nothing else, what is left to hands is listed with its steps', async () => {
	const {opened, told, said, problem} = await looked({
		endpoints: {...through(computersOf('pool1'), {uri: web1}), ...through(computersOf('pool2'), {uri: web2})},
	});
	expect(problem).toBeUndefined();
	expect(opened).toEqual([fe21, computersOf('pool1')[0]]);
	expect(told.map(({id}) => id)).toEqual(expect.arrayContaining(['live.openedEndpoint', 'live.neverAtEndpoint']));
	const at = told.findIndex(({id}) => id === 'live.neverAtEndpoint');
	expect(said[at]).toMatch(/^No computer of pool2\.contoso\.com and pool1\.contoso\.com is reached otherwise/);
	expect(said[at]).toContain('Invoke-CsManagementServerFailover');
	expect(said[at]).toContain('Get-CsPoolBackupRelationship -LocalStore');
	expect(said.slice(at + 1)).toContain('Failover: the move of the Central Management store.');
});

test('of two pools, the one in which nothing is reached otherwise is named', async () => {
	const {told} = await looked({endpoints: through(computersOf('pool1'), {uri: web1})});
	expect(told.find(({id}) => id === 'live.neverAtEndpoint')?.args?.pools).toEqual(['pool1.contoso.com']);
});

test('an endpoint with an account is not opened without its password, and it is said when it will be', async () => {
	const account = 'CONTOSO\\lyncadmin';
	const {opened, said, problem} = await looked({
		endpoints: through([...computersOf('pool1'), ...computersOf('pool2')], {uri: web2, account}),
	});
	expect([problem, opened]).toEqual([undefined, []]);
	expect(said[0]).toBe(
		`${web2} opens with the password of CONTOSO\\lyncadmin, which is asked for when it is first needed. What is missing there is listed then, in the log.`,
	);
});

test('where neither a computer nor an endpoint opens, each says why, and nothing begins', async () => {
	const {told, problem} = await looked({endpoints: through(computersOf('pool2'), {uri: web2})}, '/nowhere/pwsh');
	expect(problem).toMatchObject({id: 'live.noHost'});
	expect(told.filter(({id}) => id === 'log.notOpened').length).toBe(computersOf('pool1').length + 1);
});

test('a session that lists only what the texts of its sets show lacks nothing by that', () => {
	const only = (calls: readonly UsedCall[]) => calls.map(({gives}) => Object.keys(gives).filter(name => name !== 'Verbose'));
	const installed = usedCmdlets.map(name => ({
		...{name, module: '', version: ''},
		sets: only(usedCalls.filter(({cmdlet}) => cmdlet === name)).map(set =>
			set.map(parameter => ({name: parameter, type: '', isMandatory: false, aliases: [], values: []})),
		),
	}));
	const way = {computer: fe21, endpoint: {uri: web2}};
	expect(offerOf(way, installed, contoso, wanted)).toEqual({lines: [], broken: 0, others: 0});
});
