/** What is tried against each guard that stands in a procedure, and what must never have been called: the words of `design`, as facts of the world. */
import type {SimulatedDeployment} from '../../../src/adapters/mock/rehearsal.js';
import type {Deployment} from '../../../src/machines/deployment/deployment.js';
import type {Fault, Scenario} from '../../../src/machines/deployment/scenario.js';
import {loadDeployment, loadScenario} from '../../playing/play.js';
import {chance} from '../../simulation/random-operator.js';
import type {Attack, Call, Setting} from './attempt.js';

const minutes = 60_000;
/** Three Front Ends, one SQL and one Edge server at each site: as many as it takes, so that many can try. */
const contoso = small(loadDeployment());
const [pool1, pool2] = ['pool1.contoso.com', 'pool2.contoso.com'] as const;
const siteDark = loadScenario('site-dark');
const maintenance = loadScenario('maintenance');
const swap = loadScenario('swap');
const dark = {fault: 'off', role: 'hitSite', atMs: 0} as const;

const oneOf = <Item>(items: readonly Item[], seed: number, what: string): Item =>
	items[Math.floor(chance(seed, what) * items.length)] as Item;
const lost = (faults: Scenario['faults'] = [dark], more: Partial<Scenario> = {}): Scenario => ({...siteDark, given: [], faults, ...more});
const setting = (scenario: Scenario, more: Partial<Setting> = {}): Setting => ({scenario, deployment: contoso, pool: pool1, ...more});

const movesUsers = ({call}: Call) => call.name === 'Invoke-CsPoolFailOver';
const poolOf = ({call}: Call) => String(call.parameters.PoolFqdn).toLowerCase();
/** Going on without something takes a reason in writing; then it is the operator who answers for it. */
const hasReason = ({said}: Call, step: string, choices: readonly string[]) =>
	said.some(each => each.step.includes(step) && choices.includes(each.choice) && (each.fields.reason ?? '').trim() !== '');
const isRunning = (world: SimulatedDeployment, fqdn: string) => {
	const computer = world.world.computers[fqdn];
	return computer?.isOn === true && computer.services.RTCSRV === 'Running';
};

function small(whole: Deployment): Deployment {
	const pools = whole.pools.map(pool => {
		const {mirror: _, witness: __, ...sql} = pool.sql;
		return {...pool, computers: pool.computers.slice(0, 3), sql};
	});
	return {...whole, pools, edgePools: whole.edgePools.map(edge => ({...edge, computers: edge.computers.slice(0, 1)})), otherPools: []};
}

/** The store is on the living pool already. */
const storeElsewhere: Deployment = {
	...contoso,
	cms: {
		active: pool2,
		standby: pool1,
		scp: {server: 'sqlbe21.contoso.com', instance: 'RTC'},
		activeMaster: 'fe21.contoso.com',
		fileTransferAgents: ['fe21.contoso.com'],
	},
};

/** Where the store is not what is at stake, most need not move it first. */
const mostly = (seed: number): Deployment => (chance(seed, 'store') < 0.7 ? storeElsewhere : contoso);

export const cmsFirst: Attack = {
	real(seed) {
		const extra: Fault[] = ['replicasLag', 'refusesOnce', 'linkBreaks', 'blank', 'losesSecondHop'];
		const fault = oneOf(extra, seed, 'fault');
		const role = fault === 'replicasLag' || fault === 'losesSecondHop' ? 'partner' : 'cms';
		return setting(lost([dark, {fault, role, atMs: Math.floor(chance(seed, 'at') * 10) * minutes}]));
	},
	harmless: () => setting(lost(), {deployment: storeElsewhere}),
	words: ['because', pool1, pool2, 'unknown', '99', 'edge1', 'fe21.contoso.com'],
	forbids(called) {
		if (!movesUsers(called)) return undefined;
		const {cms, computers, lagUntil} = called.world.world;
		const {now} = called.world.clock;
		const master = cms.master;
		if (cms.isMoving || master === null || computers[master]?.isOn !== true) return 'users were moved without a living master';
		if (!cms.fileTransferAgents.some(agent => computers[agent]?.isOn)) return 'users were moved without a file transfer agent';
		const lags = (lagUntil[pool2] ?? 0) > now() && !hasReason(called, 'waitingForReplicas', ['skip']);
		return lags ? 'users were moved before the replicas of their new pool' : undefined;
	},
};

/** Half of them fail over what is lost, half begin by failing back: the pool is that of the users in both directions. */
export const direction: Attack = {
	real: seed => {
		const pool = oneOf([pool1, pool2], seed, 'pool');
		return chance(seed, 'back') < 0.5 ? setting(lost(), {pool, deployment: mostly(seed)}) : setting(swap, {pool});
	},
	isLast: /^Invoke-CsPoolFail/,
	words: [
		pool1,
		pool2,
		' POOL1.contoso.com',
		'pool1',
		'pool2',
		'pool2.contoso.com ',
		'p\u043eol1.contoso.com',
		'contoso.com',
		'99',
		'unknown',
		'',
	],
	forbids(called) {
		if (!/^Invoke-CsPoolFail/.test(called.call.name)) return undefined;
		const pool = poolOf(called);
		const word = called.said
			.findLast(({choice}) => choice === 'confirm')
			?.fields.homePool?.trim()
			.toLowerCase();
		if (word !== pool) return `users of ${pool} were moved after “${word}” was typed`;
		const elsewhere = Object.entries(called.world.world.pools).flatMap(([fqdn, {state}]) => (state === 'Normal' ? [] : [fqdn]));
		const isWrong = movesUsers(called) ? elsewhere.includes(pool) : elsewhere.length > 0 && !elsewhere.includes(pool);
		return isWrong ? `${called.call.name} of ${pool}, while users of ${elsewhere} run elsewhere` : undefined;
	},
};

const servedBy = (world: SimulatedDeployment, pool: string) =>
	Object.entries(world.world.pools).filter(([fqdn, each]) => fqdn !== pool && each.state !== 'Normal' && each.servedBy === pool);

export const swapOrder: Attack = {
	real(seed) {
		const [scenario, begunFor] = oneOf(
			[
				[lost(), 'poolFailover'],
				[lost(), 'siteFailover'],
				[maintenance, 'plannedFailover'],
				[lost([{fault: 'off', role: 'hitSql', atMs: 0}]), 'poolFailover'],
			] as const,
			seed,
			'begun',
		);
		return setting({...scenario, given: [{given: 'partnerRunsOnHitPool'}], procedure: begunFor}, {begunFor, deployment: mostly(seed)});
	},
	harmless(seed) {
		const {scenario, ...more} = swapOrder.real(seed);
		return {...more, scenario: {...scenario, given: []}};
	},
	words: ['because', pool1, pool2, 'unknown', '99', 'edge1'],
	forbids(called) {
		// Of a move that was cut short, whoever says that it was ended is believed when two test users were moved: in writing, on their word.
		const isOnTheirWord = called.said.some(
			({step, choice}) => /failingPartnerBack|failingBackUsers/.test(step) && /happened|noError/.test(choice),
		);
		const all = movesUsers(called) ? servedBy(called.world, poolOf(called)) : [];
		const carried = all.filter(([, {someOn}]) => someOn === null || !isOnTheirWord);
		return carried.length > 0 ? `${poolOf(called)} was failed over while it carried ${carried.map(([pool]) => pool)}` : undefined;
	},
};

const edgesTo = (deployment: Deployment, hop: string): Deployment => ({
	...deployment,
	edgePools: deployment.edgePools.map(edge => ({...edge, nextHop: hop})),
});

/** A colleague publishes a topology, this very moment. */
function setHop({world}: SimulatedDeployment, edge: string, hop: string) {
	world.topology.version++;
	world.topology.changes.push({version: world.topology.version, key: `nextHop/${edge}`, value: hop});
}

export const nextHop: Attack = {
	real(seed) {
		const deployment = edgesTo(mostly(seed), pool1);
		const fault = oneOf(['replicasLag', 'refusesOnce', 'linkBreaks'] as const, seed, 'fault');
		const isPlanned = chance(seed, 'planned') < 0.3;
		return setting(isPlanned ? maintenance : lost([dark, {fault, role: 'partner', atMs: 8 * minutes}]), {deployment});
	},
	harmless(seed) {
		const {scenario, ...more} = nextHop.real(seed);
		return {...more, scenario, deployment: edgesTo(mostly(seed), pool2)};
	},
	words: ['because', pool1, pool2, 'unknown', '99', 'edge1', 'edge2', 'pool1', 'pool2'],
	meanwhile(seed, world, step) {
		if (step.includes('failingOverUsers') && chance(seed, 'colleague') < 0.5) setHop(world, 'edge2.contoso.com', pool1);
	},
	forbids(called) {
		if (!movesUsers(called)) return undefined;
		const naming = Object.entries(called.world.truth().nextHops).filter(([, hop]) => hop === poolOf(called));
		const unexcused = naming.filter(() => !hasReason(called, 'changingNextHops', ['skip', 'happened']));
		return unexcused.length > 0 ? `${poolOf(called)} was failed over while ${unexcused.map(([edge]) => edge)} named it` : undefined;
	},
};

export const dataLoss: Attack = {
	real(seed) {
		const {lastSeenBeforeMs: _, ...never} = siteDark.briefing;
		// Nobody can have seen it steady that is hours behind.
		if (chance(seed, 'backlog') < 0.3)
			return setting(lost([{fault: 'backlog', role: 'hitPool', atMs: 0}, dark], {briefing: never}), {deployment: mostly(seed)});
		const briefing = {...siteDark.briefing, lastSeenBeforeMs: Math.ceil(chance(seed, 'last') * 9) * minutes};
		return setting(lost([dark], {briefing}), {deployment: mostly(seed)});
	},
	words: ['0', '0.5', '1', '-5', '1e3', '٣', 'none', 'unknown ', '0 min', pool1, ''],
	forbids(called) {
		if (!movesUsers(called) || called.call.parameters.DisasterMode !== true) return undefined;
		const word = called.said.findLast(({choice}) => choice === 'confirm')?.fields.lossMinutes?.trim();
		return word === 'unknown' || /^\d+$/.test(word ?? '') ? undefined : `data was lost on “${word}”`;
	},
	regrets(called) {
		if (!movesUsers(called) || called.call.parameters.DisasterMode !== true) return undefined;
		const word = called.said.findLast(({choice}) => choice === 'confirm')?.fields.lossMinutes?.trim();
		const really = Math.max(0, ...Object.values(called.world.truth().pools[poolOf(called)]?.lossMinutes ?? {}));
		return word !== 'unknown' && really > Number(word) ? `${really} min were lost where ${word} were accepted` : undefined;
	},
};

/** Its Front Ends and its SQL run. */
const serves = (world: SimulatedDeployment, fqdn: string) => {
	const pool = contoso.pools.find(each => each.fqdn === fqdn);
	const running = pool?.computers.filter(computer => isRunning(world, computer)) ?? [];
	const sql = world.world.computers[pool?.sql.primary ?? ''];
	return pool !== undefined && running.length * 2 > pool.computers.length && sql?.isOn === true && sql.isSqlUp;
};

/** The power is back, and whoever is there has started everything. */
function revive({world}: SimulatedDeployment) {
	for (const computer of Object.values(world.computers)) {
		if (computer.site !== 'Redmond') continue;
		computer.isOn = true;
		computer.isSqlUp = computer.hasSql;
		for (const name of Object.keys(computer.services)) computer.services[name] = 'Running';
	}
}

export const deadOrCutOff: Attack = {
	real(seed) {
		const faults: readonly Scenario['faults'][] = [
			[],
			[dark],
			[{fault: 'cutOff', role: 'hitSite', atMs: 0}],
			[{...dark, atMs: 20 * minutes}],
		];
		return setting(lost(oneOf(faults, seed, 'world')), {deployment: mostly(seed)});
	},
	harmless: seed => setting(lost(), {deployment: mostly(seed)}),
	words: ['because', pool1, 'Aoife Byrne', ' aoife  byrne', 'unknown', '99', 'edge1', ''],
	meanwhile(seed, world, step) {
		if (step.includes('failingOverUsers') || chance(seed, 'early', step) < 0.2) revive(world);
	},
	forbids(called) {
		if (!movesUsers(called) || called.call.parameters.DisasterMode !== true || !serves(called.world, poolOf(called))) return undefined;
		if (called.world.world.cutOff.Redmond) {
			const witnesses = called.said.findLast(({fields}) => fields.witness1 !== undefined)?.fields;
			const names = [witnesses?.witness1, witnesses?.witness2].map(name => (name ?? '').trim().replace(/\s+/g, ' ').toLowerCase());
			return new Set(names.filter(Boolean)).size === 2 ? undefined : 'a pool that is cut off was failed over without two witnesses';
		}
		return hasReason(called, 'reconsidering', ['answer', 'skip']) ? undefined : 'a pool that serves was failed over in disaster mode';
	},
};

/** The topology was captured while its first pool had another partner. */
const paired = (partners: Readonly<Record<string, string>>, from: Deployment): Deployment => ({
	...from,
	pools: from.pools.map(pool => (partners[pool.fqdn] ? {...pool, backupPool: partners[pool.fqdn] as string} : pool)),
});

export function pinned(captured: Deployment): Attack {
	const [first, , third] = captured.pools.map(({fqdn}) => fqdn) as [string, string, string];
	const now = paired({[first]: third}, captured);
	const hit = (deployment: Deployment): Setting => ({scenario: lost(), deployment, pool: first});
	return {
		real: () => ({...hit(captured), really: now}),
		harmless: () => hit(captured),
		words: ['because', first, third, 'unknown', '99', 'edge1'],
		forbids: ({call}) => `${call.name} was called by a plan that was made for another topology`,
	};
}
