/**
 * Whether a logon reaches what lies behind its computer: one read of Active Directory and one of SQL Server through it say so. One that
 * was denied has no second hop, or an account without the right; what could not be asked for another reason says nothing.
 */
import {type CallEnd, type CmdletCall, read} from '../../machines/cmdlet.js';

export type Hop = 'proved' | 'denied' | 'unknown';

/** It reads the service connection point of the Central Management store in Active Directory [PS reference]. */
export const directoryRead = (computer: string): CmdletCall => read(computer, 'Get-CsConfigurationStoreLocation');
/** It asks the Central Management store, which is a database of a SQL Server. */
export const databaseRead = (computer: string): CmdletCall =>
	read(computer, 'Get-CsManagementStoreReplicationStatus', {CentralManagementStoreStatus: true});

export const hopOf = (end: CallEnd): Hop => (end.ok ? 'proved' : end.isDenied ? 'denied' : 'unknown');

export type HopEnd = {readonly hop: Hop; readonly by?: CallEnd};

/**
 * Before the first change. Credentials that reach the one reach the other (inferred), so the store, which may be dead and then lets a
 * cmdlet hang, is asked only where Active Directory gave no answer.
 */
export async function proveHop(computer: string, ask: (call: CmdletCall) => Promise<CallEnd>): Promise<HopEnd> {
	const directory = await ask(directoryRead(computer));
	if (hopOf(directory) !== 'unknown') return {hop: hopOf(directory), by: directory};
	const database = await ask(databaseRead(computer));
	return {hop: hopOf(database), by: database};
}

/** Of a change that was not sent. */
export const noSecondHop = (computer: string, by: CallEnd | undefined): CallEnd => ({
	ok: false,
	reason: 'refused',
	errorId: 'NoSecondHop,Switchback',
	message: [
		`${computer}: A read of what lies behind it was denied, so nothing was changed through this logon.`,
		by?.ok === false && by.message,
	]
		.filter(Boolean)
		.join(' '),
	isDenied: true,
});
