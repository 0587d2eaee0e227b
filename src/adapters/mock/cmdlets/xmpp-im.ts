/** Test-CsXmppIM: whether somebody at an XMPP partner can be written to from a Front End pool (cmdlets.md §9). */
import type {Json} from '../../../machines/json.js';
import {carriesXmpp} from '../edge-tools.js';
import {fqdnOf, type Reader} from '../plan.js';
import {hasService, livingFrontEnds, reaches} from '../reach.js';
import {topologyValue} from '../replication.js';
import {seconds} from '../simulation.js';

/** Partners always answer (model), and the text of a failure is that of the other synthetic tests: no source has one of this cmdlet. */
export const testXmppIm: Reader = (sim, {id, args}) => {
	const target = fqdnOf(args, 'TargetFqdn');
	const pool = sim.pools.get(target);
	const answers = () => {
		const edge = topologyValue(sim, `xmppRoute/${pool?.site}`);
		const [gateway] = pool ? livingFrontEnds(sim, pool.fqdn) : [];
		return (sim.edgePools.get(edge ?? '')?.computers ?? []).some(
			fqdn =>
				gateway !== undefined &&
				reaches(sim, gateway, fqdn) &&
				hasService(sim.world.computers[fqdn], 'RTCXMPPTGWPROXY') &&
				carriesXmpp(sim, fqdn),
		);
	};
	const takesMs = answers() ? sim.between(1 * seconds, 8 * seconds, 'synthetic', id) : 21 * seconds;
	return {
		takesMs,
		answer: () => {
			const isGood = answers();
			const output: Json = {
				TargetFqdn: target,
				Result: isGood ? 'Success' : 'Failure',
				Latency: `00:00:${(takesMs / 1000).toFixed(7).padStart(10, '0')}`,
				Error: isGood ? '' : '504, Server time-out',
				Diagnosis: '',
			};
			return {output};
		},
	};
};
