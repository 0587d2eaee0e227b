/**
 * What answers of a deployment, seen from one place: which ports are asked, and what the answers say of sites, pools, SQL and Edge. Pure.
 *
 * A port that is refused has a computer behind it, or a firewall that speaks for it. A name that nobody knows says nothing.
 */
import type {Deployment} from '../deployment/deployment.js';
import type {TcpOutput} from '../probe.js';

type Role = 'frontEnd' | 'sql' | 'cms' | 'edge' | 'other';
export type Target = {readonly role: Role; readonly to: string; readonly port: number; readonly site: string; readonly pool: string};

/** Of computers that are asked on one port each. `serving`: the port is open. `answering`: open or refused. `unnamed`: nobody knows the name. */
export type Seen = {readonly all: number; readonly serving: number; readonly answering: number; readonly unnamed: number};

/** Of pools and stores: how much of it serves. Of sites: whether it is dark, lives and is reached, or lives and only the way to it is cut. */
export type Word = 'all' | 'some' | 'none' | 'dark' | 'lives' | 'cutOff';

/** What somebody said of it, and when (ms of the wall clock). */
export type Said = {
	readonly word: Word;
	readonly at: number;
	/** What answered, where it was asked and its name is known. */
	readonly seen?: Seen;
	/** Said of its whole site. */
	readonly isOfSite?: true;
};

/** What is known, by what answers and what was said. `all` is 0 where neither says anything of it. */
export type Count = Seen & {readonly said?: Said};

export type PoolReach = Count & {
	readonly fqdn: string;
	readonly users: number;
	readonly cms?: 'active' | 'standby';
	readonly sql: Count;
	/** The active store, where it is on another server than the SQL of this pool. */
	readonly store?: Count;
};
export type SiteReach = Count & {
	readonly name: string;
	readonly pools: readonly PoolReach[];
	readonly edges: readonly EdgeReach[];
	/** With what was said: what answers of the whole site, where that says anything. */
	readonly seen?: Seen;
	/** Of some of it, nothing was seen and nothing said. */
	readonly isPartlyUnheard?: true;
};
export type EdgeReach = Count & {readonly fqdn: string};
export type Reachability = Count & {
	readonly sites: readonly SiteReach[];
	/** Something was said. `seen`: what answers of everything, where it was asked. */
	readonly told?: {readonly seen?: Seen};
};

const sipPort = 5061;
const sqlPort = 1433;

/** One port of each computer, and no more: enough to tell dark from not, and no load to speak of. */
export function targetsOf({pools, edgePools, otherPools, cms}: Deployment): readonly Target[] {
	const frontEnds = pools.flatMap(({fqdn, site, computers, sql, edition}) => [
		...computers.map((to): Target => ({role: 'frontEnd', to, port: sipPort, site, pool: fqdn})),
		...[sql.primary, sql.mirror]
			.filter(server => server !== undefined)
			// A Standard Edition server has its store on itself, reached by itself only.
			.filter(server => edition !== 'Standard' || !computers.includes(server))
			.map((to): Target => ({role: 'sql', to, port: sqlPort, site, pool: fqdn})),
	]);
	const edges = edgePools.flatMap(({fqdn, site, computers}) =>
		computers.map((to): Target => ({role: 'edge', to, port: sipPort, site, pool: fqdn})),
	);
	const others = otherPools.flatMap(({fqdn, site, computers}) =>
		computers.map((to): Target => ({role: 'other', to, port: sipPort, site, pool: fqdn})),
	);
	const active = pools.find(({fqdn}) => fqdn === cms.active);
	const isKnown = frontEnds.some(({to}) => to === cms.scp.server);
	const store: readonly Target[] =
		isKnown || !active || !cms.scp.server.includes('.')
			? []
			: [{role: 'cms', to: cms.scp.server, port: sqlPort, site: active.site, pool: active.fqdn}];
	return [...frontEnds, ...store, ...edges, ...others];
}

/** `answers` in the order of the targets. */
export function reachabilityOf(deployment: Deployment, targets: readonly Target[], answers: readonly TcpOutput[]): Reachability {
	const count = (isMeant: (target: Target) => boolean): Count => {
		const heard = targets.flatMap((target, index) => (isMeant(target) ? [answers[index] ?? 'silent'] : []));
		const among = (...outputs: readonly TcpOutput[]) => heard.filter(answer => outputs.includes(answer)).length;
		return {all: heard.length, serving: among('open'), answering: among('open', 'closed'), unnamed: among('unknownName')};
	};
	const {cms} = deployment;
	const sites = deployment.sites.map(({name}): SiteReach => {
		const pools = deployment.pools
			.filter(({site}) => site === name)
			.map(
				({fqdn, users}): PoolReach => ({
					...count(({pool, role}) => pool === fqdn && role === 'frontEnd'),
					fqdn,
					users,
					...(cms.active === fqdn ? {cms: 'active'} : cms.standby === fqdn ? {cms: 'standby'} : {}),
					sql: count(({pool, role}) => pool === fqdn && role === 'sql'),
					...(targets.some(({pool, role}) => pool === fqdn && role === 'cms')
						? {store: count(({pool, role}) => pool === fqdn && role === 'cms')}
						: {}),
				}),
			);
		const edges = deployment.edgePools
			.filter(({site}) => site === name)
			.map(({fqdn}) => ({...count(({pool, role}) => pool === fqdn && role === 'edge'), fqdn}));
		return {...count(({site}) => site === name), name, pools, edges};
	});
	return {...count(() => true), sites};
}

/** Asked, and nothing answered; where names are missing too, it is not known. */
export const isSilent = ({all, answering, unnamed}: Seen): boolean => all > 0 && answering === 0 && unnamed < all;
export const isUnknown = ({all, answering, unnamed}: Seen): boolean => all > 0 && answering === 0 && unnamed === all;
