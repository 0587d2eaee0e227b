/** The same for what is moved to another Edge pool and given back: see `crash-failover.test.ts`. */
import {expect, test} from 'vitest';
import {deathsIn, drillOf, problemsAfter, runIn} from './sweep.js';

test.each<[run: string, begunFor: string, scenario?: string]>([
	['federationFailover', 'federationFailover'],
	['edgeFailback', 'federationFailover'],
	['xmppFailover', 'xmppFailover'],
	['edgeFailback', 'xmppFailover'],
	['mediaFailover', 'mediaFailover'],
	['edgeFailback', 'mediaFailover'],
	['remoteAccess', 'remoteAccess', 'edge-walled'],
	['inboundFederation', 'inboundFederation', 'partners-astray'],
	['edgeFailback', 'inboundFederation', 'partners-astray'],
])('an engine may die at any entry of a %s in a session for %s', {timeout: 600_000}, (name, begunFor, scenario = 'edge-dark') => {
	const drill = drillOf({scenario, begunFor});
	const run = runIn(drill, name);
	const deaths = deathsIn(drill, run);
	expect(deaths.length).toBeGreaterThan(40);
	expect(problemsAfter(drill, run, deaths)).toEqual([]);
});
