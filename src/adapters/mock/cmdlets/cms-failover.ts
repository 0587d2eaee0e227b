/**
 * Invoke-CsManagementServerFailover: normal, disaster and -Restore (procedures e), run on a server of the receiving pool.
 *
 * Refusals: behaviour.md §2, verbatim where [SUP-CMS] prints them. It takes 1–4 min (model; target 5), the normal mode waits for
 * replication first. It returns no object: the masters appear some seconds later, the replicas catch up after that.
 */
import type {CmdletFailure} from '../../../machines/cmdlet.js';
import {scpAt, storeAnswers, storePoolAt} from '../cms-store.js';
import {beingMoved, model, noStore, notInBackupMode, previousAttempt, published, scpMismatch} from '../failures.js';
import {type BoundCall, type Changer, isSet, refusal, warning} from '../plan.js';
import {backEndIsUp} from '../reach.js';
import type {Plan} from '../running-call.js';
import {frontEndPool, minutes, type Simulation, seconds} from '../simulation.js';
import {planMove} from './cms-move.js';
import {whyNotThisStore} from './cms-target.js';
import {hangMs} from './dead-store.js';

const name = 'Invoke-CsManagementServerFailover';

export const failOverCms: Changer = (sim, bound) => {
	const {id, call, args} = bound;
	const computer = sim.world.computers[call.runsOn];
	const target = computer?.role === 'frontEnd' ? computer.pool : undefined;
	const quick = sim.between(2 * seconds, 8 * seconds, 'refusal', id);
	const {cms} = sim.world;
	const copy = target === undefined ? undefined : cms.copies[target];
	if (target === undefined || !copy) {
		return refusal(quick, notReceiving(call.runsOn));
	}
	if (isSet(args, 'Restore')) {
		return planRestore(sim, bound, target);
	}
	if (target === cms.active) {
		return refusal(quick, notReceiving(call.runsOn));
	}
	if (cms.isMoving || Object.keys(cms.scp).some(site => storePoolAt(sim, site) !== cms.active)) {
		return refusal(quick, published(`PreviousFailover,${name}`, previousAttempt(target)));
	}
	const isForced = args.BackupSqlServerFqdn !== undefined;
	if (!isForced && !storeAnswers(sim, call.runsOn)) {
		return refusal(hangMs(sim, id), noStore(name, scpAt(sim, computer?.site ?? sim.jumpSite).server));
	}
	if (copy.state === 'Active') {
		// The old store still believes itself active [SUP-CMS scenario 1].
		return {...refusal(quick, published(`XDSForceReplication,${name}`, beingMoved)), warnings: [warning(scpMismatch)]};
	}
	if (copy.state !== 'Backup') {
		return refusal(quick, published(`NotInBackupMode,${name}`, notInBackupMode(target)));
	}
	const wrong = isForced ? whyNotThisStore(frontEndPool(sim, target), sim, bound) : undefined;
	if (wrong) {
		return refusal(quick, wrong);
	}
	if (!backEndIsUp(sim, target)) {
		return refusal(hangMs(sim, id), noStore(name, frontEndPool(sim, target).sql.primary));
	}
	if (!isForced && cms.master === null) {
		// It waits for replication, and nobody replicates.
		return refusal(
			sim.between(3 * minutes, 5 * minutes, 'noMaster', id),
			model(
				`ReplicationNotComplete,${name}`,
				'The replication of the Central Management store did not complete: there is no active master.',
			),
		);
	}
	return planMove(sim, bound, target, isForced);
};

const notReceiving = (runsOn: string): CmdletFailure =>
	model(
		`NotInReceivingPool,${name}`,
		`Run this cmdlet on a server of the pool that shall receive the Central Management Server; "${runsOn}" is not one.`,
	);

/** Puts the store of the current management connection back in service: 1–2 min (inferred). */
const planRestore = (sim: Simulation, {id, call}: BoundCall, target: string): Plan => {
	const {cms} = sim.world;
	const copy = cms.copies[target];
	const site = sim.world.computers[call.runsOn]?.site ?? sim.jumpSite;
	if (!copy || storePoolAt(sim, site) !== target) {
		return refusal(3 * seconds, notReceiving(call.runsOn));
	}
	if (!backEndIsUp(sim, target)) {
		return refusal(hangMs(sim, id), noStore(name, frontEndPool(sim, target).sql.primary));
	}
	return {
		...planMove(sim, {id, call, args: {}}, target, true),
		takesMs: sim.between(1 * minutes, 2 * minutes, 'restore', id),
	};
};
