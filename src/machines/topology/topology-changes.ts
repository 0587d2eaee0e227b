/** What is expected of the deployment after a change that nobody has looked at yet: from the call itself, or from the debt that it left. */
import type {CmdletCall} from '../cmdlet.js';
import type {Debt} from '../debt.js';
import {poolOfIdentity} from '../deployment/deployment.js';
import type {Json} from '../json.js';
import {fqdnOf, textOf} from '../procedures/seeing.js';
import {factKey} from './topology-facts.js';
import type {DeploymentIndex, Finding} from './topology-outputs.js';

export function expectedAfter(call: CmdletCall, deployment: DeploymentIndex): readonly Finding[] {
	const {name, parameters, runsOn} = call;
	if (parameters.WhatIf === true) return [];
	const home = deployment.pool(fqdnOf(parameters.PoolFqdn as Json));
	switch (name) {
		case 'Invoke-CsPoolFailOver':
			return home?.backupPool ? [[factKey.servedBy(home.fqdn), home.backupPool]] : [];
		case 'Invoke-CsPoolFailBack':
			return home ? [[factKey.servedBy(home.fqdn), home.fqdn]] : [];
		case 'Invoke-CsManagementServerFailover': {
			// Without a database it brings the store to the pool that it runs on.
			const target = deployment.poolWith(fqdnOf(parameters.BackupSqlServerFqdn as Json) || runsOn);
			return target ? [[factKey.cmsPool, target.fqdn]] : [];
		}
		case 'Set-CsEdgeServer': {
			const edge = poolOfIdentity(textOf(parameters.Identity as Json));
			const hop = poolOfIdentity(textOf(parameters.Registrar as Json));
			return edge && hop ? [[factKey.hop(edge), hop]] : [];
		}
		default:
			return [];
	}
}

export function expectedOf({kind, about}: Debt): readonly Finding[] {
	const pairs: Partial<Record<Debt['kind'], readonly [key: (name: string) => string, name: string, value: string]>> = {
		failedOver: [factKey.servedBy, fqdnOf(about.pool), fqdnOf(about.partner)],
		nextHop: [factKey.hop, fqdnOf(about.edge), fqdnOf(about.to)],
		cmsMoved: [() => factKey.cmsPool, 'cms', fqdnOf(about.to)],
	};
	const [key, name, value] = pairs[kind] ?? [];
	return key && name && value ? [[key(name), value]] : [];
}

/** What is so again when a debt is paid. */
export function expectedWithout({kind, about}: Debt): readonly Finding[] {
	if (kind === 'failedOver') return expectedOf({id: '', kind, title: {id: ''}, about: {pool: about.pool ?? '', partner: about.pool ?? ''}});
	return expectedOf({id: '', kind, title: {id: ''}, about: {edge: about.edge ?? '', to: about.from ?? ''}});
}
