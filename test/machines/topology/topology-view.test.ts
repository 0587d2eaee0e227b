/** What the journal of real drills shows of the deployment, at several points of them; and what hostile answers cannot do to it. */
import {describe, expect, test} from 'vitest';
import type {Ask, AskEnd} from '../../../src/machines/ask.js';
import {change, read} from '../../../src/machines/cmdlet.js';
import type {Deployment} from '../../../src/machines/deployment/deployment.js';
import type {Event, Header, JournalEntry} from '../../../src/machines/journal/journal-entry.js';
import type {Json} from '../../../src/machines/json.js';
import {tcp} from '../../../src/machines/probe.js';
import {factKey, textFact} from '../../../src/machines/topology/topology-facts.js';
import {type GroupStanding, groupOf, staleAfterMs} from '../../../src/machines/topology/topology-states.js';
import {isStale, type TopologyNode, topologyTree, visibleNodes} from '../../../src/machines/topology/topology-tree.js';
import {createTopologyView} from '../../../src/machines/topology/topology-view.js';
import {largeDeployment} from '../../fixtures/large-deployment.js';
import {loadDeployment, loadScenario, newHeader, playOn} from '../../playing/play.js';

const pool1 = 'pool1.contoso.com';
const pool2 = 'pool2.contoso.com';
const edge1 = 'edge1.contoso.com';
const deployment = loadDeployment();

const drill = playOn(newHeader(), []);
const {entries, header} = drill;

function seqOf(title: string, isIt: (entry: JournalEntry) => boolean): number {
	const found = entries.find(isIt);
	if (!found) throw new Error(`The drill has no ${title}`);
	return found.seq;
}

const callOf = (name: string) => {
	const began = entries.find(entry => entry.kind === 'callBegan' && 'name' in entry.what && entry.what.name === name);
	if (began?.kind !== 'callBegan') throw new Error(`The drill never calls ${name}`);
	return began.call;
};
const endOf = (name: string) => seqOf(name, entry => entry.kind === 'callEnded' && entry.call === callOf(name));
const runEnd = (run: string) => seqOf(run, entry => entry.kind === 'runEnded' && entry.run === run);

function viewAt(seq: number) {
	const view = createTopologyView(header);
	for (const entry of entries) if (entry.seq <= seq) view.apply(entry);
	return view;
}

function nodesAt(seq: number): (id: string) => TopologyNode {
	const view = viewAt(seq);
	const tree = topologyTree(deployment, view, pool1);
	const all = visibleNodes(tree, {has: () => true} as unknown as ReadonlySet<string>);
	return id => {
		const node = all.find(each => each.id === id);
		if (!node) throw new Error(`No node ${id} in ${all.map(each => each.id).join(' ')}`);
		return node;
	};
}

describe('in a drill in which a site goes dark', () => {
	test('the users of the dead pool are on its partner: expected after the cmdlet, seen when it is proved', () => {
		expect(nodesAt(endOf('Invoke-CsPoolFailOver'))(`pool/${pool1}`)).toMatchObject({
			state: 'dead',
			users: 20_000,
			servedBy: {pool: pool2, isExpected: true},
			wanted: pool1,
			hasProblem: true,
		});
		expect(nodesAt(runEnd('poolFailover'))(`pool/${pool1}`).servedBy).toEqual({pool: pool2, isExpected: false});
		expect(nodesAt(runEnd('poolFailover'))(`pool/${pool2}`)).toMatchObject({state: 'alive', servedBy: {pool: pool2, isExpected: false}});
	});

	test('the store is on the partner: expected after the cmdlet, seen when its master answers', () => {
		const moved = nodesAt(endOf('Invoke-CsManagementServerFailover'));
		expect(moved(`cms/${pool2}`)).toMatchObject({role: 'active', wanted: 'standby', servedBy: {isExpected: true}});
		const moves = nodesAt(runEnd('poolFailover'));
		expect(moves(`cms/${pool2}`)).toMatchObject({role: 'active', state: 'alive', wanted: 'standby'});
		expect(moves(`cms/${pool2}`).servedBy).toBeUndefined();
		expect(moves(`cms/${pool1}`)).toMatchObject({role: 'standby', wanted: 'active'});
		expect(textFact(viewAt(runEnd('poolFailover')), factKey.cmsMaster)?.value).toBe('fe21.contoso.com');
	});

	test('before anything was looked at, nothing is said to answer', () => {
		const nodes = nodesAt(1);
		expect(nodes(`pool/${pool1}`)).toMatchObject({state: 'unknown', servedBy: {pool: pool1, isExpected: false}, hasProblem: false});
		expect(nodes(`pool/${pool1}`).seenAt).toBeUndefined();
		expect(nodes(`cms/${pool1}`)).toMatchObject({role: 'active', state: 'unknown'});
	});

	test('a next hop is expected before it was read', () =>
		expect(nodesAt(1)(`edge/${edge1}`)).toMatchObject({hop: {pool: pool1, isExpected: true}, hasProblem: false}));

	test('a next hop is expected after the cmdlet and seen when the store names it', () => {
		expect(nodesAt(endOf('Set-CsEdgeServer'))(`edge/${edge1}`)).toMatchObject({hop: {pool: pool2, isExpected: true}, wanted: pool1});
		expect(nodesAt(runEnd('poolFailover'))(`edge/${edge1}`)).toMatchObject({hop: {pool: pool2, isExpected: false}, wanted: pool1});
	});

	test('after the failback everything is as captured, but for what was not so before', () => {
		const nodes = nodesAt(entries.length);
		expect(nodes(`pool/${pool1}`)).toMatchObject({servedBy: {pool: pool1, isExpected: false}});
		expect(nodes(`pool/${pool1}`).wanted).toBeUndefined();
		expect(nodes(`cms/${pool1}`)).toMatchObject({role: 'active', state: 'alive', hasProblem: false});
		expect(nodes(`cms/${pool2}`).wanted).toBeUndefined();
		expect(nodes(`edge/${edge1}`)).toMatchObject({hop: {pool: pool1, isExpected: false}});
		expect(nodes(`edge/${edge1}`).wanted).toBeUndefined();
		// The scenario had turned it before the outage: given back as it was found, and still not as captured.
		expect(nodes('edge/edge2.contoso.com')).toMatchObject({hop: {pool: pool1}, wanted: pool2});
	});

	test('what a round of polling saw unchanged is as old as that round', () => {
		const rounds = entries.filter(entry => entry.kind === 'fact' && entry.about === 'waitingForRepair' && entry.value === 'unchanged');
		expect(rounds.length).toBeGreaterThan(5);
		const third = rounds[2] as JournalEntry;
		const fact = viewAt(third.seq).factOf(factKey.port('fe12.contoso.com', 445));
		expect(fact).toMatchObject({value: 'silent', seenAt: third.at, everyMs: 303_000});
		expect(viewAt(third.seq).factOf(factKey.port('fe22.contoso.com', 5061))?.seenAt).toBeLessThan(1_394_906);
	});
});

test.each(['site-dark', 'cms-blank', 'edge-next-hop', 'back-end-dead'])(
	'%s: told from a snapshot at any entry, the rest is the same',
	name => {
		const played = playOn(newHeader({scenario: loadScenario(name)}), []);
		const whole = createTopologyView(played.header);
		const chained = {view: createTopologyView(played.header)};
		for (const entry of played.entries) {
			whole.apply(entry);
			chained.view.apply(entry);
			if (entry.seq % 7 !== 0) continue;
			const kept = JSON.parse(JSON.stringify(chained.view.snapshot()));
			chained.view = createTopologyView(played.header);
			chained.view.restore(kept);
			expect(factsOf(chained.view.snapshot())).toEqual(factsOf(whole.snapshot()));
		}
		expect(whole.snapshot().facts.length).toBeGreaterThan(30);
		const fresh = createTopologyView(played.header);
		fresh.restore(whole.snapshot());
		expect(fresh.factOf(factKey.cmsState)).toEqual(whole.factOf(factKey.cmsState));
	},
);

/** Looks that nobody needs any more may be forgotten; their numbers are not facts. */
function factsOf({facts, looks, ...rest}: ReturnType<ReturnType<typeof createTopologyView>['snapshot']>) {
	const ages = new Map(looks.map(look => [look.id, look]));
	return {facts: facts.map(([key, {look, ...fact}]) => [key, fact, look && ages.get(look)?.seenAt]), calls: rest.calls, debts: rest.debts};
}

function told(events: readonly Event[], of: Header = header) {
	const view = createTopologyView(of);
	events.forEach((event, index) => {
		view.apply({...event, seq: index + 1, at: index * 1000} as JournalEntry);
	});
	return view;
}

const answered = (call: string, what: Ask, end: AskEnd): readonly Event[] => [
	{kind: 'callBegan', call, what},
	{kind: 'callEnded', call, end, changes: 'changesState' in what && what.changesState},
];

test('a change whose outcome is unknown puts in doubt what was seen before it', () => {
	const edges = read('fe21.contoso.com', 'Get-CsService', {EdgeServer: true});
	const hop: Json = [{PoolFqdn: edge1, Registrar: `Registrar:${pool1}`}];
	const set = change('fe21.contoso.com', 'Set-CsEdgeServer', {Identity: `EdgeServer:${edge1}`, Registrar: `Registrar:${pool2}`}, 1);
	const failed = (reason: 'refused' | 'outcomeUnknown'): AskEnd => ({ok: false, reason, errorId: 'x', message: 'x'});
	const seen = answered('s/call1', edges, {ok: true, output: hop});
	const hopAfter = (end: AskEnd) => told([...seen, ...answered('s/call2', set, end)]).factOf(factKey.hop(edge1));
	expect(hopAfter(failed('outcomeUnknown'))).toMatchObject({value: pool1, isExpected: true});
	expect(hopAfter(failed('refused'))).toMatchObject({value: pool1, source: 'Get-CsService'});
	expect(hopAfter(failed('refused'))).not.toHaveProperty('isExpected');
	expect(hopAfter({ok: true, output: null})).toMatchObject({value: pool2, isExpected: true});
});

test('what an Edge server does not reach is not dead: only the console and its host say how a computer is', () => {
	const [fe21, edge11] = ['fe21.contoso.com', 'edge11.contoso.com'];
	const silent: AskEnd = {ok: true, output: 'silent'};
	const portOf = (...events: readonly (readonly Event[])[]) => told(events.flat()).factOf(factKey.port(fe21, 5061));
	const fromConsole = answered('s/call1', tcp(fe21, 5061), {ok: true, output: 'open'});
	const fromEdge = answered('s/call2', tcp(fe21, 5061, edge11), silent);
	expect(portOf(fromConsole, fromEdge)).toMatchObject({value: 'open'});
	expect(portOf(fromEdge)).toBeUndefined();
	const host = answered('s/call3', read('fe22.contoso.com', 'Get-CsSite'), {ok: true, output: []});
	const fromHost = answered('s/call4', tcp(fe21, 5061, 'fe22.contoso.com'), silent);
	expect(portOf(fromConsole, host, fromHost)).toMatchObject({value: 'silent', by: 'fe22.contoso.com'});
	const view = told([...fromConsole, ...fromEdge]);
	const pool = visibleNodes(topologyTree(deployment, view, pool1), {has: () => true} as unknown as ReadonlySet<string>).find(
		({id}) => id === `pool/${pool2}`,
	);
	expect(pool).toMatchObject({state: 'alive', answering: 1, of: 6, unseen: 5});
});

describe('a group of computers', () => {
	const now = 3_600_000;
	const fresh = {state: 'alive', seenAt: now - 3_000} as const;
	const old = {state: 'dead', seenAt: 0} as const;
	const isOld = ({seenAt, everyMs}: GroupStanding) =>
		isStale({staleAfterMs: staleAfterMs(everyMs), ...(seenAt === undefined ? {} : {seenAt})}, now);

	test('is as old as those that it counts as answering, and stale as soon as one of them is', () => {
		expect(groupOf([fresh, fresh, old])).toMatchObject({seenAt: now - 3_000, answering: 2, of: 3, unseen: 0});
		expect(isOld(groupOf([fresh, old]))).toBe(false);
		expect(isOld(groupOf([fresh, {state: 'alive', seenAt: 0}]))).toBe(true);
		const watched = {state: 'alive', seenAt: now - 500_000, everyMs: 303_000} as const;
		expect(isOld(groupOf([fresh, watched]))).toBe(false);
		expect(isOld(groupOf([watched, {state: 'alive', seenAt: now - 400_000}]))).toBe(true);
		expect(isOld(groupOf([old, old]))).toBe(true);
	});

	test('says how many of it nobody has looked at', () => {
		expect(groupOf([fresh, {state: 'unknown'}])).toMatchObject({state: 'alive', answering: 1, of: 2, unseen: 1});
		expect(groupOf([{state: 'unknown'}])).toEqual({state: 'unknown', answering: 0, of: 1, unseen: 1});
	});

	test('a pool and its SQL that were looked at together are stale together', () => {
		const {pools} = deployment;
		const [hit] = pools;
		const view = told(
			[...(hit?.computers ?? []).map(to => tcp(to, 5061)), tcp(hit?.sql.primary ?? '', 1433)].flatMap((ask, index) =>
				answered(`s/call${index}`, ask, {ok: true, output: 'open'}),
			),
		);
		const all = visibleNodes(topologyTree(deployment, view, pool1), {has: () => true} as unknown as ReadonlySet<string>);
		const limits = all.filter(({id}) => id === `pool/${pool1}` || id === `sql/${pool1}`).map(node => node.staleAfterMs);
		expect(limits).toEqual([300_000, 300_000]);
	});
});

test('a change by somebody else is expected, not seen', () => {
	const what = change('fe21.contoso.com', 'Invoke-CsPoolFailOver', {PoolFqdn: pool1}, 1);
	expect(told([{kind: 'outside', id: 'x', what, by: 'else'}]).factOf(factKey.servedBy(pool1))).toMatchObject({
		value: pool2,
		isExpected: true,
	});
});

describe('answers of any shape', () => {
	const cmdlets = [
		...new Set(entries.flatMap(entry => (entry.kind === 'callBegan' && 'name' in entry.what ? [entry.what.name] : []))),
		'Get-CsUserReplicatorConfiguration' as const,
	];
	const esc = String.fromCharCode(27);
	const hostile: readonly Json[] = [
		...[null, true, 7, '', `${esc}[2J`, [], {}, [[]], [null, 1, 'x'], '__proto__'],
		{
			PoolFqdn: 7,
			Registrar: {},
			ActiveMasterFqdn: ['x'],
			ActiveFileTransferAgents: {a: 1},
			ReplicaFqdn: null,
			Sites: 'x',
			Result: 'Success',
		},
		[{PoolFqdn: `${esc}]0;x`, Registrar: '__proto__', ReplicaFqdn: 'constructor', UpToDate: 'yes', Identity: `\u202e:${esc}[31m`}],
		{ActiveMasterFqdn: '\u0000', ActiveFileTransferAgents: [null, {}, 3], SqlServer: [], BackEndServer: 3, Sites: [null, {Identity: {}}]},
	];

	test('are many', () => expect(cmdlets.length).toBeGreaterThan(15));

	test.each(cmdlets)('%s: never throw, and say nothing that is not there', name => {
		for (const output of hostile) {
			const calls = [{}, {EdgeServer: true}, {CentralManagement: true}, {CentralManagementStoreStatus: true}, {PoolFqdn: `${esc}x`}];
			const view = told(
				calls.flatMap((parameters, index) => answered(`s/call${index}`, read('fe21.contoso.com', name, parameters), {ok: true, output})),
			);
			const nodes = visibleNodes(topologyTree(deployment, view, pool1), {has: () => true} as unknown as ReadonlySet<string>);
			expect(nodes.length).toBeGreaterThan(20);
			expect(
				nodes.filter(({kind, id}) => kind === 'computer' && !id.startsWith('replica/') && id.endsWith('fe11.contoso.com')),
			).toMatchObject([{state: 'unknown'}]);
		}
	});

	test('a probe of anything never throws', () => {
		for (const output of hostile) {
			const view = told(answered('s/call1', tcp('fe11.contoso.com', 5061), {ok: true, output} as unknown as AskEnd));
			expect(() => topologyTree(deployment, view, pool1)).not.toThrow();
		}
	});
});

test('450 computers are folded away, and made only where they are opened', () => {
	const large: Deployment = loadDeployment(largeDeployment());
	const of: Header = {...header, topology: large as unknown as Json};
	const all = [...large.pools, ...large.edgePools, ...large.otherPools].flatMap(({computers}) => computers);
	expect(all.length).toBeGreaterThan(400);
	const view = told(
		all.flatMap((computer, index) => answered(`s/call${index}`, tcp(computer, 5061), {ok: true, output: index % 2 ? 'open' : 'silent'})),
		of,
	);
	const hit = large.pools[0]?.fqdn ?? '';
	const tree = topologyTree(large, view, hit);
	expect(visibleNodes(tree, new Set()).length).toBe(large.sites.length + 1);
	expect(tree.reduce((sum, {of: count = 0}) => sum + count, 0)).toBeGreaterThan(400);
	const [site] = tree;
	const opened = visibleNodes(tree, new Set([site?.id ?? '', `pool/${hit}`]));
	expect(opened.filter(({kind}) => kind === 'computer')).toHaveLength(12);
	expect(opened.find(({id}) => id === `pool/${hit}`)).toMatchObject({state: 'partly', answering: 6, of: 12, isOpen: true});
});
