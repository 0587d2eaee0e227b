/**
 * b.6: the users of a pool that lives. It is read-only until its export is final, so nothing is lost; what state a wait that was too short
 * leaves is not documented (unknown), so after it the users are looked for, and the wait is chosen anew.
 */
import {type Answer, all} from '../../../ask.js';
import {change, read} from '../../../cmdlet.js';

import {say} from '../../../message.js';
import {type Evidence, type Judgement, mayCome, type Step} from '../../../step/step.js';
import {edgesNaming} from '../../edge/steps/edge.js';
import {type Facts, homeOf, hostOf, livingPartnerOf} from '../../facts.js';
import {answeringOn, answerOf, seen, textOf} from '../../seeing.js';
import {modulesOf, nameOf} from '../../steps/repair.js';
import {answeringOf, cmsSign, edgesSign, errorSign, frontEndsSign, sipPort, sqlPort, sqlSign} from '../../steps/signs.js';
import {livingSigns} from './decision.js';
import {failedOverDebt, followUpDebts} from './follow-ups.js';
import {presence, presenceEvidence, succeeds, whyNotMoved} from './users.js';

/** A Front End of it and its SQL both answer. */
export function weighLife(facts: Facts, answers: readonly Answer[]): {readonly lives: boolean; readonly evidence: readonly Evidence[]} {
	const home = homeOf(facts);
	const hasSql = [home.sql.primary, home.sql.mirror].some(server => server !== undefined && answeringOn(answers, sqlPort).includes(server));
	return {
		lives: answeringOf(answers, home, sipPort).length > 0 && hasSql,
		evidence: [frontEndsSign(answers, home, true), sqlSign(answers, home.sql, true)],
	};
}

export function failOverAsPlanned(facts: Facts): Step {
	const home = homeOf(facts);
	const partner = livingPartnerOf(facts);
	const host = hostOf(facts);
	const {waitMinutes = 5, flushesStorage = false} = facts;
	const names = {pool: home.fqdn, partner: partner.fqdn, users: home.users};
	return {
		title: say('step.failOverUsers.title', names),
		why: say('step.failOverAsPlanned.why'),
		number: '6',
		look: all(
			read(host, 'Get-CsManagementStoreReplicationStatus', {CentralManagementStoreStatus: true}),
			read(host, 'Get-CsService', {EdgeServer: true}),
			presence(facts, partner.fqdn),
			read(host, 'Get-CsBackupServiceStatus', {PoolFqdn: home.fqdn}),
			...livingSigns(facts).flat(),
		),
		judge(answers, fate): Judgement {
			const {lives, evidence: signs} = weighLife(facts, answers);
			const proof = answerOf(answers, 'Test-CsPresence');
			const edges = edgesNaming(home.fqdn, answers);
			const evidence = [
				presenceEvidence(proof, partner.fqdn),
				exportsSign(answerOf(answers, 'Get-CsBackupServiceStatus'), home.fqdn),
				cmsSign(answers),
				edgesSign(answers[1], home.fqdn, edges),
				...signs,
			];
			if (succeeds(proof) && fate === 'endedWell') return {says: 'holds', evidence};
			if (mayCome(fate)) {
				const served = say('users.twoAreServed', {pool: home.fqdn, on: partner.fqdn});
				return {says: 'cannotTell', why: succeeds(proof) ? served : say('users.notServed', names), evidence};
			}
			if (!lives) {
				return {says: 'blocked', why: say('planned.diedMeanwhile', names), remedy: say('preflight.notAlive.remedy', names), evidence};
			}
			const blocked = whyNotMoved(facts, answers, evidence, say('way.backToPlannedHops'));
			if (blocked) return blocked;
			if (fate === 'failed' && !succeeds(proof)) {
				const why = say('planned.notMoved', {...names, minutes: waitMinutes});
				return {says: 'blocked', why, remedy: say('planned.notMoved.remedy', names), evidence, wayBack: say('way.backToWait')};
			}
			const why = succeeds(proof) ? say('users.twoWereServed', {pool: home.fqdn, on: partner.fqdn}) : say('users.notServed', names);
			return {says: 'doesNotHold', why, evidence};
		},
		change: {
			calls: () => [
				change(
					host,
					'Invoke-CsPoolFailOver',
					{
						PoolFqdn: home.fqdn,
						// The help says seconds; the type is a time span (contradiction 18).
						WaitTime: {timeSpan: `00:${String(waitMinutes).padStart(2, '0')}:00`},
						...(flushesStorage ? {FlushStorageService: true} : {}),
						...{Confirm: false, Verbose: true},
					},
					120 * 60_000,
				),
			],
			changes: () => say('step.failOverAsPlanned.changes', names),
			undo: say('step.failOverUsers.undo', names),
			users: say('step.failOverAsPlanned.users'),
			takes: say(home.version <= 6 ? 'step.failOverAsPlanned.takes2013' : 'step.failOverAsPlanned.takesLater'),
			confirmation: () => ({danger: 'movesUsers', homePool: home.fqdn, otherPool: partner.fqdn, users: home.users}),
			hasPreview: false,
			settlesInMs: 5 * 60_000,
			isReadBack: false,
		},
		patience: {everyMs: 15_000, forMs: 15 * 60_000},
		opens: () => [
			failedOverDebt(facts, {isPlanned: true}),
			// The Edge pools of its site live: no route has to be moved.
			...followUpDebts(facts, ['dns', 'voice']),
		],
	};
}

/** How far the pool has handed over what its users made: final is nothing left to copy [L-BKP]. */
function exportsSign(answer: Answer | undefined, pool: string): Evidence {
	if (!answer?.end.ok) return errorSign(answer, 'unknown');
	const user = modulesOf(answer).filter(module => !nameOf(module).startsWith('CentralMgmt'));
	const states = user.map(module => `${nameOf(module)} ${textOf(module.ExportStatus)}`);
	const behind = user.filter(module => !['SteadyState', 'FinalState'].includes(textOf(module.ExportStatus)));
	return seen(answer, behind.length === 0 && user.length > 0 ? 'good' : 'bad', 'evidence.exports', {pool, states});
}
