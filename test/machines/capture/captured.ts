/** A deployment that is simulated, and captured again with the cmdlets that only read. */
import {createRehearsal, type SimulatedDeployment} from '../../../src/adapters/mock/rehearsal.js';
import type {Backend} from '../../../src/machines/backend.js';
import {captureTopology} from '../../../src/machines/capture/capture.js';
import type {Captured, CaptureWanted} from '../../../src/machines/capture/captured-file.js';
import type {Deployment} from '../../../src/machines/deployment/deployment.js';
import type {Scenario} from '../../../src/machines/deployment/scenario.js';
import {loadScenario} from '../../playing/play.js';

export const quiet: Scenario = {...loadScenario('cms-blank'), faults: [], given: []};

export const worldOf = (deployment: Deployment, scenario: Scenario = quiet): SimulatedDeployment =>
	createRehearsal({deployment, scenario, seed: 1, hitPool: deployment.cms.active});

export const wantedOf = (deployment: Deployment, more: Partial<CaptureWanted> = {}): CaptureWanted => ({
	host: deployment.cms.activeMaster,
	isLocal: false,
	capturedAt: '2026-11-21T03:00:00Z',
	...more,
});

/** In virtual time, as fast as it goes. */
export function captureNow({backend, clock}: SimulatedDeployment, wanted: CaptureWanted, asked: Pick<Backend, 'ask'> = backend): Captured {
	let captured: Captured | undefined;
	captureTopology(asked, wanted, end => {
		captured = end;
	});
	for (let events = 0; !captured && events < 10_000; events++) if (!clock.advance()) break;
	if (!captured) throw new Error('Nothing was captured.');
	return captured;
}

/** What the cmdlets can show of a deployment. */
export const shownOf = ({sipDomains, sites, pools, edgePools, otherPools, cms, backupSyncIntervalMs}: Deployment) => ({
	...{sipDomains, sites, otherPools, cms, backupSyncIntervalMs},
	pools: pools.map(({users: _, routingGroups: __, testUsers: ___, fileStore: ____, sql: {primary, instance}, ...pool}) => ({
		...pool,
		sql: {primary, instance},
	})),
	edgePools: edgePools.map(({federationEnabled: _, xmpp: __, ...edge}) => edge),
});
