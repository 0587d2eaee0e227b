/** Whatever is failed over and failed back leaves the deployment that it began with, on deployments that nobody has drawn by hand. */
import {describe, expect, test} from 'vitest';
import type {Truth} from '../../src/adapters/mock/truth.js';
import type {Deployment} from '../../src/machines/deployment/deployment.js';
import {notOfferedTo, procedures} from '../../src/machines/procedures/catalog.js';
import {seededDeployment} from '../fixtures/seeded-deployment.js';
import {loadDeployment, loadScenario, newHeader, playOn} from './play.js';

/** Beside them, what only looks changes nothing anyway, and a way back is played with what it undoes. */
const withUndo = [
	...(['poolFailover', 'siteFailover', 'plannedFailover', 'swap', 'forcedSwap'] as const),
	...(['storeFailover', 'storeMove', 'federationFailover', 'xmppFailover', 'mediaFailover'] as const),
];
/** XMPP is there in two versions of three, and not everywhere; where only one Edge pool lives, nothing is moved. */
const leastDone = 15;
const seeds = Array.from({length: 100}, (_, index) => index + 1);

/** What no rule says is lost: where everything is and leads, without the time, the versions and what the rehearsal noted on the way. */
function kept({pools, cms, nextHops, federationRoutes, xmppRoutes, mediaEdges, federationOn, left}: Truth) {
	const users = Object.fromEntries(
		Object.entries(pools).map(([pool, {state, users: count, isSplit, someOn}]) => [pool, {state, count, isSplit, someOn}]),
	);
	return {users, active: cms.active, nextHops, federationRoutes, xmppRoutes, mediaEdges, federationOn, left};
}

/** A swap begins with the users of one pool on the other, and ends with everybody at home. */
const atHome = (truth: ReturnType<typeof kept>) => ({
	...truth,
	users: Object.fromEntries(Object.entries(truth.users).map(([pool, users]) => [pool, {...users, state: 'Normal'}])),
	left: [],
});

function undone(id: (typeof withUndo)[number], seed: number, deployment: Deployment) {
	const procedure = procedures.find(each => each.id === id);
	if (!procedure || notOfferedTo(procedure, deployment, deployment.cms.active)) return undefined;
	const header = newHeader({deployment, seed, scenario: loadScenario(procedure.scenario), begunFor: id});
	const before = playOn(header, [], written => written.some(({kind}) => kind === 'asked')).rehearsal.truth();
	const {entries, rehearsal} = playOn(header, []);
	const sealed = entries.findLast(entry => entry.kind === 'sealed');
	const end = sealed?.kind === 'sealed' ? sealed.outcome : 'not over';
	const began = kept(before);
	return {end, before: id.toLowerCase().endsWith('swap') ? atHome(began) : began, after: kept(rehearsal.truth())};
}

describe.each(withUndo)('%s and its way back', id => {
	test('give 100 deployments back as they were, or refuse before anything was changed', () => {
		const ends: Record<string, number> = {};
		for (const seed of seeds) {
			const played = undone(id, seed, loadDeployment(seededDeployment(seed)));
			const end = played?.end ?? 'not offered';
			ends[end] = (ends[end] ?? 0) + 1;
			if (played) expect({seed, end, ...played.after}).toEqual({seed, end, ...played.before});
		}
		expect(Object.keys(ends).filter(end => !['done', 'refused', 'not offered'].includes(end))).toEqual([]);
		expect(ends.done ?? 0, JSON.stringify(ends)).toBeGreaterThan(leastDone);
	}, 300_000);
});
