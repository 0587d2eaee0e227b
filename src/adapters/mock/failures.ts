/**
 * Ends of calls that did not succeed. Texts that a source publishes stand here verbatim, with its key; the others are the
 * simulator's own and say so (`isModel`).
 */
import type {CallEnd, CmdletFailure} from '../../machines/cmdlet.js';

export const failed = (failure: CmdletFailure): CallEnd => ({ok: false, ...failure});

/** PowerShell's own words, or ones that a source prints. */
export const published = (errorId: string, message: string): CmdletFailure => ({reason: 'refused', errorId, message});

export const model = (errorId: string, message: string, reason: CmdletFailure['reason'] = 'refused'): CmdletFailure => ({
	reason,
	errorId,
	message,
	isModel: true,
});

/** [L-FO], verbatim but for the line breaks of the console. */
export const nextHopText = (pool: string): string =>
	`This Front-end pool "${pool}" is specified in topology as the next hop for the Edge server. Failing over this pool may cause External access/Federation/Split-domain/XMPP features to stop working. Please use Topology Builder to change the Edge internal next hop setting to point to a different Front-end pool,  before you proceed.`;

/** [SUP-CMS], verbatim. */
export const notInBackupMode = (pool: string): string =>
	`Cannot fail over the Central Management Server. The new Central Management Store located at "${pool}" is not in Backup mode.`;

/** [SUP-CMS], verbatim: "failover or" is printed so. */
export const previousAttempt = (pool: string): string =>
	`Central Management Server cannot be moved to pool ${pool} because either a previous failover attempt failover or there is already a failover in progress. If the central management server was recently moved to another pool this condition might be caused by a delay in Active Directory Replication`;

/** [SUP-CMS], verbatim. */
export const beingMoved =
	'###50020:XDSForceReplication: This central management store is being moved to another location. No changes can be made until this move is complete';
export const scpMismatch = "The Central Management Store database in Active Directory doesn't match the one in the topology";

export const noStore = (cmdlet: string, server: string): CmdletFailure =>
	model(
		`CannotConnectToStore,${cmdlet}`,
		`Cannot connect to the Central Management store on "${server}": the server was not found or was not accessible.`,
	);

/** behaviour.md §2: denied, and no source has the text (inferred). */
export const accessDenied = (cmdlet: string, computer: string): CmdletFailure => ({
	...model(`AccessDenied,${cmdlet}`, `Access is denied: the logon on "${computer}" has no credentials for another computer.`),
	isDenied: true,
});

export const noLocalStore = (cmdlet: string, computer: string): CmdletFailure =>
	model(`LocalStoreNotFound,${cmdlet}`, `The computer "${computer}" holds no local copy of the configuration.`);

export const cannotReach = (computer: string): CmdletFailure =>
	model('PSSessionOpenFailed', `Connecting to remote server ${computer} failed: it does not answer. Nothing was sent to it.`);

export const connectionLost = (computer: string, changes: boolean): CmdletFailure =>
	model('ConnectionLost', `The connection to ${computer} broke while the cmdlet was running.`, changes ? 'outcomeUnknown' : 'interrupted');

export const stopped = (changes: boolean): CmdletFailure => ({
	reason: changes ? 'outcomeUnknown' : 'interrupted',
	errorId: 'PipelineStopped',
	message: 'The pipeline has been stopped.',
});

export const timedOut = (ms: number, changes: boolean): CmdletFailure =>
	model('TimedOut', `The cmdlet did not end within ${Math.round(ms / 1000)} seconds.`, changes ? 'outcomeUnknown' : 'interrupted');

export const notFound = (cmdlet: string, kind: string, name: string): CmdletFailure =>
	model(`ObjectNotFound,${cmdlet}`, `Cannot find ${kind} "${name}" in the topology.`);
