/**
 * Parameters that Microsoft's pages print and its reference does not have, with what is sent in their place: whoever compares a line with
 * the page finds why they differ. Numbers are those of the contradictions among the sources.
 */
import type {CmdletCall, CmdletName} from '../cmdlet.js';
import {type Message, say} from '../message.js';

export type Misprint = {
	readonly contradiction: number;
	readonly cmdlet: CmdletName;
	readonly printed: string;
	readonly instead: readonly string[];
	readonly hint: Message;
};

export const misprints: readonly Misprint[] = [
	misprint(3, 'Invoke-CsManagementServerFailover', 'MirrorSQLServerFqdn', ['BackupMirrorSqlServerFqdn', 'Force']),
	misprint(3, 'Invoke-CsManagementServerFailover', 'MirrorSQLInstanceName', ['BackupMirrorSqlInstanceName', 'Force']),
	misprint(2, 'Set-CsSite', 'XmppExternalFederationRoute', ['XmppFederationRoute']),
	misprint(7, 'Get-CsBackupServiceStatus', 'BackupModule', ['Category']),
	misprint(8, 'Import-CsRgsConfiguration', 'ReplaceExistingSettings', ['ReplaceExistingRgsSettings']),
	misprint(13, 'Get-CsComputer', 'PoolFqdn', ['Pool']),
];

function misprint(contradiction: number, cmdlet: CmdletName, printed: string, instead: readonly string[]): Misprint {
	const dashed = instead.map(name => `-${name}`);
	return {
		contradiction,
		cmdlet,
		printed,
		instead,
		hint: say('hint.misprint', {cmdlet, printed: `-${printed}`, instead: dashed, contradiction}),
	};
}

/** What is to be known of a line by whoever compares it with the page that prints it otherwise. */
export function hintsFor({name, parameters}: Pick<CmdletCall, 'name' | 'parameters'>): readonly Message[] {
	const printed = misprints
		.filter(({cmdlet, instead}) => cmdlet === name && instead.some(each => each in parameters))
		.map(({hint}) => hint);
	if (name === 'Invoke-CsPoolFailOver' && 'WaitTime' in parameters) return [...printed, say('hint.waitTime')];
	if (name === 'Set-CsEdgeServer') return [...printed, say('hint.registrar')];
	if (name === 'Invoke-CsManagementServerFailover' && !('Force' in parameters)) return [...printed, say('hint.locator')];
	return printed;
}
