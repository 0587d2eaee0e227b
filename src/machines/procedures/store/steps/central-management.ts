/** The Central Management store: where it is, who stands by for it, and how it is moved (procedure e). */
import {type Answer, all, type Look} from '../../../ask.js';
import {change, read} from '../../../cmdlet.js';
import {debtId} from '../../../debt.js';
import {firstLabel, poolOf, poolOfIdentity} from '../../../deployment/deployment.js';
import type {JsonObject} from '../../../json.js';
import {isOurOwn} from '../../../live/nowhere.js';
import {say} from '../../../message.js';
import {type Evidence, type Judgement, mayCome, type Step} from '../../../step/step.js';
import {type CmsState, type Facts, homeOf, hostOf} from '../../facts.js';
import {answerOf, errorOf, fqdnOf, listOf, objectsOf, seen, textOf} from '../../seeing.js';
import {cmsSign, errorSign, mastersIn} from '../../steps/signs.js';

const status = (host: string) => read(host, 'Get-CsManagementStoreReplicationStatus', {CentralManagementStoreStatus: true});

/** Microsoft's page says the pool, field output shows the machine: either is accepted (contradiction 19). */
export function belongsTo(facts: Facts, pool: string, computer: string): boolean {
	return computer === pool || poolOf(facts.deployment, pool)?.computers.includes(computer) === true;
}

export function mastersAreOn(facts: Facts, pool: string, answers: readonly Answer[]): boolean {
	const {master, agents} = mastersIn(answers);
	return belongsTo(facts, pool, master) && agents.length > 0 && agents.every(agent => belongsTo(facts, pool, agent));
}

/** The active copy among services that name themselves `CentralManagement:<pool>`; the flag is recalled, not documented. */
function activeIn(services: readonly JsonObject[]): string {
	const copies = services.filter(service => textOf(service.Identity).startsWith('CentralManagement:'));
	const active = copies.find(copy => copy.Active === true) ?? (copies.length === 1 ? copies[0] : undefined);
	return active ? poolOfIdentity(textOf(active.Identity)) : '';
}

/**
 * Step 3. A dead store answers nothing: its cmdlets hang, then err. Then the ladder is gone down, and what answered is named: the local
 * store of this Front End, the pointer in Active Directory, the captured topology.
 */
export function locateCms(facts: Facts, number = '3'): Step {
	const host = hostOf(facts);
	const ask: Look = answers => {
		if (answers.length === 0) return [status(host), read(host, 'Get-CsService', {CentralManagement: true})];
		if (answers.length === 2 && !answers.every(({end}) => end.ok)) return [read(host, 'Get-CsTopology', {LocalStore: true})];
		return answers.length === 3 && !fromLocalStore(answers) ? [read(host, 'Get-CsConfigurationStoreLocation')] : [];
	};
	return {
		title: say('step.locateCms.title'),
		why: say('step.locateCms.why'),
		number,
		look: ask,
		told: {
			fields: [
				{id: 'cmsPool', label: say('field.cmsPool'), kind: 'fqdn'},
				{id: 'cmsState', label: say('field.cmsState'), kind: 'text'},
			],
			refuses: ({cmsPool = '', cmsState = ''}) =>
				poolOf(facts.deployment, plain(cmsPool)) && stateTyped.has(plain(cmsState))
					? undefined
					: say('form.cmsExpected', {pools: facts.deployment.pools.map(({fqdn}) => fqdn)}),
			learns: ({cmsPool = '', cmsState = ''}) => ({cmsPool: plain(cmsPool), cmsState: stateTyped.get(plain(cmsState)) ?? 'silent'}),
		},
		judge(answers) {
			const {answer, master, agents} = mastersIn(answers);
			const store = answerOf(answers, 'Get-CsService');
			const [pool, evidence] = whereItIs(facts, answers, store);
			// Silence of the store is knowledge; that it could not be asked is none. Where it was captured counts only where nothing was lost.
			const isCaptured = evidence.source === 'topology';
			const lost = answers.find(each => (each === answer || isCaptured) && isOurOwn(each.end));
			if (lost) return {says: 'cannotTell', why: say('cms.notAsked', {message: errorOf(lost)}), evidence: [errorSign(lost, 'unknown')]};
			const state: CmsState = !answer?.end.ok ? 'silent' : master && agents.length > 0 ? 'healthy' : 'blank';
			const found = [cmsSign(answers), evidence];
			// The plan is made for a captured topology, and this pool is not in it.
			if (!poolOf(facts.deployment, pool))
				return {says: 'blocked', why: say('cms.noStandby', {pool}), remedy: say('cms.noStandby.remedy', {pool}), evidence: found};
			return {says: 'holds', evidence: found, learned: {cmsPool: pool, cmsState: state}};
		},
	};
}

const plain = (typed: string) => typed.trim().toLowerCase();
const stateTyped: ReadonlyMap<string, CmsState> = new Map([
	['works', 'healthy'],
	['blank', 'blank'],
	['silent', 'silent'],
]);

const fromLocalStore = (answers: readonly Answer[]) =>
	activeIn(objectsOf(answerOf(answers, 'Get-CsTopology')).flatMap(topology => objectsIn(topology.Services)));
const objectsIn = (value: JsonObject[string] | undefined) =>
	listOf(value).filter((entry): entry is JsonObject => typeof entry === 'object' && entry !== null && !Array.isArray(entry));

function whereItIs(facts: Facts, answers: readonly Answer[], store: Answer | undefined): readonly [string, Evidence] {
	const asked = activeIn(objectsOf(store));
	if (asked) return [asked, seen(store, 'good', 'evidence.cmsByStore', {pool: asked})];
	const local = fromLocalStore(answers);
	if (local) return [local, seen(answerOf(answers, 'Get-CsTopology'), 'good', 'evidence.cmsByLocalStore', {pool: local})];
	const directory = answerOf(answers, 'Get-CsConfigurationStoreLocation');
	const server = fqdnOf(objectsOf(directory)[0]?.BackEndServer).split('\\', 1)[0] ?? '';
	const byServer = facts.deployment.pools.find(({sql, fqdn}) => [sql.primary, sql.mirror, fqdn].includes(server));
	if (byServer) return [byServer.fqdn, seen(directory, 'good', 'evidence.cmsByDirectory', {pool: byServer.fqdn, server})];
	const {active} = facts.deployment.cms;
	return [active, seen(undefined, 'unknown', 'evidence.cmsByTopology', {pool: active})];
}

/** Branch 6 of the printed page needs two export files and another cmdlet. It is explained and not walked here. */
export function refuse2010(facts: Facts): Step {
	const pool = facts.cmsPool ?? facts.deployment.cms.active;
	return {
		title: say('step.refuse2010.title', {pool}),
		why: say('step.refuse2010.why'),
		judge: () => ({says: 'blocked', why: say('cms.is2010', {pool}), remedy: say('cms.is2010.remedy', {pool}), evidence: []}),
	};
}

/** Step 4, first half. The standby can only be the pool that the topology names; without one a dead store must be restored [L-RESTCMS]. */
export function findStandby(facts: Facts & Partial<CmsMove>): Step {
	const cmsPool = facts.cmsPool ?? facts.deployment.cms.active;
	const standby = poolOf(facts.deployment, cmsPool)?.backupPool;
	const isDefined = standby !== undefined && (facts.deployment.cms.standby === standby || facts.deployment.cms.active === standby);
	return {
		title: say('step.findStandby.title', {pool: cmsPool}),
		why: say('step.findStandby.why'),
		sought: say('step.findStandby.sought', {pool: cmsPool, standby: standby ?? '-'}),
		number: facts.numbers?.standby ?? (facts.isDisaster === false ? '8' : '4'),
		look: all(read(hostOf(facts), 'Get-CsPoolBackupRelationship', {PoolFqdn: cmsPool, LocalStore: true})),
		judge([answer]): Judgement {
			const backup = fqdnOf(objectsOf(answer)[0]?.BackupPoolFqdn);
			const evidence = [seen(answer, backup ? 'good' : 'bad', 'evidence.backupPool', {pool: cmsPool, backup: backup || 'none'})];
			if (isDefined && backup === standby) return {says: 'holds', evidence};
			return {says: 'blocked', why: say('cms.noStandby', {pool: cmsPool}), remedy: say('cms.noStandby.remedy', {pool: cmsPool}), evidence};
		},
	};
}

export type CmsMove = {
	/** FQDN of the pool that receives the store. The cmdlet runs on one of its servers. */
	readonly target: string;
	readonly isDisaster: boolean;
	readonly principal?: string;
	readonly mirror?: string | null;
	/** Of its steps in the runbook that it is a part of; by default those of a pool failover, or of a failback. */
	readonly numbers?: CmsNumbers;
};
export type CmsNumbers = {readonly [step in 'standby' | 'database' | 'move' | 'replicas' | 'compare']?: string};

/** It was moved away from there: what is owed is paid by moving it there. */
const isComingHome = ({debts, target}: Facts & CmsMove): boolean => debts.some(({id}) => id === debtId('cmsMoved', target));

/** Step 4, second half. Which Back End is principal decides the parameters. Mirroring is gone from 2019 on. */
export function findDatabase(facts: Facts & CmsMove): Step {
	const {fqdn, sql} = homeOf({deployment: facts.deployment, pool: facts.target});
	const servers = [sql.primary, sql.mirror].filter(server => server !== undefined);
	return {
		title: say('step.findDatabase.title', {pool: fqdn}),
		why: say('step.findDatabase.why'),
		number: facts.numbers?.database ?? '4',
		look: all(read(hostOf(facts), 'Get-CsDatabaseMirrorState', {PoolFqdn: fqdn, DatabaseType: 'CentralMgmt', LocalStore: true})),
		fact: {
			fields: [{id: 'principal', label: say('field.principal', {pool: fqdn}), kind: 'fqdn'}],
			refuses: ({principal = ''}) =>
				servers.includes(principal.trim().toLowerCase()) ? undefined : say('form.principalExpected', {servers}),
			learns: ({principal = ''}) => ({
				principal: principal.trim().toLowerCase(),
				mirror: servers.find(server => server !== principal.trim().toLowerCase()) ?? null,
			}),
		},
		judge([answer]) {
			const states = objectsOf(answer);
			const is = (side: string, value: string) => states.length > 0 && states.every(state => textOf(state[side]).toLowerCase() === value);
			if (is('StateOnMirror', 'principal') && sql.mirror) {
				return {
					says: 'holds',
					evidence: [seen(answer, 'good', 'evidence.principal', {server: sql.mirror})],
					learned: {principal: sql.mirror, mirror: sql.primary},
				};
			}
			if (is('StateOnPrimary', 'principal')) {
				return {
					says: 'holds',
					evidence: [seen(answer, 'good', 'evidence.principal', {server: sql.primary})],
					learned: {principal: sql.primary, mirror: sql.mirror ?? null},
				};
			}
			const why = say('cms.noPrincipal', {pool: fqdn, message: errorOf(answer)});
			return {
				says: 'blocked',
				why,
				remedy: say('cms.noPrincipal.remedy', {pool: fqdn}),
				evidence: [seen(answer, 'bad', 'evidence.noPrincipal', {pool: fqdn})],
			};
		},
	};
}

/**
 * Step 5. In disaster mode with the parameters of the reference, not of the printed page (contradiction 3); `-Force` only there, because it
 * ignores replication. Once it has begun, only the status says how it ended: a second call too soon is a documented failure [SUP-CMS].
 */
export function moveCms(facts: Facts & CmsMove): Step {
	const {target, isDisaster, principal, mirror, cmsPool = facts.deployment.cms.active} = facts;
	const host = hostOf(facts);
	const {sql} = homeOf({deployment: facts.deployment, pool: target});
	const isHome = isComingHome(facts);
	const parameters = isDisaster
		? {
				BackupSqlServerFqdn: principal ?? sql.primary,
				BackupSqlInstanceName: sql.instance,
				...(mirror ? {BackupMirrorSqlServerFqdn: mirror, BackupMirrorSqlInstanceName: sql.instance} : {}),
				Force: true,
				Confirm: false,
				Verbose: true,
			}
		: {Confirm: false, Verbose: true};
	return {
		title: say('step.moveCms.title', {from: cmsPool, to: target}),
		why: say(isDisaster ? 'step.moveCms.whyDisaster' : isHome ? 'step.moveCms.whyNormal' : 'step.moveCms.whyAway', {from: cmsPool}),
		number: facts.numbers?.move ?? (isDisaster ? '5' : '8'),
		look: all(status(host)),
		judge(answers, fate): Judgement {
			const {answer, master} = mastersIn(answers);
			if (mastersAreOn(facts, target, answers)) return {says: 'holds', evidence: [cmsSign(answers)]};
			if (!answer?.end.ok) {
				// It is what a dead store does before its move; of a move that began it shows nothing.
				const says = mayCome(fate) ? 'cannotTell' : 'doesNotHold';
				return {says, why: say('cms.masterUnknown', {pool: target}), evidence: [cmsSign(answers)]};
			}
			if (!master && (mayCome(fate) || !isDisaster))
				return {says: 'cannotTell', why: say('cms.mastersBlank'), evidence: [cmsSign(answers, 'unknown')]};
			if (fate === 'failed') {
				const args = {pool: target};
				return {
					says: 'blocked',
					why: say('cms.refused', args),
					remedy: say('cms.refused.remedy', args),
					evidence: [cmsSign(answers, 'bad')],
				};
			}
			// Not all on the target shows that no move is under way only where all are still where they were.
			const mayBeMoving = mayCome(fate) && (isDisaster || !mastersAreOn(facts, cmsPool, answers));
			const says = mayBeMoving ? 'cannotTell' : 'doesNotHold';
			return {says, why: say('cms.notOnTarget', {pool: target}), evidence: [cmsSign(answers, 'bad')]};
		},
		change: {
			calls: () => [change(host, 'Invoke-CsManagementServerFailover', parameters, 20 * 60_000)],
			changes: () => say(isDisaster ? 'step.moveCms.changesDisaster' : 'step.moveCms.changes', {from: cmsPool, to: target}),
			undo: say('step.moveCms.undo', {from: cmsPool}),
			users: say('step.moveCms.users'),
			takes: say('step.moveCms.takes'),
			confirmation: () => ({danger: 'reversible', label: firstLabel(target), of: 'store'}),
			hasPreview: false,
			settlesInMs: 5 * 60_000,
			// In normal mode a master that is still where it was shows that no move is under way; a dead store shows nothing.
			isReadBack: !isDisaster,
		},
		opens: () =>
			isHome
				? []
				: [
						{
							id: debtId('cmsMoved', cmsPool),
							kind: 'cmsMoved',
							title: say('debt.cmsMoved', {from: cmsPool, to: target}),
							about: {from: cmsPool, to: target, ...(isDisaster ? {} : {isPlanned: true})},
						},
					],
		closes: () => (isHome ? [debtId('cmsMoved', target)] : []),
	};
}

/** The management connection and the service control point must name the same store [C-CMSCHK]. */
export function compareStores(facts: Facts & CmsMove): Step {
	const host = hostOf(facts);
	const {sql} = homeOf({deployment: facts.deployment, pool: facts.target});
	const servers = [sql.primary, sql.mirror ?? sql.primary];
	return {
		title: say('step.compareStores.title'),
		why: say('step.compareStores.why'),
		sought: say('step.compareStores.sought', {servers}),
		...(facts.numbers?.compare ? {number: facts.numbers.compare} : {}),
		maySkip: true,
		look: all(read(host, 'Get-CsManagementConnection'), read(host, 'Get-CsConfigurationStoreLocation')),
		judge([connection, location]) {
			const connected = fqdnOf(objectsOf(connection)[0]?.SqlServer);
			const pointed = fqdnOf(objectsOf(location)[0]?.BackEndServer).split('\\', 1)[0] ?? '';
			const agrees = servers.includes(connected) && servers.includes(pointed);
			const evidence = [
				seen(location, agrees ? 'good' : 'bad', 'evidence.stores', {connection: connected || 'none', pointer: pointed || 'none'}),
			];
			return agrees ? {says: 'holds', evidence} : {says: 'cannotTell', why: say('cms.storesDiffer'), evidence, mayGoOn: true};
		},
		patience: {everyMs: 30_000, forMs: 30 * 60_000},
	};
}
