/** What a drill is about: a scenario, a deployment, the pool that is hit, a seed and a speed; from options, settings, or by default. */
import {dirname, resolve} from 'node:path';
import {bundledScenarios} from '../adapters/mock/bundled.js';
import type {Speed} from '../adapters/mock/pace.js';
import {type Deployment, firstLabel, poolOf} from '../machines/deployment/deployment.js';
import {parseDeployment} from '../machines/deployment/deployment-file.js';
import type {Scenario} from '../machines/deployment/scenario.js';
import {parseScenario} from '../machines/deployment/scenario-file.js';
import type {Message} from '../machines/message.js';
import {readTextFile} from '../storage/text-file.js';
import {readBundled} from './read-bundled.js';
import {emptyValue, orStop, usage} from './usage-problem.js';

export type Loaded<Kind extends string, Value> = {readonly [kind in Kind]: Value} & {readonly warnings: readonly Message[]};

const personSpeed: Speed = 60;
const fastest = 100_000;
const largestSeed = 2 ** 32 - 1;

/** By the name of a bundled one, or a path. */
export function loadScenario(name: string): Loaded<'scenario', Scenario> {
	if (name === '') return emptyValue('scenario', 'drill');
	const bundled = readBundled().scenarios[name];
	if (bundled) return orStop(bundled);
	const isPath = /[/\\.]/.test(name);
	const read = readTextFile(name);
	if (!isPath && 'problem' in read && read.problem.id === 'storage.missing')
		usage('unknownScenario', {name, known: bundledScenarios.map(each => each.name)});
	return orStop(parseScenario(orStop(read).text, name));
}

export function loadDeployment(path: string | undefined): Loaded<'deployment', Deployment> {
	if (path === '') return emptyValue('--deployment', 'drill');
	if (path === undefined) return orStop(readBundled().contoso);
	const {deployment, warnings} = orStop(parseDeployment(orStop(readTextFile(path)).text, path));
	return {deployment: withSigners(deployment, dirname(resolve(path))), warnings};
}

/** A relative path of the file counts from where the file is. */
function withSigners(deployment: Deployment, directory: string): Deployment {
	const {dataLossApproval} = deployment;
	const {allowedSigners} = dataLossApproval ?? {};
	if (!dataLossApproval || !allowedSigners) return deployment;
	return {...deployment, dataLossApproval: {...dataLossApproval, allowedSigners: resolve(directory, allowedSigners)}};
}

/** An FQDN, or its first label where that names one pool only. */
export function findPool(deployment: Deployment, named: string | undefined): string {
	if (named === undefined) return deployment.cms.active;
	if (named === '') return emptyValue('--pool', 'drill');
	const pool = named.toLowerCase();
	if (poolOf(deployment, pool)) return pool;
	const [found, another] = deployment.pools.filter(({fqdn}) => firstLabel(fqdn) === pool);
	if (found && !another) return found.fqdn;
	return usage('unknownPool', {deployment: deployment.name, pool: named, known: deployment.pools.map(({fqdn}) => fqdn)});
}

export function readSpeed(value: string | number | undefined, isPerson: boolean): Speed {
	if (value === undefined) return isPerson ? personSpeed : 'max';
	if (value === 'max') return 'max';
	const speed = /^\d+(\.\d+)?$/.test(String(value)) ? Number(value) : 0;
	return speed > 0 && speed <= fastest ? speed : usage('speed', {value: String(value)});
}

export function readSeed(value: string | number | undefined): number {
	if (value === undefined) return 1;
	const seed = /^\d{1,10}$/.test(String(value)) ? Number(value) : -1;
	return seed >= 0 && seed <= largestSeed ? seed : usage('seed', {value: String(value), most: largestSeed});
}
