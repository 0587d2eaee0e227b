import {readFileSync} from 'node:fs';
import {describe, expect, test} from 'vitest';
import {changed, core, examplesFolder, type Form, loaded, problemOf, sentence} from './deployment-reading.js';

describe('a deployment file is refused with place and remedy', () => {
	const pool = (index: number, change: object) => changed(form => Object.assign(form.pools[index] as Form, change));
	const edge = (index: number, change: object) => changed(form => Object.assign(form.edgePools[index] as Form, change));
	const cms = (change: object) => changed(form => Object.assign(form.cms, change));

	test.each<[title: string, text: string, id: string, place?: string]>([
		['an empty file', ' \n', 'empty'],
		['a file that is an array', '[]', 'notAnObject'],
		['a file that is null', 'null', 'notAnObject'],
		['a file of a later schema', '{"schema": 2}', 'otherSchema', 'schema'],
		['a schema that is no number', '{"schema": "1"}', 'wrongType', 'schema'],
		['a file of 40 MB', ' '.repeat(40_000_000), 'tooLarge'],
		['a file without pools', '{}', 'missing', 'pools'],
		['a file with an empty list of pools', '{"pools": []}', 'noPools', 'pools'],
		['pools that are a text', changed(form => Object.assign(form, {pools: 'pool1'})), 'wrongType', 'pools'],
		['a pool that is a number', changed(form => Object.assign(form.pools, {1: 5})), 'wrongType', 'pools[1]'],
		['users that are a text', pool(0, {users: '20000'}), 'wrongType', 'pools[0].users'],
		['fewer users than none', pool(0, {users: -1}), 'notInRange', 'pools[0].users'],
		['half a user', pool(0, {users: 0.5}), 'notInRange', 'pools[0].users'],
		['a version before Lync 2010', pool(0, {version: 4}), 'notInRange', 'pools[0].version'],
		['a version of the future', pool(0, {version: 9}), 'notInRange', 'pools[0].version'],
		['an edition that is none', pool(0, {edition: 'Premium'}), 'notOneOf', 'pools[0].edition'],
		['an Enterprise pool without computers', pool(0, {computers: null}), 'missing', 'pools[0].computers'],
		['an empty list of computers', pool(0, {computers: []}), 'emptyList', 'pools[0].computers'],
		['a Standard Edition pool of six', pool(0, {edition: 'Standard'}), 'standardComputers', 'pools[0].computers'],
		['one test user', pool(0, {testUsers: ['sip:a@contoso.com']}), 'twoUsers', 'pools[0].testUsers'],
		['a test user without a domain', pool(0, {testUsers: ['sip:a', 'sip:b@c.d']}), 'sipAddress', 'pools[0].testUsers[0]'],
		['two pools of one name', pool(1, {fqdn: 'Pool1.contoso.com'}), 'duplicate', 'pools[1].fqdn'],
		['a computer twice in a pool', pool(0, {computers: ['fe1.a', 'FE1.A']}), 'duplicate', 'pools[0].computers[1]'],
		['a computer in two pools', pool(1, {computers: ['fe11.contoso.com']}), 'duplicate', 'pools[1].computers[0]'],
		['a computer called like a pool', pool(1, {computers: ['pool1.contoso.com']}), 'duplicate', 'pools[1].computers[0]'],
		['an Edge pool called like a pool', edge(0, {fqdn: 'pool1.contoso.com'}), 'duplicate', 'edgePools[0].fqdn'],
		['an Edge Server called like a Front End', edge(1, {computers: ['fe11.contoso.com']}), 'duplicate', 'edgePools[1].computers[0]'],
		[
			'signatures only, where nobody may sign',
			changed(form => Object.assign(form, {approval: {forDataLoss: true, sameAccount: false}})),
			'nobodyApproves',
			'approval.sameAccount',
		],
		[
			'signers that are a list',
			changed(form => Object.assign(form, {approval: {forDataLoss: true, allowedSigners: ['a']}})),
			'wrongType',
			'approval.allowedSigners',
		],
		[
			'a name server by its name',
			changed(form => Object.assign(form, {resolvers: {internal: 'dns1'}})),
			'nameServer',
			'resolvers.internal',
		],
		[
			'an address that is none',
			changed(form => Object.assign(form, {resolvers: {external: '10.1.0.300'}})),
			'nameServer',
			'resolvers.external',
		],
		[
			'a port that is none',
			changed(form => Object.assign(form, {resolvers: {external: '10.1.0.3:70000'}})),
			'nameServer',
			'resolvers.external',
		],
		[
			'a name server that is a number',
			changed(form => Object.assign(form, {resolvers: {internal: 53}})),
			'wrongType',
			'resolvers.internal',
		],
		['a pool paired with itself', pool(0, {backupPool: 'pool1'}), 'selfPair', 'pools[0].backupPool'],
		['a pair with a pool that does not exist', pool(1, {backupPool: 'pool9'}), 'unknownPool', 'pools[1].backupPool'],
		['a pair that one side denies', pool(1, {backupPool: null}), 'notMutual', 'pools[0].backupPool'],
		['a site that does not exist', pool(1, {site: 'Paris'}), 'unknownSite', 'pools[1].site'],
		['no site, where there are two', pool(1, {site: null}), 'missing', 'pools[1].site'],
		['an Edge pool of a pool that does not exist', pool(0, {edgePool: 'edge9'}), 'unknownEdgePool', 'pools[0].edgePool'],
		['a next hop that does not exist', edge(0, {registrar: 'Registrar:pool9.contoso.com'}), 'unknownNextHop', 'edgePools[0].registrar'],
		['a site of an Edge pool that does not exist', edge(0, {site: 'Paris'}), 'unknownSite', 'edgePools[0].site'],
		['two Edge pools of one external name', edge(1, {accessEdge: 'SIP.contoso.com'}), 'sharedExternalName', 'edgePools[1].accessEdge'],
		['external names shared crosswise', edge(1, {av: 'webconf.contoso.com'}), 'sharedExternalName', 'edgePools[1].av'],
		['a CMS on a pool that does not exist', cms({active: 'pool9'}), 'unknownPool', 'cms.active'],
		['a CMS that nobody places', cms({active: null}), 'missing', 'cms.active'],
		['a standby that is the active pool', cms({standby: 'pool1'}), 'standbyNotPartner', 'cms.standby'],
		['a master that is no Front End', cms({activeMaster: 'edge11'}), 'unknownComputer', 'cms.activeMaster'],
		['an agent that is no Front End', cms({fileTransferAgents: ['fe99']}), 'unknownComputer', 'cms.fileTransferAgents[0]'],
		['a master of another pool than the store', cms({activeMaster: 'fe21'}), 'notOfCmsPool', 'cms.activeMaster'],
		['an agent of another pool than the store', cms({fileTransferAgents: ['fe11', 'fe21']}), 'notOfCmsPool', 'cms.fileTransferAgents[1]'],
		['a store on the name of its own pool', pool(0, {sql: {primary: 'pool1.contoso.com'}}), 'sqlTaken', 'pools[0].sql.primary'],
		['a store on a Front End', pool(0, {sql: {primary: 'fe11.contoso.com'}}), 'sqlTaken', 'pools[0].sql.primary'],
		['a mirror on a Front End of the partner', pool(0, {sql: {mirror: 'FE21.contoso.com'}}), 'sqlTaken', 'pools[0].sql.mirror'],
		['a witness on an Edge Server', pool(1, {sql: {witness: 'edge11.contoso.com'}}), 'sqlTaken', 'pools[1].sql.witness'],
		['a pool called __proto__', pool(0, {fqdn: '__proto__'}), 'hostName', 'pools[0].fqdn'],
		['a computer called __proto__', pool(0, {computers: ['__PROTO__']}), 'hostName', 'pools[0].computers[0]'],
		['a store on __proto__.contoso.com', pool(0, {sql: {primary: '__proto__.contoso.com'}}), 'hostName', 'pools[0].sql.primary'],
		['a reference to __proto__', cms({active: 'Registrar:__proto__'}), 'hostName', 'cms.active'],
		['no SIP domain, and a pool name without one', JSON.stringify({pools: [{fqdn: 'pool1'}]}), 'noDomain', 'sipDomains'],
		['a service control point that is none', cms({scp: 'a\\b\\c'}), 'sqlInstance', 'cms.scp'],
		['a pool name of 10,000 letters', pool(0, {fqdn: `${'a.'.repeat(5_000)}com`}), 'hostName', 'pools[0].fqdn'],
		['a label of 64 letters', pool(0, {fqdn: `${'a'.repeat(64)}.com`}), 'hostName', 'pools[0].fqdn'],
		['a pool name with a control sequence', pool(0, {fqdn: 'a\u001b[2J.com'}), 'hostName', 'pools[0].fqdn'],
		['a pool name with a bidirectional mark', pool(0, {fqdn: 'a\u202ecom.b'}), 'hostName', 'pools[0].fqdn'],
		['a pool name that only looks Latin', pool(0, {fqdn: '\u212a1.contoso.com'}), 'hostName', 'pools[0].fqdn'],
		['a reference with a line break', cms({active: 'pool1\npool2'}), 'hostName', 'cms.active'],
		['a time span that is none', changed(form => Object.assign(form, {backupService: {syncInterval: '2 min'}})), 'timeSpan'],
		['a date that is none', changed(form => Object.assign(form, {capturedAt: 'yesterday'})), 'time', 'capturedAt'],
		['a name with a control sequence', changed(form => Object.assign(form, {name: 'a\u009bb'})), 'controlCharacters', 'name'],
		['a name with a bidirectional mark', changed(form => Object.assign(form, {name: 'a\u2067b'})), 'controlCharacters', 'name'],
		['a name of 10,000 letters', changed(form => Object.assign(form, {name: 'a'.repeat(10_000)})), 'tooLong', 'name'],
		['a blank name', changed(form => Object.assign(form, {name: ' '})), 'blank', 'name'],
		['voice of a pool that does not exist', changed(form => Object.assign(form, {voiceResiliency: {p9: {}}})), 'unknownPool'],
		[
			'voice of one pool twice',
			changed(form => Object.assign(form, {voiceResiliency: {pool1: {}, 'pool1.contoso.com': {}}})),
			'duplicate',
			'voiceResiliency["pool1.contoso.com"]',
		],
		['voice under a hostile key', changed(form => Object.assign(form, {voiceResiliency: {'\u001b]0;': {}}})), 'hostName'],
		[
			'a route over an Edge pool that does not exist',
			changed(form => Object.assign(form.sites[0] as Form, {federationRoute: 'edge9'})),
			'unknownEdgePool',
		],
		['two sites of one name', changed(form => Object.assign(form.sites[1] as Form, {name: 'redmond'})), 'duplicateSite', 'sites[1].name'],
		[
			'two sites of one number',
			changed(form => Object.assign(form.sites[1] as Form, {number: 1})),
			'duplicateSiteNumber',
			'sites[1].number',
		],
	])('%s', (_, text, id, place) => {
		const problem = problemOf(text);
		expect(problem.id).toBe(`deployment.${id}`);
		if (place !== undefined) expect(problem.args?.place).toBe(place);
		expect(sentence(problem)).toMatch(/^test\.json.*Nothing was changed\. [A-Z].*\.$/s);
		expect(sentence(problem)).not.toMatch(/[\p{Cc}\u202e\u2067]/u);
		expect(sentence(problem).length).toBeLessThan(500);
	});

	test('three pools that name each other in a ring', () => {
		const ring = changed(form => {
			const third = {...form.pools[1], fqdn: 'pool3.contoso.com', computers: ['fe31.contoso.com'], backupPool: 'pool1'};
			form.pools.push(third as unknown as Form);
			(form.pools[1] as Form).backupPool = 'pool3';
		});
		expect(sentence(problemOf(ring))).toBe(
			'test.json, pools[0].backupPool: pool1.contoso.com names pool2.contoso.com as its backup pool, and pools[1].backupPool says pool3.contoso.com. Nothing was changed. Make the two name each other.',
		);
	});

	test('a standby that is not the partner of the active pool', () => {
		const text = JSON.parse(readFileSync(new URL('third-pair.json', examplesFolder), 'utf8')) as Form;
		text.cms.standby = 'pool2';
		expect(sentence(problemOf(JSON.stringify(text)))).toContain('the backup pool of the active pool5.adatum.com is pool6.adatum.com');
	});

	test('a first label that fits two pools', () => {
		const text = changed(form => {
			form.pools.push({fqdn: 'pool2.other.com', site: 'Dublin', computers: ['fe1.other.com']} as unknown as Form);
			(form.pools[0] as Form).backupPool = 'pool2';
		});
		expect(problemOf(text)).toMatchObject({id: 'deployment.ambiguous', args: {place: 'pools[0].backupPool'}});
	});

	test('more computers than anybody has', () => {
		const computers = Array.from({length: 60_000}, (_, index) => `a${index}.contoso.com`);
		const more = computers.map(name => `b${name}`);
		const text = changed(({pools}) => {
			Object.assign(pools[0] as Form, {computers});
			Object.assign(pools[1] as Form, {computers: more});
		});
		expect(problemOf(text)).toMatchObject({id: 'deployment.tooMany', args: {limit: 100_000}});
	});

	test('a million mistakes of one kind or another', () => {
		const pools = (item: unknown) => JSON.stringify({pools: Array(90_000).fill(item)});
		expect(problemOf(JSON.stringify({pools: Array(1_000_000).fill(1)})).id).toBe('deployment.tooMany');
		expect(problemOf(pools(1))).toMatchObject({id: 'deployment.wrongType', args: {place: 'pools[0]'}});
		expect(problemOf(pools({fqdn: 1, users: 'a', version: 'b', site: 1, edition: 1})).id).toBe('deployment.wrongType');
		const voices = Object.fromEntries(Array.from({length: 200_000}, (_, index) => [`p${index}`, 1]));
		expect(problemOf(changed(form => Object.assign(form, {voiceResiliency: voices}))).id).toBe('deployment.tooMany');
	});

	test.each([
		['{"a": 1,\n "b": tru}', 2, 7],
		['{"a": 1,}', 1, 9],
		['{"a" 1}', 1, 6],
		['{a: 1}', 1, 2],
		['[1 2]', 1, 4],
		['["\\x"]', 1, 3],
		['["a\nb"]', 1, 4],
		['"abc', 1, 5],
		['{} {}', 1, 4],
		['{"a": [}', 1, 8],
		['pools:\n- a', 1, 1],
		['{"a": 01}', 1, 8],
		['[{"a": [1, {"b": null}], "c": -1.5e3}, true, ', 1, 46],
		['['.repeat(100_000), 1, 100_001],
		['{"pools":'.repeat(100_000), 1, 900_001],
	])('what is not JSON, with line and column (%#)', (text, line, column) => {
		expect(problemOf(text)).toEqual({id: 'deployment.notJson', args: {file: 'test.json', line, column}});
	});

	test.each([
		['{"pools": [], "pools": [1]}', 1, 15, 'pools'],
		['{"a": [{"b": ",", "c": {"b": 1}},\n {"b": 1, "\\u0062": 2}]}', 2, 11, 'b'],
		['{"__proto__": 1, "__proto__": 2}', 1, 18, '__proto__'],
	])('a field that stands twice, with line and column (%#)', (text, line, column, key) => {
		expect(problemOf(text)).toEqual({id: 'deployment.keyTwice', args: {file: 'test.json', line, column, key}});
		expect(sentence(problemOf(text))).toContain(`“${key}” stands here a second time. Nothing was changed.`);
	});

	test('nesting of 100,000, wherever it stands', () => {
		const nested = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
		expect(problemOf(nested).id).toBe('deployment.notAnObject');
		expect(problemOf(core.replace('20000', nested)).id).toBe('deployment.wrongType');
		expect(loaded(core.replace('{', `{"dns": ${nested},`)).warnings).toEqual([]);
		expect(loaded(core.replace('{', `{"unknown": ${nested},`)).warnings).toHaveLength(1);
	});
});
