/**
 * The port to PowerShell: calls as data, their ends as data. Everything here survives JSON.
 *
 * Parameters are splatted, never put into script text. JSON's own types are their tags; only what JSON lacks has a tag of its own.
 */
import type {Json} from './json.js';

/** A secret is a reference to what the operator typed, never the value; with a user it is a credential. A time span is `hh:mm:ss`. */
export type Value =
	| null
	| boolean
	| number
	| string
	| readonly Value[]
	| {readonly timeSpan: string}
	| {readonly secret: string; readonly user?: string};

export type CmdletName = `${string}-${string}`;

export type CmdletCall = {
	readonly name: CmdletName;
	readonly parameters: Readonly<Record<string, Value>>;
	/** Only a call that changes state is journaled and flushed before it starts. */
	readonly changesState: boolean;
	readonly timeoutMs: number;
	/** FQDN of the computer whose PowerShell runs it. */
	readonly runsOn: string;
};

/** Why a call did not succeed. `outcomeUnknown`: it may have taken effect, never repeat it blindly. */
export type CmdletFailure = {
	readonly reason: 'refused' | 'notFound' | 'interrupted' | 'outcomeUnknown';
	/** PowerShell's FullyQualifiedErrorId. The text is localised, the id is not: match on this. */
	readonly errorId: string;
	readonly message: string;
	/** Something behind the computer that ran it said no to its account: SQL Server, Active Directory, a share. */
	readonly isDenied?: true;
	/** The text is the simulator's own, because no source publishes the product's. */
	readonly isModel?: true;
};

export type CallEnd = {readonly ok: true; readonly output: Json} | ({readonly ok: false} & CmdletFailure);

/** It said no, or was not there to be asked: nothing of it is under way any more. */
export const isRefusal = (end: CallEnd): boolean => !end.ok && (end.reason === 'refused' || end.reason === 'notFound');

export type StreamRecord = {
	readonly stream: 'verbose' | 'warning' | 'error' | 'information' | 'progress';
	readonly text: string;
	readonly percent?: number;
	readonly isModel?: true;
};

/** It executes in spite of `-WhatIf` [PS-CFO]: with these parameters it has no preview, whoever asks for one. */
export const executesInPreview = ({name, parameters}: Pick<CmdletCall, 'name' | 'parameters'>): boolean =>
	name.toLowerCase() === 'invoke-cscomputerfailover' && parameters.Force === true;

/** Long enough for a cmdlet that hangs on a dead store (15–45 s, model) to say so itself. */
const readTimeoutMs = 60_000;

export const read = (runsOn: string, name: CmdletName, parameters: CmdletCall['parameters'] = {}): CmdletCall => ({
	name,
	parameters,
	changesState: false,
	timeoutMs: readTimeoutMs,
	runsOn,
});

/** With what it is about: of two in a row, each has to be told from the other. */
export function nameOf({name, parameters}: CmdletCall): string {
	const about = parameters.ComputerName ?? parameters.Identity ?? parameters.PoolFqdn ?? parameters.TargetFqdn;
	return typeof about === 'string' ? `${name} ${about}` : name;
}

export const change = (runsOn: string, name: CmdletName, parameters: CmdletCall['parameters'], timeoutMs: number): CmdletCall => ({
	name,
	parameters,
	changesState: true,
	timeoutMs,
	runsOn,
});
