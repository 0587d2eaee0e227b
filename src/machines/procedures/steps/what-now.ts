/** Between runs: what now? And the wait for a repair, which is the third road and the way to a failback. */
import {all} from '../../ask.js';
import {type Debt, type DebtKind, debtId} from '../../debt.js';
import type {Outcome} from '../../journal/journal-entry.js';
import {type Message, say} from '../../message.js';
import {tcp} from '../../probe.js';
import type {SessionContext} from '../../session/session-context.js';
import type {Step} from '../../step/step.js';
import {edgeDebts, edgeInQuestion, hasXmpp, poolsOfEdge} from '../edge/edge-facts.js';
import {homeOf, partnerOf} from '../facts.js';
import {type Family, familyOf, mainProcedure, type ProcedureId, procedureIds} from '../ids.js';
import {answeringOn} from '../seeing.js';
import {edgesAt} from '../site/steps/lost-site.js';
import {computersSign, filePort, sqlPort, sqlSign} from './signs.js';

/** All that can be chosen between runs. */
export const sessionWays = [...procedureIds, ...(['waitForRepair', 'waitForEdge', 'close'] as const)];
type SessionWay = (typeof sessionWays)[number];

/**
 * One way is recommended at most, by what the session knows: fail over, wait, fail back, close. What is owed stands beside it.
 * Offered are the procedures of the family that the session is about, and in any session those that pay what is owed.
 */
export function chooseWhatNow(session: SessionContext): Step {
	const {pool, debts} = session;
	const edge = edgeInQuestion(session);
	const ways = [...poolWays(session), ...storeWays(session), ...edgeWays(session), 'close' as const];
	// Once something was run, what it left decides.
	const begun = session.outcomes.length === 0 && !carriesPartner(session) ? ways.find(id => id === session.begunFor) : undefined;
	const recommended = begun ?? recommendedFor(session);
	const way = (id: SessionWay) => ({
		id,
		label: say(`way.${id}`, {pool, edge, ...(id === 'waitForRepair' ? forWork(session) : {})}),
		...(id === recommended ? {isRecommended: true as const} : {}),
	});
	const items = [...gravest(debts), ...notThere(session)];
	return {
		title: say('step.whatNow.title'),
		why: debts.length > 0 ? say('step.whatNow.whyOwed', {count: debts.length}) : say('step.whatNow.why'),
		...(items.length > 0 ? {items} : {}),
		form: {
			asks: say('question.whatNow'),
			fields: [],
			hasWayOut: true,
			ways: ways.map(way),
			learns: choice => ({choice}),
		},
	};
}

const isFailedOver = ({debts, pool}: SessionContext) => debts.some(({id}) => id === debtId('failedOver', pool));

/** What was moved away while all was well was moved for work on it: nothing is broken that could be repaired. */
function forWork({debts, pool}: SessionContext): {readonly isForWork: 'yes' | 'no'} {
	const away = debts.find(({id}) => id === debtId('failedOver', pool)) ?? debts.find(({kind}) => kind === 'cmsMoved');
	return {isForWork: away?.about.isPlanned === true ? 'yes' : 'no'};
}

const isAbout = (session: SessionContext, family: Family) => familyOf(mainProcedure(session)) === family;

function poolWays(session: SessionContext): readonly SessionWay[] {
	if (!isAbout(session, 'pool')) return [];
	if (isFailedOver(session)) return ['waitForRepair', 'poolFailback'];
	if (carriesPartner(session)) return mainFirst(session, ['swap', 'forcedSwap', 'poolFailover']);
	return mainFirst(session, ['poolFailover', ...(carriesMore(session) ? ['siteFailover' as const] : []), 'plannedFailover']);
}

/** Whether its site has Edge pools: then more than users may have to be carried elsewhere. */
const carriesMore = (session: SessionContext) => edgesAt(session).length > 0;
const isStoreAway = ({debts}: SessionContext) => debts.some(({kind}) => kind === 'cmsMoved');

/** Its partner's users run on it: neither pool can be failed over before they are home. */
const carriesPartner = (session: SessionContext) =>
	session.debts.some(({id}) => id === debtId('failedOver', partnerOf(session)?.fqdn ?? ''));

/** It may stay where it is: the way back is there when its home can have it, and only a session about the store offers more. */
function storeWays(session: SessionContext): readonly SessionWay[] {
	const back: readonly SessionWay[] = isStoreAway(session) ? ['storeMoveBack'] : [];
	if (!isAbout(session, 'store')) return isFailedOver(session) ? [] : back;
	if (back.length > 0) return ['waitForRepair', ...back, 'storeRepair', 'storeRestore'];
	return mainFirst(session, ['storeMove', 'storeFailover', 'storeRepair', 'storeRestore']);
}

/** What the session is for stands first. */
const mainFirst = (session: SessionContext, ways: readonly SessionWay[]): readonly SessionWay[] =>
	ways.toSorted((a, b) => Number(b === mainProcedure(session)) - Number(a === mainProcedure(session)));

/**
 * What is moved already is not offered again, but where it stopped half-way; what moved nothing yet is offered in a session about the Edge
 * pool, and in any other while it is owed.
 */
function edgeWays(session: SessionContext): readonly SessionWay[] {
	const about = {...session, edge: edgeInQuestion(session)};
	const away = edgeDebts(about);
	const isAway = (kind: DebtKind) => away.some(debt => debt.kind === kind);
	const isMeant = (kind: DebtKind) =>
		isAbout(session, 'edge') || session.debts.some(debt => debt.kind === kind && debt.about.isDone !== true);
	return [
		...(!isAway('federation') && isMeant('federationRoute') ? ['federationFailover' as const] : []),
		...(hasXmpp(about) && isMeant('xmppRoute') && (!isAway('xmppRoute') || isAway('edgeStopped')) ? ['xmppFailover' as const] : []),
		...(isAbout(session, 'edge') && poolsOfEdge(about).length > 0 && !isAway('mediaEdge') ? ['mediaFailover' as const] : []),
		// Before federation is on another Edge pool, no answer helps.
		...(isAway('federation') ? ['inboundFederation' as const] : []),
		...(isAbout(session, 'edge') ? ['remoteAccess' as const] : []),
		...(away.length > 0 ? (['waitForEdge', 'edgeFailback'] as const) : []),
	];
}

/** What an operator may look for, and why it does not stand among the ways (r). */
const notThere = (session: SessionContext): readonly Message[] =>
	!isAbout(session, 'edge') || hasXmpp(session) ? [] : [say('whatNow.noXmpp', {pool: session.pool})];

const isEdgeAway = (session: SessionContext) => edgeDebts({...session, edge: edgeInQuestion(session)}).length > 0;

function recommendedFor(session: SessionContext): SessionWay | undefined {
	const {isRepaired, isEdgeRepaired, outcomes} = session;
	const last = outcomes.at(-1);
	if (isAbout(session, 'pool') && isFailedOver(session)) return isRepaired ? 'poolFailback' : 'waitForRepair';
	if (isAbout(session, 'store')) return recommendedForStore(session);
	if (isEdgeAway(session)) return isEdgeRepaired ? 'edgeFailback' : 'waitForEdge';
	return whileAtHome(last, forCarrier(session, mainProcedure(session)));
}

/** While the partner's users run here, a failover of this pool is refused: the swap is the way, by force where the pool is lost. */
function forCarrier(session: SessionContext, main: ProcedureId): ProcedureId {
	if (!carriesPartner(session) || !isAbout(session, 'pool')) return main;
	return main === 'plannedFailover' || main === 'swap' ? 'swap' : 'forcedSwap';
}

/** A move that was refused is what a stuck store looks like; one that was forced waits until its home has power again. */
function recommendedForStore(session: SessionContext): SessionWay | undefined {
	const main = mainProcedure(session);
	const last = session.outcomes.at(-1);
	if (last === 'failed' && main !== 'storeRepair') return 'storeRepair';
	if (main === 'storeRepair' && session.outcomes.length === 0) return main;
	if (!isStoreAway(session)) return whileAtHome(last, main);
	return main === 'storeFailover' && !session.isRepaired ? 'waitForRepair' : 'storeMoveBack';
}

/** What the ways below leave room for on a small screen; users who are away from home come first. */
function gravest(debts: readonly Debt[]): readonly Message[] {
	const titles = debts.toSorted((a, b) => Number(b.kind === 'failedOver') - Number(a.kind === 'failedOver')).map(({title}) => title);
	return titles.length > 3 ? [...titles.slice(0, 2), say('debt.more', {count: titles.length - 2})] : titles;
}

/**
 * Everything is at home: after a failback, or because no failover came to its end. Then they may be without full service still,
 * and closing is not what to do about it; whoever ended the run themselves is not told what to do instead.
 */
function whileAtHome(last: Outcome | undefined, failover: SessionWay): SessionWay | undefined {
	if (last === 'done') return 'close';
	return last === 'ended' ? undefined : failover;
}

/** Looks every five minutes until the computers of the pool and its SQL have power again; in a rehearsal virtual time jumps there. */
export function waitForRepair(session: SessionContext): Step {
	const {pool} = session;
	const home = homeOf(session);
	return {
		title: say('step.waitForRepair.title', {pool, ...forWork(session)}),
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
