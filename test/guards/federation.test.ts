/** What keeps federation from being moved where it must not be, and from being believed to be where it is not. */
import {expect, test} from 'vitest';
import {isCmdletCall} from '../../src/machines/ask.js';
import type {JournalEntry} from '../../src/machines/journal/journal-entry.js';
import {loadScenario} from '../playing/play.js';
import {endOfStep, entriesOf, inTurn, sit} from './operator.js';

const scenario = loadScenario('edge-dark');
const lasting = {...scenario, faults: scenario.faults.filter(({fault}) => fault !== 'repaired')};
const edgeServers = ['edge11.contoso.com', 'edge12.contoso.com'];
const nothingChanged = (entries: readonly JournalEntry[]) => {
	expect(entriesOf(entries, 'outside')).toEqual([]);
	expect(entriesOf(entries, 'callEnded').filter(({changes}) => changes)).toEqual([]);
};
const whyRefused = (entries: readonly JournalEntry[]) =>
	entriesOf(entries, 'stepEnded').find(({end}) => end.kind === 'refused')?.end.why?.id;
const sealedAs = (entries: readonly JournalEntry[]) => entriesOf(entries, 'sealed')[0]?.outcome;

test.each([
	['one Edge server of two', edgeServers.slice(0, 1), 'preflight.edgeServerLost'],
	['none of the Edge servers', [], 'preflight.edgeAnswers'],
	['the Edge servers of every site', [...edgeServers, 'edge21.contoso.com', 'edge22.contoso.com'], 'preflight.noLivingEdge'],
])('with %s lost nothing is moved, and it says why', (_, lost, why) => {
	const {entries} = sit({
		scenario: lasting,
		given: ({world}) => {
			for (const [fqdn, computer] of Object.entries(world.computers))
				if (computer.role === 'edge') computer.isOn = lost.includes(fqdn) ? false : computer.isOn;
			for (const fqdn of edgeServers) {
				const computer = world.computers[fqdn];
				if (!computer || lost.includes(fqdn)) continue;
				computer.isOn = true;
				for (const name of Object.keys(computer.services)) computer.services[name] = 'Running';
			}
		},
	});
	expect(whyRefused(entries)).toBe(why);
	expect(sealedAs(entries)).toBe('refused');
	nothingChanged(entries);
});

test('while nobody is master of the store, nothing is moved: the store comes first', () => {
	const {entries} = sit({
		scenario: lasting,
		given: ({world}) => {
			world.cms.isBlank = true;
			world.cms.master = null;
			world.cms.fileTransferAgents.length = 0;
		},
	});
	expect(whyRefused(entries)).toBe('edge.storeBlank');
	nothingChanged(entries);
});

test('“done” is not believed before the new Edge listens for partners', () => {
	const {entries, view} = sit({
		scenario: lasting,
		overrides: {'enablingFederation byHand': inTurn({choice: 'noError'})},
		until: entry => entry.kind === 'stepMoved' && entry.to === 'failed',
	});
	expect(entriesOf(entries, 'outside')).toEqual([]);
	expect(view.steps.at(-1)?.id).toBe('federationFailover/enablingFederation');
});

test('nor on the way back, though the restored Edge still listens as it was configured before', () => {
	const {entries} = sit({
		scenario,
		overrides: {'enablingFederation byHand': inTurn(undefined, undefined, {choice: 'noError'})},
		until: entry => entry.kind === 'stepMoved' && entry.to === 'failed',
	});
	const last = entriesOf(entries, 'stepMoved').at(-1);
	expect(last).toMatchObject({step: 'edgeFailback/enablingFederation', to: 'failed'});
	expect(entriesOf(entries, 'runEnded').map(({run}) => run)).toEqual(['federationFailover']);
});

test('a plan that relies on priorities is shown to fail, with both texts, and leads back to the other one', () => {
	const {entries} = sit({scenario, overrides: {'choosingPlan asking': inTurn({choice: 'priorities'})}});
	const shown = entriesOf(entries, 'stepMoved').find(({step, to}) => step.endsWith('/showingPriorities') && to === 'blocked');
	expect(shown).toMatchObject({why: {id: 'inbound.prioritiesFail'}, remedy: {id: 'inbound.prioritiesFail.remedy'}});
	expect(shown?.evidence?.map(({source, message}) => `${source} ${message.id}`)).toEqual([
		'L-DNS evidence.wouldTake',
		'S000 evidence.seedPriorities',
		'S003 evidence.seedGeoDns',
	]);
	expect(shown?.evidence?.[0]?.message.args).toMatchObject({target: 'sip.contoso.com', added: 'sip2.contoso.com'});
	expect(endOfStep({entries}, 'showingPriorities')).toMatchObject({goesBack: true});
	expect(sealedAs(entries)).toBe('done');
});

test('a route is only ever given an Edge pool, and never a Front End pool or one server', () => {
	const {entries} = sit({scenario});
	const routes = entriesOf(entries, 'callBegan').flatMap(({what}) =>
		isCmdletCall(what) && what.name === 'Set-CsSite' ? [what.parameters] : [],
	);
	expect(routes.length).toBe(4);
	for (const parameters of routes) {
		expect(Object.keys(parameters).sort()).toEqual(['Confirm', 'FederationRoute', 'Identity', 'Verbose']);
		expect(parameters.FederationRoute).toMatch(/^EdgeServer:edge[12]\.contoso\.com$/);
	}
});

test('a route that a pool failover left open is found, moved, owed back, and given back after the users', () => {
	const {entries, view, truth} = sit({overrides: {'choosing asking': inTurn(undefined, {choice: 'federationFailover'})}});
	expect(entriesOf(entries, 'runEnded').map(({run, outcome}) => `${run} ${outcome}`)).toEqual([
		'poolFailover done',
		'federationFailover done',
		'poolFailback done',
		'edgeFailback done',
	]);
	const opened = entriesOf(entries, 'debtOpened').filter(({debt}) => debt.id === 'federationRoute/Redmond');
	expect(opened.map(({debt}) => debt.about.isDone)).toEqual([false, true]);
	expect(view.debts).toEqual([]);
	expect(truth.left).toEqual([]);
	expect(sealedAs(entries)).toBe('done');
});
