/** The swap (procedure d): direction and plan of both roads. */
import {say} from '../../message.js';
import {type Facts, livingPartnerOf, partnerOf, type RunInput} from '../facts.js';
import {emptyLedger} from '../procedure.js';
import {after, numberedThrough, plannedStep, type Run} from './planned.js';
import {poolRuns} from './pool-plans.js';
import {failBackInDisaster} from './steps/swap.js';
import {proveIt} from './steps/users.js';

const namesOf = (input: RunInput) => ({pool: input.pool, partner: partnerOf(input)?.fqdn ?? '-'});
const partnerOfRun = (facts: Facts) => livingPartnerOf(facts).fqdn;

/** The failback of the partner's users, then the planned failover of the pool's: two plans, one after the other. */
const swap: Run['plan'] = (input, run) => {
	const partner = partnerOf(input);
	if (!partner) return [];
	return numberedThrough([
		poolRuns.poolFailback.plan({...input, pool: partner.fqdn}, `${run}/poolFailback`),
		poolRuns.plannedFailover.plan(input, `${run}/plannedFailover`),
	]);
};

/** That of a failover, with the partner's failback before the first next hop; what comes after it counts on from there. */
const forcedSwap: Run['plan'] = (input, run) => {
	if (!partnerOf(input)) return [];
	const facts: Facts = {...input, ...emptyLedger(input.debts)};
	const steps = poolRuns.poolFailover.plan(input, run);
	const hops = steps.findIndex(({step}) => step.endsWith('/changingNextHops'));
	const later: Readonly<Record<string, string>> = {changingNextHops: '9', failingOverUsers: '10', provingIt: '11'};
	const home = {...facts, pool: partnerOfRun(facts)};
	return [
		...steps.slice(0, hops),
		plannedStep(`${run}/failingPartnerBack`, failBackInDisaster(facts), after('3', '6')()),
		plannedStep(`${run}/provingPartner`, proveIt(home, home.pool, '8'), say('needs.proof')),
		...steps.slice(hops).map(step => ({...step, number: later[step.step.slice(run.length + 1)] ?? '12'})),
	];
};

export const swapRuns = {
	swap: {direction: (input: RunInput) => say('direction.swap', namesOf(input)), plan: swap},
	forcedSwap: {direction: (input: RunInput) => say('direction.forcedSwap', namesOf(input)), plan: forcedSwap},
} as const satisfies Record<string, Run>;
