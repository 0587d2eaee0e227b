/**
 * The remote endpoint of a pool, `https://pool/OcsPowershell`: its cmdlets are run there by the role of the account, from Windows only, and
 * no module is needed here. Which computer of the pool runs them is not known. It has never been run against a farm.
 */
import type {CallEnd, CmdletCall} from '../../machines/cmdlet.js';

/** Under this name its cmdlets are called. */
export const endpointModule = 'OcsPowershell';

/** Where its cmdlets are run, and with whose logon where it is not that of this process: its password is typed. */
export type Endpoint = {readonly uri: string; readonly account?: string};

/** Of the account of an endpoint: asked for when a host opens there, and known to nobody but the channel. */
export type Passwords = {
	/** Undefined where it was not typed. */
	readonly passwordOf: (account: string) => Promise<string | undefined>;
	/** Nothing opened with it. */
	readonly wasWrong: (account: string) => void;
};

/** `webFqdn`: name of the web services of the pool [SUP-RPS]. */
export const endpointOf = (webFqdn: string): string => `https://${webFqdn}/OcsPowershell`;

/** `move` must not be run in a remote session [doc]; the others are run on a server of the receiving pool, or are about one server's own. */
const ofStore =
	/^(?:Get|Set|Invoke|Move|Export|Import|Install|Publish|Enable)-Cs(?:Management(?:Server|Store|Connection)\w*|ConfigurationStoreLocation|Configuration|Database|Topology)$/;

/** Whether such a call is ever made there, given these parameters. */
export const goesThroughEndpoint = (cmdlet: string, given: readonly string[]): boolean =>
	!ofStore.test(cmdlet) && !given.includes('LocalStore') && !given.includes('WhatIf');

/** Undefined where an endpoint can be reached from. */
export const noWayFrom = (platform: string, computer: string): CallEnd | undefined =>
	platform === 'win32' ? undefined : refusal('EndpointNeedsWindows', `${computer}: OcsPowershell can be reached from Windows only.`);

/** Undefined for a call that can be made there. Nothing of any other is sent. */
export function refusedAtEndpoint({name, parameters, runsOn}: CmdletCall, platform: string): CallEnd | undefined {
	const noWay = noWayFrom(platform, runsOn);
	if (noWay) return noWay;
	if (ofStore.test(name))
		return refusal(
			'NotAtEndpoint',
			`${name} is about the Central Management store, so it is run in a shell on a server of the pool, never through OcsPowershell.`,
		);
	if (parameters.LocalStore === true)
		return refusal('NotAtEndpoint', `Which computer answers at OcsPowershell is not known, so none is asked there for its local store.`);
	if (parameters.WhatIf === true) return refusal('NotAtEndpoint', 'The text of a preview does not come back from OcsPowershell.');
	return undefined;
}

const refusal = (errorId: string, message: string): CallEnd => ({
	ok: false,
	reason: 'refused',
	errorId: `${errorId},Switchback`,
	message: `${message} Nothing was sent.`,
});
