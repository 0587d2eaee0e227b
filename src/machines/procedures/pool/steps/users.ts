/**
 * The users: failed over, failed back, and shown to be served. `PoolFqdn` is always their home pool.
 *
 * Two test users who have presence show that these two were moved, not that all were: a cmdlet that was cut short may have left some
 * behind. So presence counts only beside a cmdlet that is known to have ended well; without one, the operator decides. Running it again
 * is safe (inferred): fix, run again, is the documented remedy [PS-FO].
 */
import {type Answer, all} from '../../../ask.js';
import {change, read} from '../../../cmdlet.js';
import {debtId} from '../../../debt.js';
import {type Message, say} from '../../../message.js';
import {type Evidence, type Judgement, mayCome, type Step} from '../../../step/step.js';
import {edgesNaming} from '../../edge/steps/edge.js';
import {type Facts, homeOf, hostOf, livingPartnerOf} from '../../facts.js';
import {answerOf, errorOf, objectsOf, seen, textOf} from '../../seeing.js';
import {cmsSign, edgesSign, mastersIn} from '../../steps/signs.js';
import {livingSigns, weighLivingSigns} from './decision.js';
import {failedOverDebt, followUpDebts} from './follow-ups.js';
import {lossBounds} from './loss.js';

/** Presence between two test users of the pool. In resiliency mode there is none, so it succeeds only when the users are fully served (inferred). */
export const presence = (facts: Facts, target: string) => {
	const [subscriber, publisher] = homeOf(facts).testUsers;
	return read(hostOf(facts), 'Test-CsPresence', {TargetFqdn: target, SubscriberSipAddress: subscriber, PublisherSipAddress: publisher});
};

export const succeeds = (answer: Answer | undefined) => textOf(objectsOf(answer)[0]?.Result).toLowerCase() === 'success';

export function presenceEvidence(answer: Answer | undefined, pool: string): Evidence {
	if (succeeds(answer)) return seen(answer, 'good', 'evidence.presenceWorks', {pool});
	return seen(answer, 'bad', 'evidence.presenceFails', {
		pool,
		message: errorOf(answer) || textOf(objectsOf(answer)[0]?.['Error Message']) || textOf(objectsOf(answer)[0]?.Error),
	});
}

/** What has to be so when users are moved: the store works, and no Edge pool names their pool [L-FO]. `wayBack`: where that is mended. */
export function whyNotMoved(
	facts: Facts,
	answers: readonly Answer[],
	evidence: readonly Evidence[],
	wayBack: Message,
): Judgement | undefined {
	const home = homeOf(facts);
	const names = {pool: home.fqdn, partner: livingPartnerOf(facts).fqdn};
	const {master, agents} = mastersIn(answers);
	const edges = edgesNaming(home.fqdn, answers);
	const store = answerOf(answers, 'Get-CsService', {EdgeServer: true});
	const block = {says: 'blocked', evidence, awaitsEarlier: true} as const;
	if (!master || agents.length === 0) return {...block, why: say('users.noCms', names), remedy: say('users.noCms.remedy')};
	if (edges === undefined) return {...block, why: say('edge.unknown', {message: errorOf(store)}), remedy: say('users.noCms.remedy')};
	if (edges.length === 0) return undefined;
	return {...block, why: say('users.edgeNames', {...names, edges}), remedy: say('users.edgeNames.remedy', names), wayBack};
}

/**
 * Step 8. The CMS must work at this moment, and no Edge pool may name the pool [L-FO]; both are looked at again, here. So is whether the
 * pool is still dead: it may answer again while its name is being typed. Whoever decided anew that it is a disaster has decided.
 */
export function failOverUsers(facts: Facts, number = '8'): Step {
	const home = homeOf(facts);
	const partner = livingPartnerOf(facts);
	const host = hostOf(facts);
	const names = {pool: home.fqdn, partner: partner.fqdn, users: home.users};
	return {
		title: say('step.failOverUsers.title', names),
		why: say('step.failOverUsers.why'),
		number,
		look: all(
			read(host, 'Get-CsManagementStoreReplicationStatus', {CentralManagementStoreStatus: true}),
			read(host, 'Get-CsService', {EdgeServer: true}),
			presence(facts, partner.fqdn),
			...livingSigns(facts).flat(),
		),
		judge(answers, fate): Judgement {
			const {lives, evidence: signs} = weighLivingSigns(facts, answers);
			const edges = edgesNaming(home.fqdn, answers);
			const proof = answerOf(answers, 'Test-CsPresence');
			const evidence = [presenceEvidence(proof, partner.fqdn), cmsSign(answers), edgesSign(answers[1], home.fqdn, edges), ...signs];
			if (succeeds(proof) && fate === 'endedWell') return {says: 'holds', evidence};
			// What had to be so before it ran is not asked any more: two test users show too little, and their absence nothing.
			if (mayCome(fate)) {
				const served = say('users.twoAreServed', {pool: home.fqdn, on: partner.fqdn});
				return {says: 'cannotTell', why: succeeds(proof) ? served : say('users.notServed', names), evidence};
			}
			if (lives && facts.poolAnswers !== false)
				return {says: 'blocked', why: say('step.reconsider.why'), remedy: say('deadOrCutOff.lives.remedy', names), evidence};
			const blocked = whyNotMoved(facts, answers, evidence, say('way.backToNextHops'));
			if (blocked) return blocked;
			const why = succeeds(proof) ? say('users.twoWereServed', {pool: home.fqdn, on: partner.fqdn}) : say('users.notServed', names);
			return {says: 'doesNotHold', why, evidence};
		},
		change: {
			calls: () => [
				change(host, 'Invoke-CsPoolFailOver', {PoolFqdn: home.fqdn, DisasterMode: true, Confirm: false, Verbose: true}, 60 * 60_000),
			],
			changes: () => say('step.failOverUsers.changes', names),
			undo: say('step.failOverUsers.undo', names),
			users: say('step.failOverUsers.users'),
			takes: say(home.version <= 6 ? 'step.failOverUsers.takes2013' : 'step.failOverUsers.takesLater'),
			confirmation: () => ({
				danger: 'losesData',
				homePool: home.fqdn,
				otherPool: partner.fqdn,
				users: home.users,
				loss: lossBounds(facts),
				decider: facts.decider ?? '',
			}),
			hasPreview: false,
			settlesInMs: 5 * 60_000,
			isReadBack: false,
		},
		patience: {everyMs: 15_000, forMs: 15 * 60_000},
		opens: () => [failedOverDebt(facts), ...followUpDebts(facts)],
	};
}

/** c.4. Without `-DisasterMode`: the partner lives, and what the users made there comes along [PS-FB]. */
export function failBackUsers(facts: Facts): Step {
	const home = homeOf(facts);
	const partner = livingPartnerOf(facts);
	const names = {pool: home.fqdn, partner: partner.fqdn, users: home.users};
	return {
		title: say('step.failBackUsers.title', names),
		why: say('step.failBackUsers.why'),
		number: '4',
		look: all(presence(facts, home.fqdn)),
		judge([answer], fate): Judgement {
			const evidence = [presenceEvidence(answer, home.fqdn)];
			const here = {pool: home.fqdn, on: home.fqdn};
			const says = mayCome(fate) ? 'cannotTell' : 'doesNotHold';
			if (!succeeds(answer)) return {says, why: say('users.notBack', names), evidence};
			if (fate === 'endedWell') return {says: 'holds', evidence};
			return {says, why: say(fate === 'unknown' ? 'users.twoAreServed' : 'users.twoWereServed', here), evidence};
		},
		change: {
			calls: () => [change(hostOf(facts), 'Invoke-CsPoolFailBack', {PoolFqdn: home.fqdn, Confirm: false, Verbose: true}, 120 * 60_000)],
			changes: () => say('step.failBackUsers.changes', names),
			undo: say('step.failBackUsers.undo', names),
			users: say('step.failBackUsers.users'),
			takes: say('step.failBackUsers.takes'),
			confirmation: () => ({danger: 'movesUsers', homePool: home.fqdn, otherPool: partner.fqdn, users: home.users}),
			hasPreview: false,
			settlesInMs: 5 * 60_000,
			isReadBack: false,
		},
		patience: {everyMs: 15_000, forMs: 20 * 60_000},
		opens: () => [
			{id: debtId('conferences', home.fqdn), kind: 'conferences', title: say('debt.conferences', names), about: {pool: home.fqdn}},
		],
		closes: () => [debtId('failedOver', home.fqdn)],
	};
}

/** Step 9. `Get-CsUserPoolInfo` proves nothing: it names a backup registrar for every user of a paired pool. A person has to have seen a client. */
export function proveIt(facts: Facts, servedBy: string, number: string): Step {
	const [subscriber] = homeOf(facts).testUsers;
	return {
		title: say('step.proveIt.title', {pool: facts.pool, servedBy}),
		why: say('step.proveIt.why'),
		number,
		part: 'proves',
		look: all(read(hostOf(facts), 'Test-CsRegistration', {TargetFqdn: servedBy, UserSipAddress: subscriber}), presence(facts, servedBy)),
		judge([registration, proof]): Judgement {
			const evidence = [
				seen(
					registration,
					succeeds(registration) ? 'good' : 'bad',
					succeeds(registration) ? 'evidence.registrationWorks' : 'evidence.registrationFails',
					{pool: servedBy, user: subscriber},
				),
				presenceEvidence(proof, servedBy),
			];
			return succeeds(proof)
				? {says: 'holds', evidence}
				: {says: 'cannotTell', why: say('users.limited', {pool: servedBy}), evidence, mayGoOn: true};
		},
		form: {
			asks: say('question.proveIt', {pool: facts.pool}),
			fields: [{id: 'seenBy', label: say('field.seenBy'), kind: 'person'}],
			learns: () => ({}),
		},
		patience: {everyMs: 15_000, forMs: 15 * 60_000},
	};
}
