/** Federation on another Edge pool and back, played by the scripted operator in memory, on deployments that differ in what matters. */
import {readFileSync} from 'node:fs';
import {expect, test} from 'vitest';
import type {Truth} from '../../src/adapters/mock/truth.js';
import {isCmdletCall} from '../../src/machines/ask.js';
import type {JournalEntry} from '../../src/machines/journal/journal-entry.js';
import {entriesOf} from '../guards/operator.js';
import {lastingIn} from '../resume/crash.js';
import {loadDeployment, loadScenario, newHeader, playOn} from './play.js';

const fixture = (name: string) => loadDeployment(readFileSync(new URL(`../fixtures/deployments/${name}.json`, import.meta.url), 'utf8'));
const scenario = loadScenario('edge-dark');
const sealed = (entries: readonly JournalEntry[]) => entriesOf(entries, 'sealed')[0];
const routesSent = (entries: readonly JournalEntry[]) =>
	entriesOf(entries, 'callBegan').flatMap(({what}) =>
		isCmdletCall(what) && what.name === 'Set-CsSite' ? [`${what.parameters.Identity} ${what.parameters.FederationRoute}`] : [],
	);
const xmppRoutesSent = (entries: readonly JournalEntry[]) =>
	entriesOf(entries, 'callBegan').flatMap(({what}) =>
		isCmdletCall(what) && what.name === 'Set-CsSite' ? [`${what.parameters.Identity} ${what.parameters.XmppFederationRoute}`] : [],
	);
const withoutDebrief = (truth: Truth) => lastingIn(truth);

test('federation goes to the Edge pool that lives, and comes back when its own is repaired', () => {
	const {entries, rehearsal, header} = playOn(newHeader({scenario}), []);
	expect(header.edge).toBe('edge1.contoso.com');
	expect(entriesOf(entries, 'runEnded').map(({run, outcome}) => `${run} ${outcome}`)).toEqual([
		'federationFailover done',
		'edgeFailback done',
	]);
	expect(routesSent(entries)).toEqual([
		...['Redmond', 'Dublin'].map(site => `${site} EdgeServer:edge2.contoso.com`),
		...['Redmond', 'Dublin'].map(site => `${site} EdgeServer:edge1.contoso.com`),
	]);
	expect(entriesOf(entries, 'debtOpened').map(({debt}) => debt.id)).toEqual([
		'federation/edge1.contoso.com',
		'federationRoute/Redmond',
		'federationRoute/Dublin',
		'names/_sipfederationtls._tcp.contoso.com',
	]);
	expect(rehearsal.view().debts).toEqual([]);
	expect(sealed(entries)).toMatchObject({outcome: 'done'});
});

test('XMPP goes to the Edge pool that lives, and comes back when its own is repaired', () => {
	const {entries, rehearsal} = playOn(newHeader({scenario, begunFor: 'xmppFailover'}), []);
	expect(entriesOf(entries, 'runEnded').map(({run, outcome}) => `${run} ${outcome}`)).toEqual(['xmppFailover done', 'edgeFailback done']);
	expect(xmppRoutesSent(entries)).toEqual([
		...['Redmond', 'Dublin'].map(site => `${site} EdgeServer:edge2.contoso.com`),
		...['Redmond', 'Dublin'].map(site => `${site} EdgeServer:edge1.contoso.com`),
	]);
	expect(entriesOf(entries, 'debtOpened').map(({debt}) => debt.id)).toEqual([
		'names/xmpp.contoso.com',
		'edgeStopped/edge2.contoso.com',
		'xmppRoute/Redmond',
		'xmppRoute/Dublin',
	]);
	expect(rehearsal.view().debts).toEqual([]);
	expect(sealed(entries)).toMatchObject({outcome: 'done'});
});

const procedures = ['federationFailover', 'xmppFailover', 'mediaFailover'];
const seeded = procedures.flatMap(id => Array.from({length: 20}, (_, index) => [id, index + 1] as const));
test.each(seeded)('%s with seed %i leaves, given back, the deployment that it began with', (begunFor, seed) => {
	const header = newHeader({scenario, seed, begunFor});
	const before = playOn(header, [], written => written.some(({kind}) => kind === 'asked')).rehearsal.truth();
	const {entries, rehearsal} = playOn(header, []);
	expect(sealed(entries)).toMatchObject({outcome: 'done'});
	expect(withoutDebrief(rehearsal.truth())).toEqual(withoutDebrief(before));
});

const deployments = ['contoso-core', 'se-pair', 'third-pair', 'sfb-2019', 'one-edge', 'same-site'];
test.each(procedures.flatMap(id => deployments.map(deployment => [id, deployment] as const)))(
	'%s on %s is done and given back, or refused with the reason, and then nothing was changed',
	(begunFor, deployment) => {
		const {entries, rehearsal} = playOn(newHeader({deployment: fixture(deployment), scenario, begunFor}), []);
		const outcome = sealed(entries)?.outcome;
		expect(rehearsal.truth().left).toEqual([]);
		expect(rehearsal.view().debts).toEqual([]);
		if (outcome === 'done') return;
		expect(outcome).toBe('refused');
		expect(entriesOf(entries, 'outside')).toEqual([]);
		expect(routesSent(entries)).toEqual([]);
		expect(entriesOf(entries, 'stepEnded').find(({end}) => end.kind === 'refused')?.end.why?.id).toMatch(/^preflight\./);
	},
);

const numbersIn = (entries: readonly JournalEntry[], run: string) =>
	entriesOf(entries, 'stepBegan').flatMap(({step, number}) => (step.startsWith(`${run}/`) && number ? [Number(number)] : []));
const upTo = (last: number) => Array.from({length: last}, (_, index) => index + 1);

test.each(['federationFailover', 'xmppFailover', 'mediaFailover'])('what goes back after %s is numbered without a gap', begunFor => {
	const {entries} = playOn(newHeader({scenario, begunFor}), []);
	const plan = entriesOf(entries, 'runBegan').find(({procedure}) => procedure === 'edgeFailback')?.plan ?? [];
	expect(plan.map(({number}) => Number(number))).toEqual(upTo(plan.length));
	expect(numbersIn(entries, 'edgeFailback')).toEqual(upTo(plan.length));
});

test('leading partners to the Edge pool that federation is on begins with its first step, where it is a run of its own', () => {
	const {entries} = playOn(newHeader({scenario: loadScenario('partners-astray')}), []);
	expect(numbersIn(entries, 'inboundFederation')).toEqual(upTo(5));
});
