import {readdirSync, readFileSync} from 'node:fs';
import {describe, expect, test} from 'vitest';
import {contoso} from '../../../src/adapters/mock/bundled.js';
import type {Message} from '../../../src/machines/message.js';
import {largeDeployment} from '../../fixtures/large-deployment.js';
import {changed, core, examplesFolder, type Form, loaded, sentence} from './deployment-reading.js';

describe('a deployment file', () => {
	test('with nothing but the core of Contoso loads, and what was filled in is named', () => {
		const {deployment, warnings} = loaded(core);
		expect(warnings).toEqual([]);
		expect(deployment.defaults).toEqual(['name', 'pools[0].testUsers', 'pools[1].testUsers', 'voiceResiliency.pool2']);
		expect(deployment.name).toBe('Contoso');
		expect(deployment.cms).toEqual({
			active: 'pool1.contoso.com',
			standby: 'pool2.contoso.com',
			scp: {server: 'sqlbe11.contoso.com', instance: 'RTC'},
			activeMaster: 'fe11.contoso.com',
			fileTransferAgents: ['fe11.contoso.com'],
		});
		expect(deployment.edgePools.map(edgePool => edgePool.nextHop)).toEqual(['pool1.contoso.com', 'pool2.contoso.com']);
		expect(deployment.pools[1]?.voiceResiliency).toEqual({enabled: true, failureDetectionMs: 120_000, failbackMs: 240_000});
		expect(deployment.pools[0]?.testUsers).toEqual(['sip:switchback-test1@contoso.com', 'sip:switchback-test2@contoso.com']);
	});

	test('that is bundled says all that the core says, lacks nothing and is warned of nothing', () => {
		const {deployment, warnings} = loaded(contoso.text);
		expect(warnings).toEqual([]);
		expect(deployment.defaults).toEqual([]);
		expect(JSON.parse(contoso.text)).toMatchObject(JSON.parse(core) as object);
		expect(deployment.sites[2]).toEqual({name: 'Cork', number: 3, branchOf: 'Dublin'});
	});

	test.each(readdirSync(examplesFolder))('%s loads without a warning', name => {
		expect(loaded(readFileSync(new URL(name, examplesFolder), 'utf8')).warnings).toEqual([]);
	});

	test.each([
		[{forDataLoss: true}, {sameAccount: true}],
		[
			{forDataLoss: true, allowedSigners: 'signers', sameAccount: false},
			{allowedSigners: 'signers', sameAccount: false},
		],
		[{forDataLoss: false, allowedSigners: 'signers'}, undefined],
		[{}, undefined],
		[null, undefined],
	])('with the approval %o asks for a second person as it says', (approval, asked) => {
		expect(loaded(changed(form => Object.assign(form, {approval}))).deployment.dataLossApproval).toEqual(asked);
	});

	test('of 450 computers and of 50,000 loads', () => {
		const {deployment, warnings} = loaded(largeDeployment());
		const pools = [...deployment.pools, ...deployment.edgePools, ...deployment.otherPools];
		expect(warnings).toEqual([]);
		expect(pools.flatMap(pool => pool.computers)).toHaveLength(448);
		expect(deployment.cms.standby).toBe('pool1.largest.example');
		expect(loaded(largeDeployment(50_000)).deployment.defaults).toHaveLength(1_000);
	});

	test('may be as short as one server', () => {
		const {deployment} = loaded('{"pools": [{"fqdn": "SE1.Fabrikam.com", "site": "London"}]}');
		expect(deployment.pools[0]).toMatchObject({
			fqdn: 'se1.fabrikam.com',
			edition: 'Standard',
			version: 6,
			computers: ['se1.fabrikam.com'],
			sql: {primary: 'se1.fabrikam.com', instance: 'rtc'},
			users: 2_500,
			routingGroups: 8,
			voiceResiliency: {enabled: false},
		});
		expect(deployment.cms).toMatchObject({active: 'se1.fabrikam.com', activeMaster: 'se1.fabrikam.com'});
		expect(deployment.cms.standby).toBeUndefined();
		expect(deployment.defaults).toEqual(expect.arrayContaining(['sites', 'sipDomains', 'cms.active', 'pools[0].edition']));
	});

	test('may name pools by their first label, with or without a prefix, in any case', () => {
		const {deployment} = loaded(
			changed(form => {
				Object.assign(form.pools[0] as Form, {backupPool: ' POOL2 ', site: 'REDMOND', edgePool: 'EdgeServer:edge1'});
				Object.assign(form.cms, {active: 'pool1', standby: 'Pool2.Contoso.com', activeMaster: 'fe12'});
				form.voiceResiliency = {'pool2.contoso.com': {enabled: false}};
			}),
		);
		expect(deployment.pools[0]).toMatchObject({backupPool: 'pool2.contoso.com', site: 'Redmond', edgePool: 'edge1.contoso.com'});
		expect(deployment.cms.activeMaster).toBe('fe12.contoso.com');
		expect(deployment.pools[1]?.voiceResiliency.enabled).toBe(false);
		expect(deployment.defaults).toContain('voiceResiliency.pool1');
	});

	test('fills a pair in from the side that names it, and says so', () => {
		const {deployment} = loaded(changed(form => delete (form.pools[1] as Form).backupPool));
		expect(deployment.pools[1]?.backupPool).toBe('pool1.contoso.com');
		expect(deployment.defaults).toContain('pools[1].backupPool');
	});

	test('takes null for none: no standby, although there is a partner', () => {
		const {deployment} = loaded(
			changed(form => {
				form.cms.standby = null;
			}),
		);
		expect(deployment.cms.standby).toBeUndefined();
		expect(deployment.defaults).not.toContain('cms.standby');
	});

	test('takes the partner of the active pool as the standby when it says nothing', () => {
		const {deployment} = loaded(changed(form => delete form.cms.standby));
		expect(deployment.cms.standby).toBe('pool2.contoso.com');
		expect(deployment.defaults).toContain('cms.standby');
	});

	test('may send an Edge pool to a Director pool', () => {
		const {deployment} = loaded(
			changed(form => {
				form.directors = [{fqdn: 'dir1.contoso.com', site: 'Redmond'}];
				(form.edgePools[0] as Form).registrar = 'Registrar:dir1';
			}),
		);
		expect(deployment.edgePools[0]?.nextHop).toBe('dir1.contoso.com');
		expect(deployment.otherPools).toEqual([{fqdn: 'dir1.contoso.com', site: 'Redmond', role: 'director', computers: ['dir1.contoso.com']}]);
	});

	test('may name the servers that are asked for names, with a port of their own', () => {
		const read = (resolvers: object) => loaded(changed(form => Object.assign(form, {resolvers}))).deployment.resolvers;
		expect(read({internal: '10.1.0.53', external: '192.0.2.53:5353'})).toEqual({
			internal: {address: '10.1.0.53', port: 53},
			external: {address: '192.0.2.53', port: 5353},
		});
		expect(read({external: '2001:DB8::53'})).toEqual({external: {address: '2001:db8::53', port: 53}});
		expect(read({external: '[2001:db8::53]:5353'})).toEqual({external: {address: '2001:db8::53', port: 5353}});
		expect(read({internal: null})).toBeUndefined();
	});

	test('may hold what the console has no place for yet, without a warning', () => {
		const rest = {jumpBoxes: ['jump1'], timings: {}, dns: [], firewall: [], mon: {}, pchat: {}, wac: {}};
		expect(loaded(changed(form => Object.assign(form, rest, {capturedAt: '2026-02-11T22:00:00Z'}))).warnings).toEqual([]);
	});

	test('warns of fields that nobody knows, and stops counting them out at twenty', () => {
		const {warnings} = loaded(changed(form => Object.assign(form.pools[0] as Form, {colour: 'red', '\u001b[31m': 1})));
		expect(warnings.map(sentence)).toEqual([
			'test.json: nobody knows the field pools[0].colour, so it is passed over. Check its spelling.',
			'test.json: nobody knows the field pools[0]["\\u{1b}[31m"], so it is passed over. Check its spelling.',
		]);
		const many = Object.fromEntries(Array.from({length: 5_000}, (_, index) => [`x${index}`, index]));
		const bounded = loaded(changed(form => Object.assign(form, many))).warnings;
		expect(bounded).toHaveLength(21);
		expect(sentence(bounded[20] as Message)).toBe('test.json: 4,980 more unknown fields are passed over.');
	});

	test('may begin with the mark that Windows writes', () => {
		expect(loaded(`\ufeff${core}`).deployment.name).toBe('Contoso');
	});
});
