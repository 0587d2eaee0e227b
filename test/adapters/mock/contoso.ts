/** Contoso (domain example, Lync Server 2013) and a scenario, as values: two sites, two paired pools, two Edge pools, a branch. */
import type {Deployment, FrontEndPool} from '../../../src/machines/deployment/deployment.js';
import type {Scenario, TimedFault} from '../../../src/machines/deployment/scenario.js';

const minutes = 60_000;

const numbered = (prefix: string, count: number): readonly string[] =>
	Array.from({length: count}, (_, i) => `${prefix}${i + 1}.contoso.com`);

const pool = (n: 1 | 2, site: string): FrontEndPool => ({
	fqdn: `pool${n}.contoso.com`,
	site,
	edition: 'Enterprise',
	version: 6,
	backupPool: `pool${3 - n}.contoso.com`,
	computers: numbered(`fe${n}`, 6),
	sql: {
		primary: `sqlbe${n}1.contoso.com`,
		mirror: `sqlbe${n}2.contoso.com`,
		witness: `sqlwit${n}.contoso.com`,
		instance: 'RTC',
	},
	fileStore: `\\\\contoso.com\\lync${n}`,
	edgePool: `edge${n}.contoso.com`,
	users: 20_000,
	routingGroups: 66,
	testUsers: [`sip:test${n}a@contoso.com`, `sip:test${n}b@contoso.com`],
	voiceResiliency: {enabled: true, failureDetectionMs: 2 * minutes, failbackMs: 4 * minutes},
});

export const contoso: Deployment = {
	name: 'Contoso',
	sipDomains: ['contoso.com'],
	sites: [
		{name: 'Redmond', number: 1, federationRoute: 'edge1.contoso.com', xmppFederationRoute: 'edge1.contoso.com'},
		{name: 'Dublin', number: 2, federationRoute: 'edge1.contoso.com', xmppFederationRoute: 'edge1.contoso.com'},
	],
	pools: [pool(1, 'Redmond'), pool(2, 'Dublin')],
	edgePools: [
		{
			fqdn: 'edge1.contoso.com',
			site: 'Redmond',
			computers: numbered('edge1', 2),
			nextHop: 'pool1.contoso.com',
			accessEdge: 'sip.contoso.com',
			federationEnabled: true,
			xmpp: true,
		},
		{
			fqdn: 'edge2.contoso.com',
			site: 'Dublin',
			computers: numbered('edge2', 2),
			nextHop: 'pool2.contoso.com',
			accessEdge: 'sip2.contoso.com',
			federationEnabled: false,
			xmpp: false,
		},
	],
	otherPools: [{fqdn: 'sba-cork.contoso.com', site: 'Dublin', role: 'branch', computers: ['sba-cork.contoso.com']}],
	cms: {
		active: 'pool1.contoso.com',
		standby: 'pool2.contoso.com',
		scp: {server: 'sqlbe11.contoso.com', instance: 'RTC'},
		activeMaster: 'fe11.contoso.com',
		fileTransferAgents: ['fe11.contoso.com'],
	},
	backupSyncIntervalMs: 2 * minutes,
	people: [],
	defaults: [],
};

export const scenarioOf = (faults: readonly TimedFault[], given: Scenario['given'] = []): Scenario => ({
	name: 'test',
	title: 'Test',
	startsAt: '2026-03-03T03:00:00+01:00',
	timeZone: 'Europe/Dublin',
	briefing: {outageBeforeMs: 5 * minutes, lastSeenBeforeMs: 3 * minutes, text: '', people: []},
	given,
	faults,
	goal: 'failoverAndFailback',
});

/** Redmond goes dark, and is repaired three hours after the failover. */
export const siteDark: Scenario = scenarioOf(
	[
		{fault: 'off', role: 'hitSite', atMs: 0},
		{fault: 'repaired', role: 'hitSite', afterMs: 180 * minutes},
	],
	[{given: 'livingEdgeNamesHitPool'}],
);

export const nothingWrong: Scenario = scenarioOf([]);
