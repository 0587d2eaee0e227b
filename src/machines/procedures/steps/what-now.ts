/** Between runs: what now? And the wait for a repair, which is the third road and the way to a failback. */
import {all} from '../../ask.js';
import {debtId} from '../../debt.js';
import {say} from '../../message.js';
import {tcp} from '../../probe.js';
import type {SessionContext} from '../../session-context.js';
import type {Step} from '../../step.js';
import {homeOf} from '../facts.js';
import {answeringOn} from '../seeing.js';
import {computersSign, filePort, sqlPort, sqlSign} from './signs.js';

/** One way is recommended, by what the session knows: fail over, wait, fail back, close. */
export function chooseWhatNow(session: SessionContext): Step {
	const {pool, debts, isRepaired, outcomes} = session;
	const isFailedOver = debts.some(({id}) => id === debtId('failedOver', pool));
	const isOver = outcomes.length > 0 && !isFailedOver;
	const recommended = isOver ? 'close' : !isFailedOver ? 'poolFailover' : isRepaired ? 'poolFailback' : 'waitForRepair';
	const way = (id: string) => ({id, label: say(`way.${id}`, {pool}), ...(id === recommended ? {isRecommended: true as const} : {})});
	return {
		title: say('step.whatNow.title'),
		why: say('step.whatNow.why'),
		form: {
			fields: [],
			hasWayOut: true,
			ways: isFailedOver ? [way('waitForRepair'), way('poolFailback'), way('close')] : [way('poolFailover'), way('close')],
			learns: choice => ({choice}),
		},
	};
}

/** Looks every five minutes until the computers of the pool and its SQL have power again; in a rehearsal virtual time jumps there. */
export function waitForRepair(session: SessionContext): Step {
	const {pool} = session;
	const home = homeOf(session);
	return {
		title: say('step.waitForRepair.title', {pool}),
		why: say('step.waitForRepair.why'),
		isWaiting: true,
		maySkip: true,
		look: all(...home.computers.map(computer => tcp(computer, filePort)), tcp(home.sql.primary, sqlPort)),
		judge(answers) {
			const powered = answeringOn(answers, filePort);
			const hasSql = answeringOn(answers, sqlPort).length > 0;
			const isBack = powered.length === home.computers.length && hasSql;
			const evidence = [computersSign(answers, home), sqlSign(answers, home.sql, true)];
			return isBack
				? {says: 'holds', evidence, learned: {isRepaired: true}}
				: {says: 'cannotTell', why: say('repair.notYet', {pool}), evidence};
		},
		patience: {everyMs: 5 * 60_000, forMs: 7 * 24 * 60 * 60_000},
	};
}
