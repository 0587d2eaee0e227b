/** Get-CsUserPoolInfo, Test-CsRegistration, Test-CsPresence: what can be asked about users (behaviour.md §9). */
import type {StreamRecord} from '../../../machines/cmdlet.js';
import type {Json} from '../../../machines/json.js';
import {type Session, testSessionOf} from '../experience.js';
import {model} from '../failures.js';
import {type BoundCall, fqdnOf, type Reader, type Reading, textOf, warning} from '../plan.js';
import {isServing, reaches, runningFrontEnds} from '../reach.js';
import {frontEndPool, type Simulation, seconds} from '../simulation.js';
import {fromStore} from './dead-store.js';

/** `sip:ann@contoso.com` and `ann@contoso.com` are the same user. */
const poolOfUser = (sim: Simulation, address: string): string | undefined =>
	sim.poolOfTestUser.get(address.toLowerCase().replace(/^sip:/, ''));

/** Shown for every user whose pool has a backup pool, failed over or not: it proves nothing [PS-FO][L-UX]. */
export const getUserPoolInfo: Reader = (sim, bound) =>
	fromStore(sim, bound, () => {
		const identity = textOf(bound.args, 'Identity') ?? '';
		const fqdn = poolOfUser(sim, identity);
		if (fqdn === undefined) {
			return {failure: model(`UserNotFound,${bound.call.name}`, `The user "${identity}" is not found, or has no Registrar pool.`)};
		}
		const pool = frontEndPool(sim, fqdn);
		const [first, ...others] = preferred(sim, pool.computers, identity);
		const [backup, ...backups] =
			pool.backupPool === undefined ? [] : preferred(sim, frontEndPool(sim, pool.backupPool).computers, identity);
		return {
			output: {
				PrimaryPoolFqdn: fqdn,
				BackupPoolFqdn: pool.backupPool ?? null,
				UserServicesPoolFqdn: fqdn,
				PrimaryPoolMachinesInPreferredOrder: [first, ...others].flatMap(machine => machine ?? []),
				BackupPoolMachinesInPreferredOrder: [backup, ...backups].flatMap(machine => machine ?? []),
				PrimaryPoolPrimaryRegistrar: first ?? null,
				PrimaryPoolBackupRegistrars: others,
				BackupPoolPrimaryRegistrar: backup ?? null,
				BackupPoolBackupRegistrars: backups,
			},
		};
	});

/** Three replicas of a routing group, in an order of its own. */
const preferred = (sim: Simulation, computers: readonly string[], user: string): readonly string[] => {
	const from = Math.floor(sim.chance('preferred', user) * computers.length);
	return [...computers.slice(from), ...computers.slice(0, from)].slice(0, 3);
};

/** Succeeds in resiliency mode already. */
export const testRegistration: Reader = (sim, bound) =>
	synthetic(sim, bound, ['UserSipAddress'], (session, target) => session.on === target);

/** Presence is not available in resiliency mode (inferred): this succeeds only with full service. */
export const testPresence: Reader = (sim, bound) =>
	synthetic(
		sim,
		bound,
		['PublisherSipAddress', 'SubscriberSipAddress'],
		(session, target) => session.on === target && session.experience === 'Full',
	);

/** Without addresses the health-monitoring users of the target are taken: its own. */
const synthetic = (
	sim: Simulation,
	{id, call, args}: BoundCall,
	addresses: readonly string[],
	succeeds: (session: Session, target: string) => boolean,
): Reading => {
	const target = fqdnOf(args, 'TargetFqdn');
	const isKnown = sim.pools.has(target);
	const mayAnswer = isKnown && runningFrontEnds(sim, target).some(fqdn => reaches(sim, call.runsOn, fqdn));
	const takesMs = mayAnswer ? sim.between(1 * seconds, 8 * seconds, 'synthetic', id) : 21 * seconds;
	const streams: readonly StreamRecord[] = isKnown
		? []
		: [
				warning(
					'Failed to read Registrar port number for the given fully qualified domain name (FQDN). No matching cluster found in topology.',
				),
			];
	return {
		takesMs,
		streams,
		answer: () => {
			if (!isKnown || !isServing(sim, target) || !mayAnswer) {
				return {output: result(target, takesMs, tcpTimeOut(target), '')};
			}
			const pools = addresses.map(name => {
				const address = textOf(args, name);
				return address === undefined ? target : poolOfUser(sim, address);
			});
			if (pools.includes(undefined)) {
				return {output: result(target, takesMs, '404, Not Found', 'ErrorCode=4005,Source=,Reason=Destination URI not found.')};
			}
			const isGood = pools.every(pool => pool !== undefined && succeeds(testSessionOf(sim, pool), target));
			return {
				output: isGood
					? result(target, takesMs, '', '')
					: result(target, takesMs, '504, Server time-out', 'ErrorCode=2,Source=,Reason=See response code and reason phrase.'),
			};
		},
	};
};

/** Documented sample of a failure (cmdlets.md §9), with our target in it. */
const tcpTimeOut = (target: string): string =>
	`10060, A connection attempt failed because the connected party did not properly respond after a period of time, or established connection failed because connected host has failed to respond ${target}:5061`;

const result = (target: string, latencyMs: number, error: string, diagnosis: string): Json => ({
	TargetFqdn: target,
	Result: error === '' ? 'Success' : 'Failure',
	Latency: `00:00:${(latencyMs / 1000).toFixed(7).padStart(10, '0')}`,
	Error: error,
	Diagnosis: diagnosis,
});
