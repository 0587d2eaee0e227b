/** Before anything is decided: is there a pair, is its other half alive and free, and does the topology still say so. */
import {type Ask, all, outputOf} from '../../ask.js';
import {read} from '../../cmdlet.js';
import {debtId} from '../../debt.js';
import {say} from '../../message.js';
import {tcp} from '../../probe.js';
import type {Evidence, Judgement, Step} from '../../step/step.js';
import {type Facts, homeOf, hostOf, livingPartnerOf, partnerOf} from '../facts.js';
import {usersPerFrontEnd} from '../objectives.js';
import {answeringOn, answerOf, errorOf, fqdnOf, notAskedIn, objectsOf, seen, textOf} from '../seeing.js';
import {errorSign, frontEndsSign, notAskedSigns, sipPort, sqlPort, sqlSign} from './signs.js';

const refuse = (id: string, args: Readonly<Record<string, string | number>>, evidence: readonly Evidence[] = []): Judgement => ({
	says: 'blocked',
	why: say(`preflight.${id}`, args),
	remedy: say(`preflight.${id}.remedy`, args),
	evidence,
});

/**
 * The pool is paired, its partner answers, and the partner's own users do not run on the pool: failing over then breaks the pair and is
 * refused by the product [S004, L-MAN]. A Lync 2010 pool has no pairing.
 */
export function checkPair(facts: Facts): Step {
	const home = homeOf(facts);
	const partner = partnerOf(facts);
	return {
		title: say('step.checkPair.title', {pool: home.fqdn}),
		why: say('step.checkPair.why'),
		...(partner ? {look: all(...partner.computers.map(computer => tcp(computer, sipPort)))} : {}),
		judge(answers) {
			if (home.version === 5) return refuse('is2010', {pool: home.fqdn});
			if (!partner) return refuse('noPair', {pool: home.fqdn});
			if (facts.debts.some(({id}) => id === debtId('failedOver', partner.fqdn)))
				return refuse('swap', {pool: home.fqdn, partner: partner.fqdn});
			const [host] = answeringOn(answers, sipPort);
			const answering = frontEndsSign(answers, partner, true);
			if (!host) return refuse('bothDark', {pool: home.fqdn, partner: partner.fqdn}, [answering]);
			const sameSite = partner.site === home.site ? [seen(undefined, 'bad', 'evidence.sameSite', {site: home.site})] : [];
			return {says: 'holds', evidence: [answering, ...sameSite], learned: {host}};
		},
	};
}

/** The plan was made for a captured topology. The local store of a living Front End must agree with it, before anything starts. */
export function checkRelationship(facts: Facts): Step {
	const {pool} = facts;
	const partner = livingPartnerOf(facts);
	return {
		title: say('step.checkRelationship.title', {pool}),
		why: say('step.checkRelationship.why'),
		sought: say('step.checkRelationship.sought', {pool, partner: partner.fqdn}),
		look: all(read(hostOf(facts), 'Get-CsPoolBackupRelationship', {PoolFqdn: pool, LocalStore: true})),
		judge([answer]) {
			if (!answer?.end.ok) return refuse('relationshipUnknown', {pool, message: errorOf(answer)}, [errorSign(answer)]);
			const backup = fqdnOf(objectsOf(answer)[0]?.BackupPoolFqdn);
			const evidence = [seen(answer, backup === partner.fqdn ? 'good' : 'bad', 'evidence.backupPool', {pool, backup: backup || 'none'})];
			return backup === partner.fqdn
				? {says: 'holds', evidence}
				: refuse('topologyDiffers', {pool, captured: partner.fqdn, now: backup || 'none'}, evidence);
		},
	};
}

/** The partner has to carry both pools: its services, its routing groups, its SQL, its size [L-CAP]. */
export function checkPartner(facts: Facts): Step {
	const home = homeOf(facts);
	const partner = livingPartnerOf(facts);
	const host = hostOf(facts);
	const asks: readonly Ask[] = [
		...partner.computers.map(computer =>
			read(host, 'Get-CsWindowsService', {ComputerName: computer, Name: 'RTCSRV', ExcludeActivityLevel: true}),
		),
		read(host, 'Get-CsPoolFabricState', {PoolFqdn: partner.fqdn, Type: 'Routing'}),
		tcp(partner.sql.primary, sqlPort, host),
		...(partner.sql.mirror ? [tcp(partner.sql.mirror, sqlPort, host)] : []),
	];
	return {
		title: say('step.checkPartner.title', {pool: partner.fqdn}),
		why: say('step.checkPartner.why'),
		sought: say('step.checkPartner.sought', {partner: partner.fqdn}),
		look: all(...asks),
		judge(answers) {
			const running = partner.computers.filter((_, index) => textOf(objectsOf(answers[index])[0]?.Status) === 'Running');
			const fabric = answerOf(answers, 'Get-CsPoolFabricState');
			const orphans = JSON.stringify(outputOf(fabric?.end) ?? '').split('has no primaries').length - 1;
			const hasSql = answeringOn(answers, sqlPort).length > 0;
			const users = home.users + partner.users;
			const needed = Math.round(users / usersPerFrontEnd);
			const evidence = [
				seen(answers[0], running.length === partner.computers.length ? 'good' : 'bad', 'evidence.servicesRun', {
					service: 'RTCSRV',
					pool: partner.fqdn,
					running: running.length,
					all: partner.computers.length,
				}),
				fabric?.end.ok ? seen(fabric, orphans === 0 ? 'good' : 'bad', 'evidence.routingGroups', {orphans}) : errorSign(fabric, 'unknown'),
				...(hasSql || notAskedIn(answers).length === 0 ? [sqlSign(answers, partner.sql, true)] : notAskedSigns(answers)),
				seen(undefined, needed <= running.length ? 'good' : 'bad', 'evidence.capacity', {users, needed, running: running.length}),
			];
			if (running.length === 0) return refuse('partnerStopped', {partner: partner.fqdn}, evidence);
			if (!hasSql && notAskedIn(answers).length > 0) {
				const args = {partner: partner.fqdn, server: partner.sql.primary, from: host};
				return {...refuse('partnerSqlNotAsked', args, evidence), mayGoOn: true} as Judgement;
			}
			if (!hasSql) return refuse('partnerSqlDown', {partner: partner.fqdn, server: partner.sql.primary}, evidence);
			if (orphans > 0) return {...refuse('partnerQuorum', {partner: partner.fqdn, orphans}, evidence), mayGoOn: true} as Judgement;
			return {says: 'holds', evidence};
		},
	};
}
