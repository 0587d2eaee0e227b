/**
 * The clocks of a session, in seconds, from its view. The objective starts where the operator starts [L-RTO], so a decision has a clock
 * of its own; proving is not part of the objective either.
 */
import type {SessionView} from './session-view.js';

export type Clocks = {
	/** Session start to the end of the step that decides. */
	readonly decision: number | null;
	/** From its first change to the end of its last. */
	readonly failover: number | null;
	readonly failback: number | null;
	/** From the last change of the failover to the end of the step that proves it. */
	readonly verification: number | null;
};

const seconds = (from: number | undefined, to: number | undefined) =>
	from === undefined || to === undefined ? null : Math.round((to - from) / 1000);

/** Procedures that move the users of a pool away from it: what is published for a failover is held against them. */
export const isFailover = (procedure: string): boolean => ['poolFailover', 'siteFailover', 'plannedFailover'].includes(procedure);

export function clocksOf({runs}: SessionView): Clocks {
	const failover = runs.findLast(({procedure}) => isFailover(procedure));
	const failback = runs.findLast(({procedure}) => procedure === 'poolFailback');
	return {
		decision: seconds(0, failover?.decidedAt),
		failover: seconds(failover?.firstChangeAt, failover?.lastChangeAt),
		failback: seconds(failback?.firstChangeAt, failback?.lastChangeAt),
		verification: seconds(failover?.lastChangeAt, failover?.provedAt),
	};
}

/** Published times are held against a failover that is complete: its users are served. Until then they are only told. */
export function isFailoverComplete({runs}: SessionView): boolean {
	const failover = runs.findLast(({procedure}) => isFailover(procedure));
	return failover?.outcome === 'done' || (failover?.outcome === undefined && failover?.provedAt !== undefined);
}

/** Whether data of users is at stake at all: who moves a route loses none, and who empties a pool that lives waits for the last copy. */
export const mayLoseData = ({runs}: SessionView): boolean =>
	runs.some(({procedure}) => /^(?:pool|site|forcedSwap)/.test(procedure)) &&
	!runs.some(({procedure}) => ['plannedFailover', 'swap'].includes(procedure));

/** The largest bound that was shown before users were failed over; null while any is unknown, or none was shown. */
export function dataLossMinutes({steps}: SessionView): number | null {
	const loss = steps.findLast(({card}) => card.loss)?.card.loss;
	const minutes = loss?.map(bound => bound.minutes);
	return minutes && minutes.length > 0 && !minutes.includes(null) ? Math.max(...(minutes as number[])) : null;
}
