/** Test-CsFederatedPartner: whether a partner can be reached through an Edge pool (cmdlets.md §9). */
import type {Json} from '../../../machines/json.js';
import {carriesFederation} from '../edge-tools.js';
import {fqdnOf, type Reader} from '../plan.js';
import {hasService, reaches} from '../reach.js';
import {seconds} from '../simulation.js';

/** Partners always answer (model). What fails is on this side, and all of it is the documented sample of a failure [L-TESTFED]. */
export const testFederatedPartner: Reader = (sim, {id, call, args}) => {
	const target = fqdnOf(args, 'TargetFqdn');
	const servers = sim.edgePools.get(target)?.computers ?? [];
	const answers = () => servers.filter(fqdn => reaches(sim, call.runsOn, fqdn) && hasService(sim.world.computers[fqdn], 'RTCSRV'));
	const takesMs = answers().length > 0 ? sim.between(1 * seconds, 8 * seconds, 'synthetic', id) : 21 * seconds;
	return {
		takesMs,
		answer: () => {
			const isGood = answers().some(fqdn => carriesFederation(sim, fqdn));
			const output: Json = {
				TargetFqdn: target,
				Result: isGood ? 'Success' : 'Failure',
				Latency: `00:00:${(takesMs / 1000).toFixed(7).padStart(10, '0')}`,
				Error: isGood ? '' : '504, Server time-out',
				Diagnosis: isGood ? '' : 'ErrorCode=2,Source=,Reason=See response code and reason phrase.',
			};
			return {output};
		},
	};
};
