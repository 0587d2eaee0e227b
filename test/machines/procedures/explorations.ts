/** The procedures as they are explored: what they are told at their start, and what their steps may teach. */
import type {Debt, DebtKind} from '../../../src/machines/debt.js';
import type {Deployment, FrontEndPool} from '../../../src/machines/deployment/deployment.js';
import {say} from '../../../src/machines/message.js';
import {edgeFailbackMachine} from '../../../src/machines/procedures/edge/edge-failback.machine.js';
import {federationFailoverMachine} from '../../../src/machines/procedures/edge/federation-failover.machine.js';
import {inboundFederationMachine} from '../../../src/machines/procedures/edge/inbound-federation.machine.js';
import {mediaFailoverMachine} from '../../../src/machines/procedures/edge/media-failover.machine.js';
import {remoteAccessMachine} from '../../../src/machines/procedures/edge/remote-access.machine.js';
import {xmppFailoverMachine} from '../../../src/machines/procedures/edge/xmpp-failover.machine.js';
import {forcedSwapMachine} from '../../../src/machines/procedures/pool/forced-swap.machine.js';
import {plannedFailoverMachine} from '../../../src/machines/procedures/pool/planned-failover.machine.js';
import {poolFailbackMachine} from '../../../src/machines/procedures/pool/pool-failback.machine.js';
import {poolFailoverMachine} from '../../../src/machines/procedures/pool/pool-failover.machine.js';
import {swapMachine} from '../../../src/machines/procedures/pool/swap.machine.js';
import {siteFailoverMachine} from '../../../src/machines/procedures/site/site-failover.machine.js';
import {cmsFailoverMachine} from '../../../src/machines/procedures/store/cms-failover.machine.js';
import {storeFailoverMachine} from '../../../src/machines/procedures/store/store-failover.machine.js';
import {storeMoveMachine} from '../../../src/machines/procedures/store/store-move.machine.js';
import {storeMoveBackMachine} from '../../../src/machines/procedures/store/store-move-back.machine.js';
import {storeRepairMachine} from '../../../src/machines/procedures/store/store-repair.machine.js';
import {storeRestoreMachine} from '../../../src/machines/procedures/store/store-restore.machine.js';
import type {StepEnd} from '../../../src/machines/step/step.js';
import {loadDeployment} from '../../playing/play.js';
import {type Exploration, stepEnds} from './explore.js';

export const pool = 'pool1.contoso.com';
const partner = 'pool2.contoso.com';
const edge = 'edge1.contoso.com';
export const contoso = loadDeployment();
const alone = (fqdn: string, version: 5 | 6): FrontEndPool => {
	const {backupPool: _, ...rest} = contoso.pools[1] as FrontEndPool;
	return {...rest, fqdn, version};
};
/** With a store that may be on a third pool, and on one of 2010. */
const wide: Deployment = {...contoso, pools: [...contoso.pools, alone('third.contoso.com', 6), alone('old.contoso.com', 5)]};
const unmirrored: Deployment = {
	...wide,
	pools: wide.pools.map(({sql: {mirror: _, ...sql}, ...rest}) => ({...rest, sql})),
	sites: wide.sites.map(({name, number}) => ({name, number})),
};
const debt = (kind: DebtKind, id: string, about: Debt['about']): Debt => ({id: `${kind}/${id}`, kind, title: say('debt'), about});
export const failedOver = debt('failedOver', pool, {pool, partner});
export const nextHop = debt('nextHop', edge, {edge, from: pool, to: partner});
export const cmsMoved = debt('cmsMoved', pool, {from: pool, to: partner});
export const dns = (isDone: boolean) => debt('dns', pool, {pool, isDone});

export const federation = debt('federation', edge, {edge, to: 'edge2.contoso.com'});
export const federationRoute = debt('federationRoute', 'Redmond', {site: 'Redmond', edge, to: 'edge2.contoso.com', isDone: true});
export const xmppRoute = debt('xmppRoute', 'Redmond', {site: 'Redmond', edge, to: 'edge2.contoso.com', isDone: true});
export const mediaEdge = (way: 'dialog' | 'cmdlets') => debt('mediaEdge', pool, {pool, edge, to: 'edge2.contoso.com', way});
export const edgeStopped = debt('edgeStopped', 'edge2.contoso.com', {edge, to: 'edge2.contoso.com'});
export const names = debt('names', '_sipfederationtls._tcp.contoso.com', {
	edge,
	of: '_sipfederationtls._tcp.contoso.com',
	isDone: true,
	records: [],
});

export const told = {pool, known: {lastSteady: [], debts: []}, debts: [] as readonly Debt[]};
const about = (cmsPool: string, target: string) => ({...told, cmsPool, target, needed: {frontEnds: [], edges: []}});

/** An Edge pool names the pool again: the operator goes back to where that is mended. */
export const wentBack: StepEnd = {kind: 'refused', evidence: [], learned: {}, why: say('because'), goesBack: true};

const onlyRefused = stepEnds([]).filter(({kind}) => kind === 'refused');

export const explorations = {
	poolFailover: {
		machine: poolFailoverMachine,
		inputs: [
			{...told, deployment: wide},
			{...told, deployment: unmirrored},
			{...told, deployment: wide, isPart: true},
		],
		teaches: {
			locatingCms: [
				{cmsPool: pool, cmsState: 'silent'},
				{cmsPool: pool, cmsState: 'healthy'},
				{cmsPool: 'third.contoso.com', cmsState: 'healthy'},
				{cmsPool: 'third.contoso.com', cmsState: 'blank'},
				{cmsPool: 'old.contoso.com', cmsState: 'healthy'},
			],
			findingEdges: [{edgesOnPool: []}, {edgesOnPool: [edge]}],
			reconsidering: [{poolAnswers: false}],
		},
		// It explains and blocks: there is no way for it to end well.
		ends: {refusing2010: onlyRefused, failingOverUsers: [...stepEnds(), wentBack]},
		reports: [{type: 'poolAnswers'}],
	},
	cmsFailover: {
		machine: cmsFailoverMachine,
		inputs: [
			{...about(pool, partner), deployment: contoso, isDisaster: true},
			{...about(pool, partner), deployment: unmirrored, isDisaster: true},
			{...about(partner, pool), deployment: contoso, isDisaster: false},
		],
	},
	siteFailover: {
		machine: siteFailoverMachine,
		inputs: [
			{...told, deployment: contoso},
			{...told, deployment: {...contoso, pools: contoso.pools.map(each => ({...each, edgePool: edge}))}},
		],
		teaches: {
			lookingAtEdges: [
				{lostEdges: [edge], livingEdges: ['edge2.contoso.com']},
				{lostEdges: [edge], livingEdges: []},
				{lostEdges: [], livingEdges: ['edge2.contoso.com']},
			],
		},
	},
	plannedFailover: {
		machine: plannedFailoverMachine,
		inputs: [{...told, deployment: wide}],
		teaches: {
			askingAboutCompare: [{comparesPools: false}, {comparesPools: true}],
			locatingCms: [
				{cmsPool: pool, cmsState: 'healthy'},
				{cmsPool: partner, cmsState: 'healthy'},
				{cmsPool: pool, cmsState: 'blank'},
				{cmsPool: 'old.contoso.com', cmsState: 'healthy'},
			],
			findingEdges: [{edgesOnPool: []}, {edgesOnPool: [edge]}],
		},
		// They explain and block: there is no way for them to end well.
		ends: {refusing2010: onlyRefused, refusingSickCms: onlyRefused, failingOverUsers: [...stepEnds(), wentBack]},
	},
	poolFailback: {
		machine: poolFailbackMachine,
		inputs: [[failedOver], [failedOver, nextHop, cmsMoved, dns(true)], [failedOver, cmsMoved, dns(false)]].map(debts => ({
			...told,
			deployment: contoso,
			debts,
		})),
		teaches: {askingAboutCms: [{movesCmsBack: true}, {movesCmsBack: false}]},
		leaves: [[failedOver], [failedOver, dns(true)]],
	},
	swap: {machine: swapMachine, inputs: [{...told, deployment: contoso}]},
	forcedSwap: {
		machine: forcedSwapMachine,
		inputs: [
			{...told, deployment: wide},
			{...told, deployment: unmirrored},
		],
		teaches: {
			locatingCms: [
				{cmsPool: pool, cmsState: 'silent'},
				{cmsPool: partner, cmsState: 'healthy'},
				{cmsPool: 'old.contoso.com', cmsState: 'healthy'},
			],
			findingEdges: [{edgesOnPool: []}, {edgesOnPool: [edge]}],
			reconsidering: [{poolAnswers: false}],
			reconsideringBeforeFailback: [{poolAnswers: false}],
		},
		ends: {refusing2010: onlyRefused, failingOverUsers: [...stepEnds(), wentBack]},
		reports: [{type: 'poolAnswers'}],
	},
	storeFailover: {
		machine: storeFailoverMachine,
		inputs: [{...told, deployment: wide}],
		teaches: {
			locatingCms: [
				{cmsPool: pool, cmsState: 'silent'},
				{cmsPool: pool, cmsState: 'blank'},
				{cmsPool: pool, cmsState: 'healthy'},
				{cmsPool: 'old.contoso.com', cmsState: 'silent'},
			],
		},
		ends: {refusing2010: onlyRefused, refusingWellStore: onlyRefused},
	},
	storeMove: {
		machine: storeMoveMachine,
		inputs: [{...told, deployment: wide}],
		teaches: {
			locatingCms: [
				{cmsPool: pool, cmsState: 'healthy'},
				{cmsPool: pool, cmsState: 'blank'},
				{cmsPool: 'old.contoso.com', cmsState: 'healthy'},
			],
		},
		ends: {refusing2010: onlyRefused, refusingSickCms: onlyRefused},
	},
	storeMoveBack: {machine: storeMoveBackMachine, inputs: [{...told, deployment: contoso, debts: [cmsMoved]}]},
	storeRestore: {
		machine: storeRestoreMachine,
		inputs: [{...told, deployment: contoso}],
		teaches: {findingConnection: [{storePool: pool}, {storePool: partner}]},
	},
	storeRepair: {
		machine: storeRepairMachine,
		inputs: [
			{...told, deployment: contoso},
			{...told, deployment: contoso, debts: [cmsMoved]},
		],
		teaches: {findingConnection: [{storePool: pool}, {storePool: partner}], askingAboutMove: [{movesStore: false}, {movesStore: true}]},
	},
	federationFailover: {
		machine: federationFailoverMachine,
		inputs: [{...told, deployment: contoso, edge}],
		teaches: {checkingEdgePools: [{host: 'fe21.contoso.com', target: 'edge2.contoso.com'}]},
	},
	inboundFederation: {
		machine: inboundFederationMachine,
		inputs: [
			{...told, deployment: contoso, edge, target: 'edge2.contoso.com', hasChanged: true},
			{...told, deployment: contoso, edge, debts: [federation]},
		],
		teaches: {
			findingFederation: [{host: 'fe21.contoso.com', target: 'edge2.contoso.com'}],
			lookingAtAnswer: [{isLedThere: false}, {isLedThere: true}],
			choosingPlan: [{inboundPlan: 'changeAnswer'}, {inboundPlan: 'priorities'}],
		},
		// It says why that plan fails, and leads back to the other: there is no way for it to end well.
		ends: {showingPriorities: [...onlyRefused, wentBack]},
	},
	xmppFailover: {
		machine: xmppFailoverMachine,
		inputs: [{...told, deployment: contoso, edge}],
		teaches: {checkingEdgePools: [{host: 'fe21.contoso.com', target: 'edge2.contoso.com'}]},
	},
	mediaFailover: {
		machine: mediaFailoverMachine,
		inputs: [{...told, deployment: contoso, edge}],
		teaches: {
			checkingEdgePools: [{host: 'fe21.contoso.com', target: 'edge2.contoso.com'}],
			findingPools: [{mediaPools: [pool]}],
			choosingWay: [{mediaWay: 'dialog'}, {mediaWay: 'cmdlets'}],
		},
	},
	remoteAccess: {machine: remoteAccessMachine, inputs: [{...told, deployment: contoso, edge}]},
	edgeFailback: {
		machine: edgeFailbackMachine,
		inputs: [
			[federation, federationRoute],
			[federationRoute, edgeStopped],
			[xmppRoute],
			[names],
			[federation, federationRoute, xmppRoute, names],
			[mediaEdge('dialog')],
			[mediaEdge('cmdlets'), names],
		].map(debts => ({...told, deployment: contoso, edge, debts})),
		teaches: {checkingRepair: [{host: 'fe21.contoso.com', target: 'edge2.contoso.com'}]},
	},
} as const satisfies Record<string, Exploration>;
