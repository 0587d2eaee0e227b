/** Procedure d: who runs where, and the failback without the pool that has what its users made. */
import {all} from '../../../ask.js';
import {change, read} from '../../../cmdlet.js';
import {debtId} from '../../../debt.js';
import {type Message, say} from '../../../message.js';
import {tcp} from '../../../probe.js';
import {type Evidence, type Judgement, mayCome, type Step} from '../../../step/step.js';
import {type Facts, homeOf, hostOf, partnerOf} from '../../facts.js';
import {answeringOn, answerOf, seen} from '../../seeing.js';
import {answeringOf, cmsSign, frontEndsSign, mastersIn, sipPort, sqlPort, sqlSign} from '../../steps/signs.js';
import {livingSigns, weighLivingSigns} from './decision.js';
import {weighLife} from './planned-users.js';
import {presence, presenceEvidence, succeeds} from './users.js';

/** Everything is to run on the partner, whose own users run on this pool: both have to live, or it is another road. */
export const checkSwap = (facts: Facts): Step => checkPlaces(facts, true);

/** The pool is dead, with the users of its partner on it; the partner has to live. */
export const checkForcedSwap = (facts: Facts): Step => checkPlaces(facts, false);

function checkPlaces(facts: Facts, mustLive: boolean): Step {
	const home = homeOf(facts);
	const partner = partnerOf(facts);
	const names = {pool: home.fqdn, partner: partner?.fqdn ?? '-'};
	const servers = partner ? [partner.sql.primary, partner.sql.mirror].filter(server => server !== undefined) : [];
	const refuse = (why: Message, remedy: Message, evidence: readonly Evidence[] = []): Judgement => ({
		says: 'blocked',
		why,
		remedy,
		evidence,
	});
	return {
		title: say('step.checkSwap.title', names),
		why: say('step.checkSwap.why'),
		look: all(
			...(partner?.computers ?? []).map(computer => tcp(computer, sipPort)),
			...servers.map(server => tcp(server, sqlPort)),
			...livingSigns(facts).flat(),
		),
		judge(answers): Judgement {
			if (home.version === 5) return refuse(say('preflight.is2010', {pool: home.fqdn}), say('preflight.is2010.remedy', {pool: home.fqdn}));
			if (!partner) return refuse(say('preflight.noPair', {pool: home.fqdn}), say('preflight.noPair.remedy', {pool: home.fqdn}));
			const carries = facts.debts.some(({id}) => id === debtId('failedOver', partner.fqdn));
			const [host] = answeringOf(answers, partner, sipPort);
			const hasSql = servers.some(server => answeringOn(answers, sqlPort).includes(server));
			const {lives, evidence: own} = weighLife(facts, answers);
			const signs = mustLive ? own : weighLivingSigns(facts, answers).evidence;
			const evidence = [
				seen(undefined, carries ? 'good' : 'bad', carries ? 'evidence.carries' : 'evidence.carriesNobody', names),
				frontEndsSign(answers, partner, true),
				sqlSign(answers, partner.sql, true),
				...signs,
			];
			if (!carries) return refuse(say('preflight.noSwap', names), say('preflight.noSwap.remedy', names), evidence);
			if (!host || !hasSql)
				return refuse(say('preflight.partnerNotReady', names), say('preflight.partnerNotReady.remedy', names), evidence);
			if (mustLive && !lives) return refuse(say('preflight.carrierDead', names), say('preflight.carrierDead.remedy', names), evidence);
			return {says: 'holds', evidence, learned: {host}};
		},
	};
}

/** What the users made on the dead pool is lost; how much nobody can say, because nothing was seen of it. */
const unknownLoss = ['UserServices.PresenceFocus', 'ConfServices.DataConf'].map(module => ({module, minutes: null}));

/** d.1 without the pool that they run on. `PoolFqdn` is the home of the users, in this direction too [S004, PS-FB]. */
export function failBackInDisaster(facts: Facts): Step {
	const dead = homeOf(facts);
	const home = partnerOf(facts) ?? dead;
	const own = {...facts, pool: home.fqdn};
	const host = hostOf(facts);
	const names = {pool: home.fqdn, partner: dead.fqdn, users: home.users};
	return {
		title: say('step.failBackUsers.title', names),
		why: say('step.failBackInDisaster.why', names),
		number: '7',
		look: all(
			read(host, 'Get-CsManagementStoreReplicationStatus', {CentralManagementStoreStatus: true}),
			presence(own, home.fqdn),
			...livingSigns(facts).flat(),
		),
		judge(answers, fate): Judgement {
			const {lives, evidence: signs} = weighLivingSigns(facts, answers);
			const {master, agents} = mastersIn(answers);
			const proof = answerOf(answers, 'Test-CsPresence');
			const evidence = [presenceEvidence(proof, home.fqdn), cmsSign(answers), ...signs];
			const here = {pool: home.fqdn, on: home.fqdn};
			if (succeeds(proof) && fate === 'endedWell') return {says: 'holds', evidence};
			if (mayCome(fate)) {
				return {says: 'cannotTell', why: succeeds(proof) ? say('users.twoAreServed', here) : say('users.notBack', names), evidence};
			}
			if (lives && facts.poolAnswers !== false) {
				return {says: 'blocked', why: say('swap.carrierLives', names), remedy: say('swap.carrierLives.remedy', names), evidence};
			}
			if (!master || agents.length === 0) {
				return {says: 'blocked', why: say('swap.noCms', names), remedy: say('users.noCms.remedy'), evidence, awaitsEarlier: true};
			}
			return {says: 'doesNotHold', why: succeeds(proof) ? say('users.twoWereServed', here) : say('users.notBack', names), evidence};
		},
		change: {
			calls: () => [
				change(host, 'Invoke-CsPoolFailBack', {PoolFqdn: home.fqdn, DisasterMode: true, Confirm: false, Verbose: true}, 120 * 60_000),
			],
			changes: () => say('step.failBackInDisaster.changes', names),
			undo: say('step.failBackInDisaster.undo', names),
			users: say('step.failBackInDisaster.users', names),
			takes: say('step.failBackUsers.takes'),
			confirmation: () => ({
				danger: 'losesData',
				homePool: home.fqdn,
				otherPool: dead.fqdn,
				users: home.users,
				loss: unknownLoss,
				decider: facts.decider ?? '',
			}),
			hasPreview: false,
			settlesInMs: 5 * 60_000,
			isReadBack: false,
		},
		patience: {everyMs: 15_000, forMs: 20 * 60_000},
		closes: () => [debtId('failedOver', home.fqdn)],
	};
}
