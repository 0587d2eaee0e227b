/** Around a planned failover (procedure b): the pool lives, the deep compare, what is announced, how long is waited, and handing it over. */
import {all} from '../../../ask.js';
import {read} from '../../../cmdlet.js';
import {say} from '../../../message.js';
import {tcp} from '../../../probe.js';
import type {Judgement, Step} from '../../../step/step.js';
import {type Facts, homeOf, hostOf, livingPartnerOf} from '../../facts.js';
import {answerOf, errorOf, objectsOf, outputTextOf, seen, textOf} from '../../seeing.js';
import {errorSign, sipPort, sqlPort} from '../../steps/signs.js';
import {weighLife} from './planned-users.js';

/** Where the CMS is moved out of the way, its steps are a part of this one. */
export const cmsNumbers = {standby: '3', move: '3', replicas: '3'} as const;

/** Without `-DisasterMode` the pool is asked to copy what it has: it has to live, and its SQL with it [PS-FO]. */
export function checkLife(facts: Facts): Step {
	const home = homeOf(facts);
	const partner = livingPartnerOf(facts);
	const host = hostOf(facts);
	const servers = [home.sql.primary, home.sql.mirror].filter(server => server !== undefined);
	return {
		title: say('step.checkLife.title', {pool: home.fqdn}),
		why: say('step.checkLife.why'),
		sought: say('step.checkLife.sought', {pool: home.fqdn}),
		look: all(
			...home.computers.map(computer => tcp(computer, sipPort)),
			...servers.map(server => tcp(server, sqlPort)),
			...home.computers.map(computer =>
				read(host, 'Get-CsWindowsService', {ComputerName: computer, Name: 'RTCSRV', ExcludeActivityLevel: true}),
			),
		),
		judge(answers): Judgement {
			const {lives, evidence: signs} = weighLife(facts, answers);
			const services = home.computers.map(computer => answerOf(answers, 'Get-CsWindowsService', {ComputerName: computer}));
			const running = services.filter(answer => textOf(objectsOf(answer)[0]?.Status) === 'Running').length;
			const all = home.computers.length;
			const evidence = [
				...signs,
				seen(services[0], running === all ? 'good' : 'bad', 'evidence.servicesRun', {service: 'RTCSRV', pool: home.fqdn, running, all}),
			];
			if (lives && running > 0) return {says: 'holds', evidence};
			const names = {pool: home.fqdn, partner: partner.fqdn};
			return {says: 'blocked', why: say('preflight.notAlive', names), remedy: say('preflight.notAlive.remedy', names), evidence};
		},
	};
}

/** b.2. Optional, and heavy. */
export function decideOnCompare(facts: Facts): Step {
	return {
		title: say('step.decideOnCompare.title', {pool: facts.pool}),
		why: say('step.decideOnCompare.why'),
		number: '2',
		form: {
			asks: say('question.compare', {pool: facts.pool}),
			fields: [],
			ways: [
				{id: 'leaveOut', label: say('way.leaveOut'), isRecommended: true},
				{id: 'compare', label: say('way.compare', {pool: facts.pool})},
			],
			learns: way => ({comparesPools: way === 'compare'}),
		},
	};
}

/** Its text is not published: a person reads it, and says what it says. */
export function comparePools(facts: Facts): Step {
	const call = {...read(hostOf(facts), 'Debug-CsInterPoolReplication', {PoolFqdn: facts.pool}), timeoutMs: 30 * 60_000};
	return {
		title: say('step.comparePools.title', {pool: facts.pool}),
		why: say('step.comparePools.why'),
		number: '2',
		look: all(call),
		judge([answer]): Judgement {
			if (answer?.end.ok) return {says: 'holds', evidence: [seen(answer, 'unknown', 'evidence.compared', {text: outputTextOf(answer)})]};
			const why = say('planned.notCompared', {message: errorOf(answer)});
			return {says: 'blocked', why, remedy: say('planned.notCompared.remedy'), evidence: [errorSign(answer)], mayGoOn: true};
		},
		form: {
			asks: say('question.compared', {pool: facts.pool}),
			fields: [],
			ways: [
				{id: 'level', label: say('way.noMismatch'), isRecommended: true},
				{id: 'mismatch', label: say('way.mismatch'), endsRun: true},
			],
			learns: () => ({}),
		},
		maySkip: true,
	};
}

/** The store must work at the moment the users are moved, and a planned move of it waits for replication that a sick one never ends [L-FO]. */
export function refuseSickCms(facts: Facts): Step {
	const names = {pool: facts.cmsPool ?? facts.deployment.cms.active, state: facts.cmsState ?? 'silent'};
	return {
		title: say('step.refuseSickCms.title', names),
		why: say('step.refuseSickCms.why'),
		judge: () => ({says: 'blocked', why: say('planned.sickCms', names), remedy: say('planned.sickCms.remedy', names), evidence: []}),
	};
}

/** b.5, and the time: a failback during the pass of the Address Book leaves Front Ends that do not start [KB3140472]. */
export function announce(facts: Facts): Step {
	const names = {pool: facts.pool, partner: livingPartnerOf(facts).fqdn};
	return {
		title: say('step.announce.title', names),
		why: say('step.announce.why'),
		number: '5',
		manual: {
			items: [say('step.announce.users', names), say('step.announce.meetings', names), say('step.announce.addressBook', names)],
		},
		maySkip: true,
	};
}

/** Printed with five minutes; half an hour is the whole published time of a failover of 2013 [L-RTO]. */
const waits = [
	{id: 'wait5', minutes: 5, flush: false, isRecommended: true},
	{id: 'wait30', minutes: 30, flush: false},
	{id: 'wait5Flush', minutes: 5, flush: true},
	{id: 'wait30Flush', minutes: 30, flush: true},
] as const;

/** b.6, first half: `-WaitTime` bounds the wait for the final synchronisation. Its default for a failover is not published. */
export function boundWait(facts: Facts): Step {
	return {
		title: say('step.boundWait.title', {pool: facts.pool}),
		why: say('step.boundWait.why'),
		number: '6',
		form: {
			asks: say('question.boundWait'),
			fields: [],
			ways: waits.map(({id, minutes, flush, ...way}) => ({
				id,
				label: say('way.boundWait', {minutes, flush: flush ? 'yes' : 'no'}),
				...way,
			})),
			learns: way => {
				const {minutes, flush} = waits.find(({id}) => id === way) ?? waits[0];
				return {waitMinutes: minutes, flushesStorage: flush};
			},
		},
	};
}

/** b.7. The run ends here; whoever works on the pool has it until the failback. */
export function handOver(facts: Facts): Step {
	const names = {pool: facts.pool, partner: livingPartnerOf(facts).fqdn};
	return {
		title: say('step.handOver.title', names),
		why: say('step.handOver.why', names),
		number: '7',
		manual: {items: [say('step.handOver.free', names), say('step.handOver.back', names)]},
		maySkip: true,
	};
}
