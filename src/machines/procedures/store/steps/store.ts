/** Around a move of the Central Management store on its own (procedure e): a host, whether it may be moved, and what it needs before. */
import {all} from '../../../ask.js';
import {debtId} from '../../../debt.js';
import {poolOf} from '../../../deployment/deployment.js';
import {say} from '../../../message.js';
import {tcp} from '../../../probe.js';
import type {Judgement, Step} from '../../../step/step.js';
import {possibleHosts} from '../../edge/edge-facts.js';
import {type Facts, homeOf} from '../../facts.js';
import {answeringOn, seen} from '../../seeing.js';
import {answeringOf, frontEndsSign, sipPort, sqlPort, sqlSign} from '../../steps/signs.js';
import type {CmsNumbers} from './central-management.js';
import {placesOfCms} from './cms-back.js';
import type {Needed} from './replicas.js';

/** As procedure e counts them: 5 is what verifies 4. */
export const moveNumbers: CmsNumbers = {standby: '2', database: '3', move: '4', replicas: '6', compare: '7'};

/** The pool that stands by for the store on this one; itself where none does, which the step that looks for one refuses. */
export const standbyOf = ({deployment}: Pick<Facts, 'deployment'>, cmsPool: string): string =>
	poolOf(deployment, cmsPool)?.backupPool ?? cmsPool;

/** Microsoft asks for all replicas; waited for are the living of both pools of the pair, and of all Edge pools (inferred). */
export function replicasOfPair(facts: Pick<Facts, 'deployment'>, cmsPool: string): Needed {
	const {deployment} = facts;
	const pair = [...new Set([cmsPool, standbyOf(facts, cmsPool)])];
	return {
		frontEnds: pair.flatMap(pool => poolOf(deployment, pool)?.computers ?? []),
		edges: deployment.edgePools.flatMap(({computers}) => computers),
	};
}

/** Reading is done from any Front End that answers. */
export function findStoreHost(facts: Facts): Step {
	const hosts = possibleHosts(facts);
	return {
		title: say('step.findStoreHost.title'),
		why: say('step.findStoreHost.why'),
		look: all(...hosts.map(computer => tcp(computer, sipPort))),
		judge(answers): Judgement {
			const answering = answeringOn(answers, sipPort);
			const [host] = hosts.filter(each => answering.includes(each));
			const sign = host ? 'good' : 'bad';
			const evidence = [seen(answers[0], sign, 'evidence.storeHosts', {answering: answering.length, all: hosts.length})];
			if (host) return {says: 'holds', evidence, learned: {host}};
			return {says: 'blocked', why: say('preflight.noFrontEnd'), remedy: say('preflight.noFrontEnd.remedy'), evidence};
		},
	};
}

/** Force ignores replication: what was not replicated is lost although nothing was dead [PS-CMSFO]. */
export function refuseWellStore(facts: Facts): Step {
	const names = {pool: facts.cmsPool ?? facts.deployment.cms.active};
	return {
		title: say('step.refuseWellStore.title', names),
		why: say('step.refuseWellStore.why'),
		judge: () => ({says: 'blocked', why: say('store.isWell', names), remedy: say('store.isWell.remedy', names), evidence: []}),
	};
}

/** Who decides that the store is lost; SQL that comes back, or a repair of what is only blank, is better than force. */
export function decideOnStore(facts: Facts): Step {
	const home = homeOf({deployment: facts.deployment, pool: facts.cmsPool ?? facts.deployment.cms.active});
	const names = {pool: home.fqdn};
	const servers = [home.sql.primary, home.sql.mirror].filter(server => server !== undefined);
	return {
		title: say('step.decideOnStore.title', names),
		why: say('step.decideOnStore.why'),
		number: '1',
		part: 'decides',
		look: all(...servers.map(server => tcp(server, sqlPort)), ...home.computers.map(computer => tcp(computer, sipPort))),
		judge: answers => ({says: 'holds', evidence: [sqlSign(answers, home.sql, false), frontEndsSign(answers, home, false)]}),
		form: {
			asks: say('question.decideOnStore', names),
			fields: [{id: 'decider', label: say('field.decider'), kind: 'person'}],
			ways: [{id: 'repairFirst', label: say('way.repairFirst', names), endsRun: true}],
			learns: (_way, fields) => ({decider: fields.decider ?? ''}),
		},
	};
}

/** It was moved, and the pool that it goes back to lives. */
export function checkStoreAway(facts: Facts): Step {
	const {from, to} = placesOfCms(facts);
	const home = homeOf({deployment: facts.deployment, pool: from});
	const servers = [home.sql.primary, home.sql.mirror].filter(server => server !== undefined);
	const names = {pool: from, from: to};
	return {
		title: say('step.checkStoreAway.title', names),
		why: say('step.checkStoreAway.why'),
		look: all(...home.computers.map(computer => tcp(computer, sipPort)), ...servers.map(server => tcp(server, sqlPort))),
		judge(answers): Judgement {
			const [host] = answeringOf(answers, home, sipPort);
			const evidence = [frontEndsSign(answers, home, true), sqlSign(answers, home.sql, true)];
			const refuse = (id: 'notAway' | 'homeDark'): Judgement => ({
				says: 'blocked',
				why: say(id === 'notAway' ? 'store.notAway' : 'store.homeDark', names),
				remedy: say(id === 'notAway' ? 'store.notAway.remedy' : 'store.homeDark.remedy', names),
				evidence,
			});
			if (!facts.debts.some(({id}) => id === debtId('cmsMoved', from))) return refuse('notAway');
			return host && answeringOn(answers, sqlPort).length > 0 ? {says: 'holds', evidence, learned: {host}} : refuse('homeDark');
		},
	};
}

/**
 * A copy that was active becomes standby when the Backup Service has marked it. No cmdlet shows that; a field tool asks its database, where
 * 3 is standby [C-CMSCHK]. A move before that is the documented cause of a stuck store [SUP-CMS].
 */
export function awaitStandby(facts: Facts): Step {
	const {from, to} = placesOfCms(facts);
	const pool = facts.storePool === undefined ? from : standbyOf(facts, facts.storePool);
	const {sql} = homeOf({deployment: facts.deployment, pool});
	return {
		title: say('step.awaitStandby.title', {pool}),
		why: say('step.awaitStandby.why', {pool, from: to}),
		...(facts.storePool === undefined ? {} : {number: '6'}),
		manual: {items: [say('step.awaitStandby.query', {server: sql.primary, instance: sql.instance}), say('step.awaitStandby.three')]},
	};
}
