/** What is proposed in which situation: situations as a table, over the bundled deployment and others. */
import {readFileSync} from 'node:fs';
import {expect, test} from 'vitest';
import {contoso} from '../../../src/adapters/mock/bundled.js';
import type {Debt} from '../../../src/machines/debt.js';
import type {Deployment} from '../../../src/machines/deployment/deployment.js';
import {parseDeployment} from '../../../src/machines/deployment/deployment-file.js';
import {say} from '../../../src/machines/message.js';
import type {TcpOutput} from '../../../src/machines/probe.js';
import {reachabilityOf, targetsOf} from '../../../src/machines/topology/reachability.js';
import {triage} from '../../../src/machines/triage/triage.js';

const loaded = (text: string): Deployment => {
	const parsed = parseDeployment(text, 'test.json');
	if ('problem' in parsed) throw new Error(JSON.stringify(parsed.problem));
	return parsed.deployment;
};
const fixture = (name: string) => loaded(readFileSync(new URL(`../../fixtures/deployments/${name}.json`, import.meta.url), 'utf8'));
const twoSites = loaded(contoso.text);

/** What answers how, by the beginning of a name; what is not named is open. */
type Answers = Readonly<Record<string, TcpOutput>>;

function findings(deployment: Deployment, answers: Answers) {
	const targets = targetsOf(deployment);
	const heard = targets.map(({to}) => Object.entries(answers).find(([start]) => to.startsWith(start))?.[1] ?? 'open');
	return triage(deployment, reachabilityOf(deployment, targets, heard));
}

const redmond: Answers = {fe1: 'silent', sqlbe1: 'silent', edge1: 'silent', sqlwit1: 'silent'};
const dublin: Answers = {fe2: 'silent', sqlbe2: 'silent', edge2: 'silent', sqlwit2: 'silent', sba: 'silent'};
const failover = {procedure: 'poolFailover', pool: 'pool1.contoso.com'};
const federation = {procedure: 'federationFailover', pool: 'pool1.contoso.com'};

test.each<[what: string, answers: Answers, situation: string, proposes: object | undefined, against: string]>([
	['everything answers', {}, 'allAnswers', undefined, 'triage.allAnswers.against'],
	['nothing answers', {...redmond, ...dublin}, 'nothingAnswers', undefined, 'triage.nothingAnswers.against'],
	['no name is known', {'': 'unknownName'}, 'cannotTell', undefined, ''],
	['a site is silent', redmond, 'siteLost', {...failover, procedure: 'siteFailover'}, 'triage.onlyCutOff'],
	['only a pool is silent', {fe1: 'silent'}, 'poolLost', failover, 'triage.onlyPort'],
	['a pool refuses: its services are stopped', {fe1: 'closed'}, 'poolLost', failover, 'triage.refuses'],
	['the other pool of the pair is silent too', {fe1: 'silent', fe2: 'silent'}, 'partnerDownToo', undefined, 'triage.partnerDownToo'],
	['a site and its partner are silent', {...redmond, fe2: 'silent'}, 'partnerDownToo', undefined, 'triage.partnerDownToo'],
	['the names of the partner are not known', {fe1: 'silent', fe2: 'unknownName'}, 'poolLost', undefined, 'triage.partnerUnknown'],
	['SQL is silent, Front Ends serve', {sqlbe1: 'silent'}, 'backEndLost', failover, 'triage.sqlFirst'],
	['SQL is stopped, Front Ends serve', {sqlbe1: 'closed'}, 'backEndLost', failover, 'triage.sqlFirst'],
	['one SQL of a mirror is silent', {sqlbe11: 'silent'}, 'allAnswers', undefined, 'triage.allAnswers.against'],
	['SQL has no name here', {sqlbe1: 'unknownName'}, 'allAnswers', undefined, 'triage.allAnswers.against'],
	['one Front End of six is silent', {fe13: 'silent'}, 'someServers', undefined, 'triage.poolGoesOn'],
	[
		'half of the Front Ends are silent',
		{fe11: 'silent', fe12: 'silent', fe13: 'silent'},
		'someServers',
		undefined,
		'triage.quorumInDanger',
	],
	['the Edge pool with federation is silent', {edge1: 'silent'}, 'edgeLost', federation, 'triage.edgeLost.against'],
	[
		'an Edge pool without federation is silent, with pools that use it for media',
		{edge2: 'silent'},
		'edgeLost',
		{procedure: 'mediaFailover', pool: 'pool2.contoso.com'},
		'triage.noFederation',
	],
	['one server of an Edge pool is silent', {edge12: 'silent'}, 'someServers', undefined, 'triage.edgeGoesOn'],
	['a site is silent, and no Edge pool of another serves', {...redmond, edge2: 'silent'}, 'siteLost', failover, 'triage.onlyCutOff'],
	['no Edge pool answers', {edge1: 'silent', edge2: 'silent'}, 'edgeLost', undefined, 'triage.edgeLost.against'],
	['names of a pool are not known', {fe1: 'unknownName'}, 'cannotTell', undefined, ''],
])('%s', (_, answers, situation, proposes, against) => {
	const [gravest] = findings(twoSites, answers);
	expect([gravest?.situation, gravest?.proposes]).toEqual([situation, proposes]);
	const ids = gravest?.against.map(({id}) => id) ?? [];
	if (against) expect(ids).toContain(against);
	else expect(ids).toEqual([]);
});

test('a pool that died while it carried the users of its partner is no plain failover', () => {
	const about = {pool: 'pool2.contoso.com', partner: 'pool1.contoso.com'};
	const owed: Debt = {id: 'failedOver/pool2.contoso.com', kind: 'failedOver', title: say('debt'), about};
	const targets = targetsOf(twoSites);
	const heard = targets.map(({to}): TcpOutput => (to.startsWith('fe1') ? 'silent' : 'open'));
	const [found] = triage(twoSites, reachabilityOf(twoSites, targets, heard), [owed]);
	expect(found?.proposes).toEqual({procedure: 'forcedSwap', pool: 'pool1.contoso.com'});
	expect(found?.evidence.map(({id}) => id)).toContain('triage.carriesPartner');
});

test('XMPP is proposed last, where its version has it: the other Edge pool is stopped for it', () => {
	const routed = {
		...twoSites,
		pools: twoSites.pools.map(({edgePool: _, ...pool}) => pool),
		sites: twoSites.sites.map(site => ({...site, xmppFederationRoute: 'edge2.contoso.com'})),
	};
	expect(findings(routed, {edge2: 'silent'})[0]?.proposes).toEqual({procedure: 'xmppFailover', pool: 'pool2.contoso.com'});
	const of2019 = {...routed, pools: routed.pools.map(pool => ({...pool, version: 8 as const}))};
	expect(findings(of2019, {edge2: 'silent'})[0]?.proposes).toBeUndefined();
});

test('the gravest comes first, and the others are not forgotten', () => {
	expect(findings(twoSites, {edge2: 'silent', fe13: 'silent', sqlbe2: 'silent'}).map(({situation}) => situation)).toEqual([
		'backEndLost',
		'someServers',
		'edgeLost',
	]);
});

test('the store on a server of its own is told from the pool beside it', () => {
	const own: Deployment = {...twoSites, cms: {...twoSites.cms, scp: {server: 'sqlcms.contoso.com', instance: 'rtc'}}};
	const [found] = findings(own, {sqlcms: 'silent'});
	expect([found?.situation, found?.proposes?.procedure]).toEqual(['cmsLost', 'storeFailover']);
	const {standby: _, ...alone} = own.cms;
	expect(findings({...own, cms: alone}, {sqlcms: 'silent'})[0]?.proposes).toBeUndefined();
});

test('without a partner nothing is proposed', () => {
	const deployment = fixture('unpaired');
	const name = deployment.pools[0]?.computers[0] ?? '';
	const [found] = findings({...deployment, pools: deployment.pools.map(({backupPool: _, ...pool}) => pool)}, {[name]: 'silent'});
	expect([found?.situation, found?.proposes]).toEqual([expect.stringMatching(/noPartner|someServers|nothingAnswers/), undefined]);
});

test.each(['se-pair', 'third-pair', 'no-edge', 'one-edge', 'sfb-2019', 'same-site'])('%s: never proposes what has nowhere to go', name => {
	const deployment = fixture(name);
	const outputs: readonly TcpOutput[] = ['open', 'closed', 'silent', 'unknownName'];
	const targets = targetsOf(deployment);
	// Every pool alone in every state, and every two together.
	for (const one of deployment.pools)
		for (const other of deployment.pools)
			for (const first of outputs)
				for (const second of outputs) {
					const heard = targets.map(({pool}) => (pool === one.fqdn ? first : pool === other.fqdn ? second : 'open'));
					for (const {proposes, evidence} of triage(deployment, reachabilityOf(deployment, targets, heard))) {
						if (proposes?.procedure !== 'poolFailover') continue;
						expect(evidence.length).toBeGreaterThan(0);
						const partner = deployment.pools.find(({fqdn}) => fqdn === proposes.pool)?.backupPool ?? '';
						expect(targets.some(({pool, role}, index) => pool === partner && role === 'frontEnd' && heard[index] === 'open')).toBe(true);
					}
				}
});
