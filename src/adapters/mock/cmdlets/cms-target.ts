/**
 * A forced failover must name the SQL Server and instance of the standby: the one that is principal, and as its mirror the other
 * (procedures e, a.7). What the product says when they are wrong is unknown.
 */
import type {CmdletFailure} from '../../../machines/cmdlet.js';
import type {FrontEndPool} from '../../../machines/deployment/deployment.js';
import {model} from '../failures.js';
import {type BoundCall, fqdnOf, textOf} from '../plan.js';
import {poolWorld, type Simulation} from '../simulation.js';

const name = 'Invoke-CsManagementServerFailover';

export const whyNotThisStore = ({fqdn, sql}: FrontEndPool, sim: Simulation, {args}: BoundCall): CmdletFailure | undefined => {
	const isMirror = poolWorld(sim, fqdn).principal === 'mirror';
	const principal = (isMirror ? sql.mirror : sql.primary) ?? sql.primary;
	const partner = isMirror ? sql.primary : sql.mirror;
	const refuse = (message: string) => model(`WrongStore,${name}`, message);

	const server = fqdnOf(args, 'BackupSqlServerFqdn');
	if (server !== principal && server === partner) {
		return refuse(`The database on "${server}" is the mirror now; the principal is on "${principal}".`);
	}
	if (server !== principal) {
		return refuse(`The topology defines no backup Central Management store on "${server}".`);
	}
	const instance = textOf(args, 'BackupSqlInstanceName') ?? '';
	if (instance.toLowerCase() !== sql.instance.toLowerCase()) {
		return refuse(`There is no Central Management database on "${server}" in the instance "${instance}".`);
	}
	const mirror = textOf(args, 'BackupMirrorSqlServerFqdn')?.toLowerCase();
	const mirrorInstance = textOf(args, 'BackupMirrorSqlInstanceName') ?? sql.instance;
	if (mirror !== undefined && (mirror !== partner || mirrorInstance.toLowerCase() !== sql.instance.toLowerCase())) {
		return refuse(`The Central Management database of "${fqdn}" has no mirror on "${mirror}" in that instance.`);
	}
	return undefined;
};
