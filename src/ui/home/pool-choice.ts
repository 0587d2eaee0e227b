/** Which pool a rehearsal from home hits, and a plan is for: the one with the active store, until the operator chooses another. */
import {type Deployment, type FrontEndPool, firstLabel, poolOf} from '../../machines/deployment/deployment.js';
import {type Message, say} from '../../machines/message.js';

/** Those that can be failed over, the one with the active store first. */
export const pairedPools = ({pools, cms}: Deployment): readonly FrontEndPool[] =>
	pools
		.filter(({backupPool}) => backupPool !== undefined)
		.toSorted((a, b) => Number(b.fqdn === cms.active) - Number(a.fqdn === cms.active));

/** A pool that another deployment had is not kept. */
export const poolHit = (deployment: Deployment, chosen: string | undefined): string =>
	chosen !== undefined && poolOf(deployment, chosen) ? chosen : deployment.cms.active;

/** One line: its site, its users, whether it has the store, and who stands by for it. */
export function aboutPool({cms, pools}: Deployment, {fqdn, site, users, backupPool}: FrontEndPool): Message {
	return say('home.poolChoice', {
		pool: fqdn,
		site,
		users,
		partner: firstLabel(backupPool ?? ''),
		partnerSite: pools.find(pool => pool.fqdn === backupPool)?.site ?? '',
		cms: fqdn === cms.active ? 'active' : fqdn === cms.standby ? 'standby' : 'none',
	});
}
