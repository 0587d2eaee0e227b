/** Before and after a failback: the pool must run, have its replicas, and be level with its partner; meeting files are copied afterwards. */
import {type Answer, all} from '../../ask.js';
import {change, read} from '../../cmdlet.js';
import {debtId} from '../../debt.js';
import {firstLabel} from '../../deployment/deployment.js';
import type {JsonObject} from '../../json.js';
import {say} from '../../message.js';
import {tcp} from '../../probe.js';
import {type Evidence, type Judgement, mayCome, type Step} from '../../step/step.js';
import {type Facts, homeOf, hostOf, livingPartnerOf} from '../facts.js';
import {answeringOn, objectsOf, seen, textOf} from '../seeing.js';
import {computersSign, errorSign, filePort, frontEndsSign, sipPort, sqlPort, sqlSign} from './signs.js';

/** The pool was failed over, its computers and its SQL are back, and its partner lives; without the partner its users' work is lost [PS-FB]. */
export function checkRepaired(facts: Facts): Step {
	const home = homeOf(facts);
	const partner = livingPartnerOf(facts);
	const servers = [home.sql.primary, home.sql.mirror].filter(server => server !== undefined);
	return {
		title: say('step.checkRepaired.title', {pool: home.fqdn}),
		why: say('step.checkRepaired.why'),
		look: all(
			...home.computers.map(computer => tcp(computer, filePort)),
			...servers.map(server => tcp(server, sqlPort)),
			...partner.computers.map(computer => tcp(computer, sipPort)),
		),
		judge(answers): Judgement {
			const powered = answeringOn(answers, filePort);
			const hasSql = answeringOn(answers, sqlPort).length > 0;
			const [host] = answeringOn(answers, sipPort);
			const evidence = [computersSign(answers, home), sqlSign(answers, home.sql, true), frontEndsSign(answers, partner, true)];
			const refuse = (id: string): Judgement => ({
				says: 'blocked',
				why: say(`repair.${id}`, {pool: home.fqdn, partner: partner.fqdn}),
				remedy: say(`repair.${id}.remedy`, {pool: home.fqdn, partner: partner.fqdn}),
				evidence,
			});
			if (!facts.debts.some(({id}) => id === debtId('failedOver', home.fqdn))) return refuse('notFailedOver');
			if (!host) return refuse('partnerDead');
			if (powered.length === 0 || !hasSql) return refuse('stillDark');
			return {says: 'holds', evidence, learned: {host}};
		},
	};
}

/** c.1. A call for each Front End whose front-end service does not run; starting a running one is no error [doc]. */
export function startServices(facts: Facts): Step {
	const {fqdn, computers} = homeOf(facts);
	const host = hostOf(facts);
	const status = (answers: readonly Answer[], index: number) => textOf(objectsOf(answers[index])[0]?.Status);
	const waiting = (answers: readonly Answer[]) => computers.filter((_, index) => status(answers, index) !== 'Running');
	/** A front-end service stays in Starting until enough of its pool have started (event 32174). */
	const stopped = (answers: readonly Answer[]) => computers.filter((_, index) => !/^(Running|Start)/.test(status(answers, index)));
	return {
		title: say('step.startServices.title', {pool: fqdn}),
		why: say('step.startServices.why'),
		number: '1',
		look: all(
			...computers.map(computer =>
				read(host, 'Get-CsWindowsService', {ComputerName: computer, Name: 'RTCSRV', ExcludeActivityLevel: true}),
			),
		),
		judge(answers, fate): Judgement {
			const notYet = waiting(answers);
			const unsaid = computers.filter((_, index) => status(answers, index) === '');
			const evidence: Evidence[] = [
				seen(answers[0], notYet.length === 0 ? 'good' : 'bad', 'evidence.servicesRun', {
					service: 'RTCSRV',
					pool: fqdn,
					running: computers.length - notYet.length,
					all: computers.length,
				}),
			];
			if (notYet.length === 0) return {says: 'holds', evidence};
			// One that does not say how it is may be starting.
			if (mayCome(fate) && unsaid.length > 0)
				return {says: 'cannotTell', why: say('repair.servicesUnsaid', {computers: unsaid, count: unsaid.length}), evidence};
			const why = say('repair.servicesStopped', {computers: notYet, count: notYet.length});
			return stopped(answers).length === 0 ? {says: 'cannotTell', why, evidence} : {says: 'doesNotHold', why, evidence};
		},
		change: {
			calls: answers =>
				stopped(answers).map(computer =>
					change(host, 'Start-CsWindowsService', {ComputerName: computer, Confirm: false, Verbose: true}, 70 * 60_000),
				),
			changes: () => say('step.startServices.changes', {pool: fqdn, count: computers.length}),
			undo: say('step.startServices.undo'),
			users: say('step.startServices.users'),
			takes: say('step.startServices.takes'),
			confirmation: () => ({danger: 'reversible', label: firstLabel(fqdn), of: 'pool'}),
			hasPreview: true,
			settlesInMs: 60_000,
			isReadBack: true,
		},
		patience: {everyMs: 30_000, forMs: 70 * 60_000},
	};
}

/** A failback during the Address Book's maintenance leaves Front Ends that do not start [KB3140472]. No cmdlet tells, only the event log does. */
export function awaitAddressBook(facts: Facts): Step {
	return {
		title: say('step.addressBook.title'),
		why: say('step.addressBook.why'),
		manual: {items: [say('step.addressBook.item', {pool: facts.pool})]},
		maySkip: true,
	};
}

/** c.3. Both directions of the backup service steady or final, import normal; only then does everything come along. */
export function checkBackup(facts: Facts, number = '3'): Step {
	const home = homeOf(facts);
	const partner = livingPartnerOf(facts);
	const host = hostOf(facts);
	return {
		title: say('step.checkBackup.title', {pool: home.fqdn, partner: partner.fqdn}),
		why: say('step.checkBackup.why'),
		sought: say('step.checkBackup.sought'),
		number,
		isWaiting: true,
		look: all(...[partner.fqdn, home.fqdn].map(pool => read(host, 'Get-CsBackupServiceStatus', {PoolFqdn: pool}))),
		judge(answers): Judgement {
			const evidence = answers.map((answer, index) => backupEvidence(answer, [partner.fqdn, home.fqdn][index] ?? ''));
			if (evidence.every(({sign}) => sign === 'good')) return {says: 'holds', evidence};
			return {says: 'cannotTell', why: say('repair.backupNotSteady', {pool: home.fqdn, partner: partner.fqdn}), evidence, mayGoOn: true};
		},
		patience: {everyMs: 30_000, forMs: 60 * 60_000},
	};
}

export const modulesOf = (answer: Answer | undefined) =>
	objectsOf(answer).flatMap(status => (Array.isArray(status.BackupModules) ? (status.BackupModules as JsonObject[]) : []));
const isSteady = (state: string) => ['SteadyState', 'FinalState'].includes(state);

function backupEvidence(answer: Answer | undefined, pool: string): Evidence {
	if (!answer?.end.ok) return errorSign(answer);
	const user = modulesOf(answer).filter(module => !nameOf(module).startsWith('CentralMgmt'));
	const worst = user.find(module => !isSteady(textOf(module.ExportStatus)) || textOf(module.ImportStatus) !== 'NormalState');
	if (user.length === 0) return seen(answer, 'unknown', 'evidence.backupUnsaid', {pool});
	return worst
		? seen(answer, 'bad', 'evidence.backupModule', {
				pool,
				module: nameOf(worst),
				exports: textOf(worst.ExportStatus),
				imports: textOf(worst.ImportStatus),
			})
		: seen(answer, 'good', 'evidence.backupSteady', {pool});
}

export const nameOf = (module: JsonObject) => textOf(module.Identity);

/** Content goes over in packages, one each sync interval; more cycles than this are a backlog that somebody has to look at. */
const mostSyncCycles = 6;
/** However short the interval: exporting and importing take their time. */
const shortestCopyMs = 10 * 60_000;

/** c.5. Meeting files come back only by an explicit copy, documented as mandatory on another page [L-CONF]. */
export function syncConferences(facts: Facts): Step {
	const home = homeOf(facts);
	const partner = livingPartnerOf(facts);
	const host = hostOf(facts);
	const intervalMs = facts.deployment.backupSyncIntervalMs;
	return {
		title: say('step.syncConferences.title', {pool: home.fqdn}),
		why: say('step.syncConferences.why'),
		number: '5',
		look: all(read(host, 'Get-CsBackupServiceStatus', {PoolFqdn: partner.fqdn})),
		judge([answer], fate): Judgement {
			const evidence = [backupEvidence(answer, partner.fqdn)];
			const isSteadyNow = evidence.every(({sign}) => sign === 'good');
			if (fate === 'unknown') return {says: 'cannotTell', why: say('repair.conferencesUnseen', {partner: partner.fqdn}), evidence};
			if (fate !== 'endedWell') return {says: 'doesNotHold', why: say('repair.conferencesToCopy', {partner: partner.fqdn}), evidence};
			return isSteadyNow
				? {says: 'holds', evidence}
				: {says: 'cannotTell', why: say('repair.conferencesUnderWay', {partner: partner.fqdn}), evidence};
		},
		change: {
			calls: () => [
				change(host, 'Invoke-CsBackupServiceSync', {PoolFqdn: partner.fqdn, BackupModule: 'ConfServices.DataConf'}, 60 * 60_000),
			],
			changes: () => say('step.syncConferences.changes', {label: partner.fqdn, pool: home.fqdn, partner: partner.fqdn}),
			undo: say('step.syncConferences.undo'),
			users: say('step.syncConferences.users'),
			takes: say('step.syncConferences.takes'),
			confirmation: () => ({danger: 'reversible', label: firstLabel(partner.fqdn), of: 'source'}),
			hasPreview: false,
			settlesInMs: 60_000,
			// A steady service may have copied, or had nothing to copy. Running it twice is another incremental copy [doc].
			isReadBack: false,
		},
		patience: {
			everyMs: Math.max(15_000, Math.min(intervalMs / 8, 5 * 60_000)),
			forMs: Math.max(shortestCopyMs, mostSyncCycles * intervalMs),
		},
		closes: () => [debtId('conferences', home.fqdn)],
		maySkip: true,
	};
}
