/** What keeps XMPP from being moved where it must not be, and the misprints of its pages from being sent. */
import {readFileSync} from 'node:fs';
import {expect, test} from 'vitest';
import {isCmdletCall, isDnsChange} from '../../src/machines/ask.js';
import type {JournalEntry} from '../../src/machines/journal/journal-entry.js';
import {loadDeployment, loadScenario} from '../playing/play.js';
import {entriesOf, inTurn, sit} from './operator.js';

const scenario = loadScenario('edge-dark');
const begunFor = 'xmppFailover';
const lasting = {...scenario, faults: scenario.faults.filter(({fault}) => fault !== 'repaired')};
const sitesSet = (entries: readonly JournalEntry[]) =>
	entriesOf(entries, 'callBegan').flatMap(({what}) => (isCmdletCall(what) && what.name === 'Set-CsSite' ? [what.parameters] : []));
const whyRefused = (entries: readonly JournalEntry[]) =>
	entriesOf(entries, 'stepEnded').find(({end}) => end.kind === 'refused')?.end.why?.id;

test('the printed -XmppExternalFederationRoute is never sent, and a route is never one Edge server', () => {
	const {entries} = sit({scenario, begunFor});
	const sent = sitesSet(entries);
	expect(sent.length).toBe(4);
	for (const parameters of sent) {
		expect(Object.keys(parameters).sort()).toEqual(['Confirm', 'Identity', 'Verbose', 'XmppFederationRoute']);
		expect(parameters.XmppFederationRoute).toMatch(/^EdgeServer:edge[12]\.contoso\.com$/);
	}
});

test('whoever looks for the printed form is told why it is another one, in the step itself', () => {
	const {entries} = sit({scenario, begunFor});
	const card = entriesOf(entries, 'stepBegan').find(({step}) => step === 'xmppFailover/movingRoutes');
	expect(card?.why.id).toBe('step.xmppRoutes.why');
});

test('on the way back the A record leads to the restored Edge pool, and not once more to the other, as printed', () => {
	const {entries} = sit({scenario, begunFor});
	const changes = entriesOf(entries, 'outside').flatMap(({what}) => (isDnsChange(what) ? [what] : []));
	const [out, back] = changes.map(({records}) => records.flatMap(record => (record.type === 'A' ? [record.address] : [])));
	expect(changes.map(({of}) => of)).toEqual(['xmpp.contoso.com', 'xmpp.contoso.com']);
	expect(out).not.toEqual(back);
	const restored = entriesOf(entries, 'stepEnded').find(({step}) => step === 'edgeFailback/restoringAnswers');
	expect(restored?.end.evidence.at(-1)?.message.args).toMatchObject({of: 'xmpp.contoso.com', records: back});
});

test('in 2019 XMPP is not offered, the session says why, and its run would be refused', () => {
	const deployment = loadDeployment(readFileSync(new URL('../fixtures/deployments/sfb-2019.json', import.meta.url), 'utf8'));
	const {entries} = sit({scenario, begunFor, deployment, until: ({kind}) => kind === 'asked'});
	expect(entriesOf(entries, 'asked')[0]?.choices.map(({id}) => id)).not.toContain(begunFor);
	expect(entriesOf(entries, 'stepBegan')[0]?.items?.map(({id}) => id)).toContain('whatNow.noXmpp');
});

test('where no site routes XMPP through the lost Edge pool, nothing is moved, and it says why', () => {
	const deployment = loadDeployment();
	const sites = deployment.sites.map(({xmppFederationRoute: _, ...site}) => site);
	const {entries} = sit({scenario: lasting, begunFor, deployment: {...deployment, sites}, until: ({kind}) => kind === 'runEnded'});
	expect(whyRefused(entries)).toBe('preflight.noXmppRoute');
	expect(entriesOf(entries, 'outside')).toEqual([]);
});

test('services that were stopped are owed until they are started, also where the run ends between', () => {
	const {entries, view} = sit({
		scenario: lasting,
		begunFor,
		overrides: {'movingRoutes ready': inTurn({choice: 'abort'})},
		until: entry => entry.kind === 'runEnded',
	});
	expect(entriesOf(entries, 'runEnded')[0]).toMatchObject({outcome: 'ended'});
	expect(view.debts.map(({id}) => id)).toEqual(['names/xmpp.contoso.com', 'edgeStopped/edge2.contoso.com']);
});

test('and the way back starts them, with the names as they were', () => {
	const {entries, truth} = sit({
		scenario,
		begunFor,
		overrides: {
			'movingRoutes ready': inTurn({choice: 'abort'}),
			'choosing asking': inTurn(undefined, {choice: 'waitForEdge'}, {choice: 'edgeFailback'}),
		},
	});
	expect(entriesOf(entries, 'debtClosed').map(({debt}) => debt)).toEqual(['edgeStopped/edge2.contoso.com', 'names/xmpp.contoso.com']);
	expect(truth.left).toEqual([]);
});

test('a port that a firewall keeps silent is not passed over, and is open when the firewall lets it through', () => {
	const {entries} = sit({
		scenario,
		begunFor,
		given: ({world}) => void world.firewall.push({from: 'outside', to: 'edge2.contoso.com', ports: [5269]}),
	});
	const ended = entriesOf(entries, 'stepEnded').find(({step}) => step === 'xmppFailover/openingPorts');
	expect(ended?.end.kind).toBe('byHand');
	expect(entriesOf(entries, 'sealed')[0]?.outcome).toBe('done');
});

test('where no name server knows of XMPP, both records are made, and are gone again afterwards', () => {
	const deployment = loadDeployment();
	const unnamed = {...deployment, edgePools: deployment.edgePools.map(edge => ({...edge, xmpp: false}))};
	const {entries, truth} = sit({scenario, begunFor, deployment: unnamed});
	const changes = entriesOf(entries, 'outside').flatMap(({what}) => (isDnsChange(what) ? [`${what.type} ${what.records.length}`] : []));
	expect(changes).toEqual(['SRV 1', 'A 1', 'SRV 0', 'A 0']);
	expect(truth.left).toEqual([]);
	expect(whyRefused(entries)).toBeUndefined();
});
