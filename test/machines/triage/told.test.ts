/** What is proposed from what an operator says, alone and beside what is seen. */
import {expect, test} from 'vitest';
import type {Deployment} from '../../../src/machines/deployment/deployment.js';
import type {TcpOutput} from '../../../src/machines/probe.js';
import {type Reachability, reachabilityOf, targetsOf, type Word} from '../../../src/machines/topology/reachability.js';
import {heardOf} from '../../../src/machines/triage/heard.js';
import {answered, type Told, triageQuestions} from '../../../src/machines/triage/told.js';
import {triage} from '../../../src/machines/triage/triage.js';
import {en, type MessageId} from '../../../src/ui/messages/en/catalog.js';
import {createRenderer} from '../../../src/ui/messages/render.js';
import {seededDeployment} from '../../fixtures/seeded-deployment.js';
import {loadDeployment} from '../../playing/play.js';
import {chance} from '../../simulation/random-operator.js';

const deployment = loadDeployment();
const pool1 = 'pool1.contoso.com';
const at = Date.parse('2026-02-11T03:12:05Z');
const render = createRenderer({language: 'en', timeZone: 'UTC', startedAt: '2026-02-11T03:00:00Z'});

const told = (words: Readonly<Record<string, Word>>): Told =>
	Object.fromEntries(Object.entries(words).map(([id, word]) => [id, {word, at}]));

function seen(answers: Readonly<Record<string, TcpOutput>>, of: Deployment = deployment): Reachability {
	const targets = targetsOf(of);
	const heard = targets.map(({to}) => Object.entries(answers).find(([start]) => to.startsWith(start))?.[1] ?? 'open');
	return reachabilityOf(of, targets, heard);
}
const findings = (words: Readonly<Record<string, Word>>, look?: Reachability) => triage(deployment, heardOf(deployment, told(words), look));
const nothingAnswers = seen({'': 'silent'});
const ids = (messages: readonly {readonly id: string}[] = []) => messages.map(({id}) => id);

const pool2Serves = {'frontEnds/pool2.contoso.com': 'all'} as const;
const failover = {procedure: 'poolFailover', pool: pool1};

/** Everything that there is to say, all of it well, but for what is said otherwise. */
const allWell = Object.fromEntries(triageQuestions(deployment).map(({id, part}) => [id, part === 'site' ? 'lives' : 'all'] as const));

const situations: readonly [what: string, words: Readonly<Record<string, Word>>, situation: string, proposes: object | undefined][] = [
	['one server of several', {...allWell, [`frontEnds/${pool1}`]: 'some'}, 'someServers', undefined],
	['a pool, while its site lives', {...allWell, [`frontEnds/${pool1}`]: 'none'}, 'poolLost', failover],
	['its Back End, while its Front Ends serve', {...allWell, [`sql/${pool1}`]: 'none'}, 'backEndLost', failover],
	[
		'an Edge pool of two that are down',
		{...allWell, 'edge/edge1.contoso.com': 'none', 'edge/edge2.contoso.com': 'none'},
		'edgeLost',
		undefined,
	],
	[
		'an Edge pool with its pool alive',
		{...allWell, 'edge/edge1.contoso.com': 'none'},
		'edgeLost',
		{procedure: 'federationFailover', pool: pool1},
	],
	['the store alone', {...allWell, 'store/sqlbe11.contoso.com': 'none'}, 'cmsLost', {procedure: 'storeFailover', pool: pool1}],
	[
		'a site, with an Edge pool of another that serves',
		{'site/Redmond': 'dark', ...pool2Serves, 'edge/edge2.contoso.com': 'all'},
		'siteLost',
		{procedure: 'siteFailover', pool: pool1},
	],
	['a site and the partner of its pool', {'site/Redmond': 'dark', 'frontEnds/pool2.contoso.com': 'none'}, 'partnerDownToo', undefined],
	['only the way to a site', {'site/Redmond': 'cutOff', ...pool2Serves}, 'onlyCutOff', undefined],
];

test.each(situations)('by words alone, %s', (_, words, situation, proposes) => {
	for (const look of [undefined, nothingAnswers, seen({'': 'unknownName'})]) {
		const [gravest] = findings(words, look);
		expect([gravest?.situation, gravest?.proposes]).toEqual([situation, proposes]);
	}
});

test.each(situations)('%s: it is said to be said, with its time, and nothing of it is put as seen', (_, words) => {
	const [gravest] = findings(words);
	expect(render(gravest?.what ?? {id: ''})).toMatch(/^Said/);
	expect(gravest?.said?.length).toBeGreaterThan(0);
	for (const said of gravest?.said ?? []) expect(render(said)).toMatch(/^Said at 03:12:05: /);
	for (const shown of gravest?.evidence ?? []) expect(en[shown.id as MessageId]).not.toMatch(/serve|answer/i);
});

test.each<[string, Readonly<Record<string, Word>>, string]>([
	['whether the partner serves', {'site/Redmond': 'dark'}, 'triage.partnerUnheard'],
	['whether the rest of the site lives', {[`frontEnds/${pool1}`]: 'none', ...pool2Serves}, 'triage.siteUnheard'],
	['whether another Edge pool serves', {'edge/edge1.contoso.com': 'none'}, 'triage.edgesUnheard'],
])('what nobody said is asked for, not assumed: %s', (_, words, against) => {
	const [gravest] = findings(words);
	expect(ids(gravest?.against)).toContain(against);
	if (against !== 'triage.siteUnheard') expect(gravest?.proposes).toBeUndefined();
});

test('a Back End that is down decides nothing before somebody said whether its Front Ends serve', () => {
	const [gravest] = findings({[`sql/${pool1}`]: 'none', ...pool2Serves});
	expect([gravest?.situation, gravest?.what.id, gravest?.proposes]).toEqual(['cannotTell', 'triage.frontEndsUnheard', undefined]);
});

test('with nothing to be seen and little said, nothing is proposed, and a way to the network is doubted', () => {
	expect(findings(pool2Serves)[0]).toMatchObject({situation: 'cannotTell', what: {id: 'triage.saidTooLittle'}});
	expect(ids(findings(pool2Serves, nothingAnswers)[0]?.against)).toEqual(['triage.seenNothing']);
	expect(findings({}, seen({}))[0]?.situation).toBe('allAnswers');
});

test('what is seen and said alike stands twice, each as what it is', () => {
	const look = seen({fe1: 'silent', sqlbe1: 'silent', edge1: 'silent', sqlwit1: 'silent'});
	const [gravest] = findings({'site/Redmond': 'dark'}, look);
	expect([gravest?.situation, gravest?.what.id, gravest?.proposes?.procedure]).toEqual(['siteLost', 'triage.siteLost', 'siteFailover']);
	expect(ids(gravest?.evidence)).toContain('triage.siteSilent');
	expect(gravest?.said).toEqual([{id: 'triage.said', args: {part: 'site', name: 'Redmond', word: 'dark', time: {clock: at}}}]);
});

test('what was seen to serve is not failed over for a word: both are shown', () => {
	const found = findings({[`frontEnds/${pool1}`]: 'none'}, seen({}));
	expect(found).toHaveLength(1);
	expect([found[0]?.situation, found[0]?.proposes]).toEqual(['contradiction', undefined]);
	expect(found[0]?.evidence.map(render)).toEqual(['6 of 6 answer on their port: the Front Ends of pool1.contoso.com.']);
	expect(found[0]?.said?.map(render)).toEqual(['Said at 03:12:05: no Front End of pool1.contoso.com serves.']);
});

test('a site that is said to be dark, of which something answers: both are shown, and it is no lost site', () => {
	const found = findings({'site/Redmond': 'dark'}, seen({fe1: 'silent', sqlbe1: 'silent'}));
	expect(found.map(({situation}) => situation)).toContain('contradiction');
	expect(found.map(({situation}) => situation)).not.toContain('siteLost');
});

test('nothing is failed over to a partner that is said to be down while it is seen to answer', () => {
	const [gravest] = findings({'frontEnds/pool2.contoso.com': 'none'}, seen({fe1: 'silent'}));
	expect(gravest?.proposes).toBeUndefined();
	expect(ids(gravest?.against)).toContain('triage.partnerContradicted');
});

test('silence from here gives way to whoever is there: said to serve, it is only cut off', () => {
	const look = seen({fe1: 'silent', sqlbe1: 'silent', edge1: 'silent', sqlwit1: 'silent'});
	for (const words of [{'site/Redmond': 'lives'}, {'site/Redmond': 'cutOff'}, {[`frontEnds/${pool1}`]: 'all'}] as const) {
		const found = findings(words, look);
		expect(found.filter(({proposes}) => proposes?.procedure.endsWith('ailover') && proposes.procedure !== 'federationFailover')).toEqual(
			[],
		);
		expect(found.map(({situation}) => situation)).toContain('onlyCutOff');
	}
});

test('answers go round, and nothing is one of them', () => {
	const [site] = triageQuestions(deployment);
	if (!site) throw new Error('No question');
	const round: (string | undefined)[] = [];
	let now: Told = {};
	for (const by of [1, 1, 1, 1, -1] as const) {
		now = answered(now, site, by, at);
		round.push(now[site.id]?.word);
	}
	expect(round).toEqual(['dark', 'cutOff', 'lives', undefined, 'lives']);
});

test('whatever is said and seen, an open port stays seen, and no failover of users is proposed of a pool that answers or to one that is not known to', () => {
	const answers: readonly TcpOutput[] = ['open', 'closed', 'silent', 'unknownName'];
	let proposed = 0;
	for (let seed = 1; seed <= 400; seed++) {
		const oneOf = <Item>(items: readonly Item[], what: string) => items[Math.floor(chance(seed, what) * items.length)] as Item;
		const of = loadDeployment(seededDeployment((seed % 20) + 1));
		const targets = targetsOf(of);
		const heard = targets.map(({pool, role}) => oneOf(answers, `${pool} ${role}`));
		const look = chance(seed, 'looks') < 0.5 ? reachabilityOf(of, targets, heard) : undefined;
		const words = triageQuestions(of).flatMap(({id, words}) =>
			chance(seed, 'says', id) < 0.5 ? [[id, {word: oneOf(words, id), at}] as const] : [],
		);
		const reach = heardOf(of, Object.fromEntries(words), look);
		const servingOf = (all: Reachability | undefined, fqdn: string) =>
			all?.sites.flatMap(({pools}) => pools).find(pool => pool.fqdn === fqdn)?.serving ?? 0;
		for (const {fqdn} of of.pools) expect(servingOf(reach, fqdn), `seed ${seed}`).toBeGreaterThanOrEqual(servingOf(look, fqdn));
		for (const {situation, proposes, evidence, said} of triage(of, reach)) {
			if (!['poolLost', 'siteLost', 'backEndLost'].includes(situation) || !proposes) continue;
			proposed++;
			const partner = of.pools.find(({fqdn}) => fqdn === proposes.pool)?.backupPool ?? '';
			if (situation !== 'backEndLost') expect(servingOf(look, proposes.pool), `seed ${seed}`).toBe(0);
			expect(servingOf(reach, partner), `seed ${seed}`).toBeGreaterThan(0);
			expect(evidence.length + (said?.length ?? 0), `seed ${seed}`).toBeGreaterThan(0);
		}
	}
	expect(proposed).toBeGreaterThan(20);
});
