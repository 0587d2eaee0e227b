/**
 * Which groups of the product Microsoft asks for in a shell on a server, by cmdlet. What a logon does not carry is not there for it,
 * whatever Active Directory says by now. Roles count at a remote endpoint only, and are not looked up here.
 */
import type {CmdletName} from '../cmdlet.js';
import type {UsedCall} from '../procedures/used-call.js';

/** Everything that is documented at all may be done by it. */
export const serverAdmins = 'RTCUniversalServerAdmins';
const userAdmins = 'RTCUniversalUserAdmins';
const readOnlyAdmins = 'RTCUniversalReadOnlyAdmins';

const mayLook = [serverAdmins, userAdmins];
const only = [serverAdmins];

/** One of them is enough. Of a cmdlet that is not named here the reference says no more than to ask for its roles. */
const askedFor: Partial<Record<CmdletName, readonly string[]>> = {
	'Invoke-CsPoolFailOver': only,
	'Invoke-CsPoolFailBack': only,
	'Invoke-CsManagementServerFailover': only,
	'Invoke-CsManagementStoreReplication': only,
	'Get-CsBackupServiceStatus': only,
	'Invoke-CsBackupServiceSync': only,
	'Set-CsEdgeServer': only,
	'Set-CsSite': only,
	'Get-CsWindowsService': only,
	'Start-CsWindowsService': only,
	'Export-CsConfiguration': only,
	'Import-CsConfiguration': only,
	'Get-CsManagementStoreReplicationStatus': mayLook,
	'Get-CsTopology': mayLook,
	'Get-CsService': mayLook,
	'Get-CsSite': [...mayLook, readOnlyAdmins],
};

/** `steps`: paths of states. */
export type Refused = {readonly cmdlets: readonly CmdletName[]; readonly steps: readonly string[]};

/** What a logon with these groups is likely to be refused; empty lists where it has what is asked for. */
export function refusedTo(groups: readonly string[], calls: readonly UsedCall[]): Refused {
	const has = new Set(groups.map(group => group.toLowerCase()));
	const refused = calls.filter(({cmdlet}) => askedFor[cmdlet]?.every(group => !has.has(group.toLowerCase())));
	return {
		cmdlets: [...new Set(refused.map(({cmdlet}) => cmdlet))],
		steps: [...new Set(refused.flatMap(({steps}) => steps))],
	};
}
