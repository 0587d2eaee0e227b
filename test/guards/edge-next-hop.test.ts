/** Guard 4: no Edge pool may name the pool when its users are moved; a dead Edge is not waited for, a closed port is named. */
import {describe, expect, test} from 'vitest';
import type {SimulatedDeployment} from '../../src/adapters/mock/rehearsal.js';
import {loadScenario} from '../playing/play.js';
import {
	always,
	changesIn,
	ended,
	endOfStep,
	entriesOf,
	inTurn,
	lifeOf,
	problemsIn,
	runEnded,
	scenarioWith,
	shownAt,
	sit,
} from './operator.js';

const dark = {fault: 'off', role: 'hitSite', atMs: 0} as const;
const pool = 'pool1.contoso.com';
const partner = 'pool2.contoso.com';
const minutes = 60_000;

/** A colleague publishes a topology, this very moment. */
const colleagueSets =
	(edge: string, hop: string) =>
	({world}: SimulatedDeployment): void => {
		world.topology.version++;
		world.topology.changes.push({version: world.topology.version, key: `nextHop/${edge}`, value: hop});
	};
const confirms = {choice: 'confirm', fields: {homePool: pool, lossMinutes: '99'}};
const edgeIsSetBack = (afterMs: number) => ({
	'failingOverUsers confirming': inTurn({...confirms, afterMs, meanwhile: colleagueSets('edge1.contoso.com', pool)}),
});

test('every Edge pool that names the pool is given its partner, with the fix beside it', () => {
	const sitting = sit({scenario: loadScenario('site-dark'), until: ended('failingOverUsers')});
	const hops = changesIn(sitting).filter(({name}) => name === 'Set-CsEdgeServer');
	expect(hops.map(({parameters}) => [parameters.Identity, parameters.Registrar]).sort()).toEqual([
		['EdgeServer:edge1.contoso.com', `Registrar:${partner}`],
		['EdgeServer:edge2.contoso.com', `Registrar:${partner}`],
	]);
	const [shown] = shownAt(sitting, 'changingNextHops', 'ready');
	expect(shown?.calls?.map(({name}) => name)).toEqual(['Set-CsEdgeServer', 'Set-CsEdgeServer']);
	expect(new Set(Object.values(sitting.truth.nextHops))).toEqual(new Set([partner]));
});

describe('an Edge pool that a colleague sets back while step 8 waits for its words', () => {
	test('is seen when the facts have become old: nothing is started, and the fix is named', () => {
		const sitting = sit({
			scenario: scenarioWith([dark]),
			overrides: {...edgeIsSetBack(1 * minutes), 'failingOverUsers blocked': always('abort')},
			until: runEnded,
		});
		const [blocked] = shownAt(sitting, 'failingOverUsers', 'blocked');
		expect(blocked).toMatchObject({why: {id: 'users.edgeNames'}, remedy: {id: 'users.edgeNames.remedy', args: {partner}}});
		expect(problemsIn(sitting)).toContain('step.changedMeanwhile');
		expect(changesIn(sitting).map(({name}) => name)).not.toContain('Invoke-CsPoolFailOver');
	});

	test('is named by the cmdlet itself when it happened too late to be seen', () => {
		const sitting = sit({
			scenario: scenarioWith([dark]),
			overrides: {...edgeIsSetBack(1_000), 'failingOverUsers failed': always('abort')},
			until: runEnded,
		});
		const [failed] = shownAt(sitting, 'failingOverUsers', 'failed');
		expect(failed?.why).toMatchObject({id: 'step.call.refused'});
		expect(String(failed?.why?.args?.message)).toContain(`"${pool}" is specified in topology as the next hop for the Edge server`);
		expect(sitting.truth.pools[pool]?.state).toBe('Normal');
	});

	test('can be set right in another window, and the step tried again', () => {
		const again = inTurn({choice: 'retry', meanwhile: colleagueSets('edge1.contoso.com', partner)});
		const sitting = sit({
			scenario: scenarioWith([dark]),
			overrides: {...edgeIsSetBack(1_000), 'failingOverUsers failed': again},
			until: ended('failingOverUsers'),
		});
		expect(endOfStep(sitting, 'failingOverUsers')).toMatchObject({kind: 'done', hasChanged: true});
		expect(changesIn(sitting).filter(({name}) => name === 'Invoke-CsPoolFailOver')).toHaveLength(2);
	});
});

test('a dead Edge pool is not waited for: its next hop is changed, and its silent ports block nothing', () => {
	const sitting = sit({scenario: scenarioWith([dark]), until: ended('changingNextHops')});
	const end = endOfStep(sitting, 'changingNextHops');
	expect(end?.kind).toBe('done');
	const ports = end?.evidence.filter(({message}) => message.id === 'evidence.port').map(({message, sign}) => [message.args?.state, sign]);
	expect(ports).toEqual([
		['silent', 'unknown'],
		['silent', 'unknown'],
	]);
});

describe('a closed port between a living Edge pool and the partner', () => {
	const scenario = loadScenario('edge-next-hop');
	const closed = ({world}: SimulatedDeployment) => {
		for (const fqdn of ['edge11.contoso.com', 'edge12.contoso.com']) {
			const services = world.computers[fqdn]?.services;
			if (services) services.RTCSRV = 'Stopped';
		}
	};

	test('is named and blocks, before anything is written', () => {
		const sitting = sit({scenario, given: closed, overrides: {'changingNextHops blocked': always('abort')}, until: runEnded});
		const [blocked] = shownAt(sitting, 'changingNextHops', 'blocked');
		expect(blocked?.why).toMatchObject({id: 'edge.portClosed', args: {from: 'fe21.contoso.com', to: 'edge11.contoso.com', port: 5061}});
		expect(blocked?.remedy).toMatchObject({id: 'edge.portClosed.remedy'});
		expect(changesIn(sitting).map(({name}) => name)).not.toContain('Set-CsEdgeServer');
	});

	test('opened, the step goes on', () => {
		const opened = inTurn({
			choice: 'retry',
			meanwhile: ({world}) => {
				for (const {role, services} of Object.values(world.computers)) if (role === 'edge') services.RTCSRV = 'Running';
			},
		});
		const sitting = sit({scenario, given: closed, overrides: {'changingNextHops blocked': opened}, until: ended('changingNextHops')});
		expect(endOfStep(sitting, 'changingNextHops')?.kind).toBe('done');
	});

	test('gone past with a reason, the users stay where they are: step 8 sees that the Edge pool names the pool', () => {
		const skips = inTurn({choice: 'skip', fields: {reason: 'the firewall team sleeps'}});
		const sitting = sit({
			scenario,
			given: closed,
			overrides: {'changingNextHops blocked': skips, 'failingOverUsers blocked': always('abort')},
			until: runEnded,
		});
		expect(endOfStep(sitting, 'changingNextHops')?.kind).toBe('skipped');
		expect(lifeOf(sitting, 'failingOverUsers')).toEqual(['inspecting', 'blocked']);
		expect(endOfStep(sitting, 'failingOverUsers')).toMatchObject({why: {id: 'users.edgeNames'}});
		expect(changesIn(sitting).map(({name}) => name)).not.toContain('Invoke-CsPoolFailOver');
	});
});

test('whoever is blocked by an Edge pool goes back to where that is mended, and on from there', () => {
	const sitting = sit({scenario: scenarioWith([dark]), overrides: edgeIsSetBack(1 * minutes), until: runEnded});
	const ends = entriesOf(sitting.entries, 'stepEnded').map(({step, end}) => [step, end.goesBack ?? end.kind]);
	expect(ends).toContainEqual(['poolFailover/failingOverUsers', true]);
	expect(ends).toContainEqual(['poolFailover/changingNextHops#2', 'done']);
	expect(ends).toContainEqual(['poolFailover/failingOverUsers#2', 'done']);
});

test('what is read again and found different goes back to the operator, who is told that others did it', () => {
	const slow = {choice: 'confirm', fields: {label: 'edge1'}, afterMs: 1 * minutes, meanwhile: colleagueSets('edge2.contoso.com', partner)};
	const sitting = sit({
		scenario: loadScenario('site-dark'),
		overrides: {'changingNextHops confirming': inTurn(slow)},
		until: ended('changingNextHops'),
	});
	expect(lifeOf(sitting, 'changingNextHops').slice(0, 5)).toEqual(['inspecting', 'ready', 'confirming', 'rereading', 'ready']);
	const [, again] = shownAt(sitting, 'changingNextHops', 'ready');
	expect(problemsIn(sitting)).toContain('step.changedMeanwhile');
	expect(again?.calls?.map(({parameters}) => parameters.Identity)).toEqual(['EdgeServer:edge1.contoso.com']);
	expect(entriesOf(sitting.entries, 'stepMoved').filter(({to}) => to === 'running')).toHaveLength(2);
});
