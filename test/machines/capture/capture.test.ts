/** A deployment captured is the deployment, as far as cmdlets show it; what they do not show is named, and what they say is not trusted. */
import {readdirSync, readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {describe, expect, test} from 'vitest';
import type {Backend} from '../../../src/machines/backend.js';
import {captureCmdlets} from '../../../src/machines/capture/capture.js';
import type {Captured} from '../../../src/machines/capture/captured-file.js';
import type {CmdletCall} from '../../../src/machines/cmdlet.js';
import type {Deployment} from '../../../src/machines/deployment/deployment.js';
import {parseDeployment} from '../../../src/machines/deployment/deployment-file.js';
import type {Json} from '../../../src/machines/json.js';
import {createRenderer} from '../../../src/ui/messages/render.js';
import {largeDeployment} from '../../fixtures/large-deployment.js';
import {loadDeployment, loadScenario} from '../../playing/play.js';
import {captureNow, shownOf, wantedOf, worldOf} from './captured.js';

const folder = fileURLToPath(new URL('../../fixtures/deployments/', import.meta.url));
const fixtures = readdirSync(folder).map(name => [name, loadDeployment(readFileSync(`${folder}/${name}`, 'utf8'))] as const);
const all: readonly (readonly [string, Deployment])[] = [
	['contoso.json', loadDeployment()],
	['the largest', loadDeployment(largeDeployment())],
	...fixtures,
];
const contoso = loadDeployment();

function loaded({file}: Captured): Deployment {
	const parsed = parseDeployment(JSON.stringify(file), 'captured.json');
	if ('problem' in parsed) throw new Error(JSON.stringify(parsed.problem));
	expect(parsed.warnings).toEqual([]);
	return parsed.deployment;
}

describe('a deployment that is captured', () => {
	test.each(all)('%s loads, equal in everything that the cmdlets show', (_, deployment) => {
		const captured = captureNow(worldOf(deployment), wantedOf(deployment));
		expect(captured.problem).toBeUndefined();
		expect(shownOf(loaded(captured))).toEqual(shownOf(deployment));
	});

	test('says by name what is to be filled in, and keeps that in the file', () => {
		const {toFillIn, file} = captureNow(worldOf(contoso), wantedOf(contoso));
		expect(toFillIn).toEqual(
			expect.arrayContaining([
				'name',
				'pools[0].users',
				'pools[0].testUsers',
				'pools[1].sql.mirror',
				'pools[0].fileStore',
				'people',
				'resolvers',
				'federatedPartner',
			]),
		);
		expect(file.toFillIn).toEqual(toFillIn);
	});

	test('is asked for with cmdlets that only read, and only with those that are allowed', () => {
		const asked: CmdletCall[] = [];
		const world = worldOf(contoso);
		const listening: Pick<Backend, 'ask'> = {
			ask(id, what, listener) {
				asked.push(what as CmdletCall);
				return world.backend.ask(id, what, listener);
			},
		};
		captureNow(world, wantedOf(contoso), listening);
		expect(asked.filter(({name, changesState}) => changesState || !captureCmdlets.includes(name))).toEqual([]);
		expect(new Set(asked.map(({name}) => name))).toEqual(new Set(captureCmdlets));
	});
});

describe('with the Central Management store dead', () => {
	const dead = {...loadScenario('site-dark'), given: []};
	const [, partner] = contoso.pools;
	const living = partner?.computers[0] ?? '';

	test('the store tells nothing, and that is said', () => {
		const {problem, remarks} = captureNow(worldOf(contoso, dead), wantedOf(contoso, {host: living}));
		expect(problem).toBeDefined();
		expect(remarks.map(({args}) => args?.cmdlet)).toContain('Get-CsService');
	});

	test('the local store of a living Front End tells the same but for the masters', () => {
		const captured = captureNow(worldOf(contoso, dead), wantedOf(contoso, {host: living, isLocal: true}));
		const {cms, otherPools: _, ...rest} = shownOf(loaded(captured));
		const {cms: wanted, otherPools: __, ...wantedRest} = shownOf(contoso);
		expect(rest).toEqual(wantedRest);
		expect(cms).toMatchObject({active: wanted.active, standby: wanted.standby, scp: wanted.scp});
		expect(captured.toFillIn).toEqual(expect.arrayContaining(['cms.activeMaster', 'cms.fileTransferAgents']));
	});

	test('nothing is asked that has no such switch', () => {
		const asked: CmdletCall[] = [];
		const world = worldOf(contoso, dead);
		captureNow(world, wantedOf(contoso, {host: living, isLocal: true}), {
			ask(id, what, listener) {
				asked.push(what as CmdletCall);
				return world.backend.ask(id, what, listener);
			},
		});
		const silent = asked.filter(({name, parameters}) => !parameters.LocalStore && name !== 'Get-CsConfigurationStoreLocation');
		expect(silent).toEqual([]);
	});
});

describe('what a farm says is not trusted', () => {
	/** What the simulated deployment says, but for one cmdlet. */
	const lying = (name: string, change: (output: Json) => Json): Captured => {
		const world = worldOf(contoso);
		return captureNow(world, wantedOf(contoso), {
			ask: (id, what, listener) =>
				world.backend.ask(id, what, {
					...listener,
					ended: end =>
						listener.ended('name' in what && what.name === name && end.ok ? {ok: true, output: change(end.output as Json)} : end),
				} as typeof listener),
		});
	};
	const withEach = (change: (object: {[key: string]: Json}) => Json) => (output: Json) =>
		Array.isArray(output) ? output.map(each => change(each as {[key: string]: Json})) : output;
	const render = createRenderer({language: 'en', timeZone: 'UTC', startedAt: '2026-11-21T00:00:00Z'});

	test.each([
		['nothing', () => null],
		['a number', () => 7],
		['a text', () => 'x'.repeat(1_000_000)],
		['nested lists', () => [[[]], [1, 'two', null]]],
		['objects without names', withEach(() => ({Fqdn: 7, Identity: {}, PoolFqdn: [], Computers: 'x', Services: null}))],
		['names that steer a terminal', withEach(object => ({...object, Fqdn: 'a\u001b[2Jb', Identity: '\u001b]0;x\u0007', Site: '\u202e'}))],
		['names that are none', withEach(object => ({...object, PoolFqdn: '__proto__', Registrar: 'Registrar:a b', Identity: '..'}))],
	] as const)('%s, from any cmdlet, neither ends it nor reaches a terminal', (_, change) => {
		for (const name of captureCmdlets) {
			const captured = lying(name, change as (output: Json) => Json);
			// biome-ignore lint/suspicious/noControlCharactersInRegex: those are what must not be there.
			const steering = /[\u0000-\u0008\u000b-\u001f\u007f\u202e]/;
			expect(JSON.stringify(captured.file)).not.toMatch(/\\u001b|\u202e/);
			for (const message of [...captured.remarks, ...(captured.problem ? [captured.problem] : [])])
				expect(render(message)).not.toMatch(steering);
		}
	});

	test('more than can be is cut, and said', () => {
		const {remarks} = lying('Get-CsPool', output => Array.from({length: 100_002}, () => (output as Json[])[0] ?? null));
		expect(remarks.map(({id}) => id)).toContain('topology.tooMany');
	});

	test('a farm as large as can be said is read in a moment, and one line says what is wrong with it', () => {
		const many = Array.from({length: 50_000}, (_, index) => `p${index}.contoso.com`);
		for (const [name, output] of [
			['Get-CsService', many.map(pool => ({Role: 'UserServer', PoolFqdn: pool, SiteId: 'Site:Redmond', Version: 6}))],
			['Get-CsService', many.map(pool => ({Role: 'Registrar', PoolFqdn: pool, SiteId: 'Site:Redmond', Version: 6}))],
			['Get-CsSite', many.map(Identity => ({Identity, SiteType: 'BranchSite'}))],
			['Get-CsPool', many.map(Fqdn => ({Fqdn, Site: 'Site:Redmond', Computers: [Fqdn]}))],
		] as const) {
			const {problem, remarks} = lying(name, () => output as unknown as Json);
			expect(remarks.length).toBeLessThanOrEqual(21);
			if (problem) expect(render(problem).length).toBeLessThan(1_000);
		}
	});

	test('of what is strange, as much is said as a person reads', () => {
		const {remarks} = lying(
			'Get-CsPool',
			withEach(object => ({...object, Computers: Array.from({length: 500}, () => 'not a name')})),
		);
		expect(remarks.length).toBeLessThanOrEqual(21);
		expect(render(remarks[0] ?? {id: ''})).toContain('Get-CsPool gave not a name');
	});
});
