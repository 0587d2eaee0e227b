/**
 * Where a cmdlet is run. What is meant for one Front End may be run on any of its pool: the first on which a PowerShell opens does it.
 * Nothing is run on an Edge server: it is in a workgroup, where no account of the domain is known, and what is to be done there is done
 * by hand.
 */
import type {CmdletCall} from '../cmdlet.js';
import type {Deployment} from '../deployment/deployment.js';

/** A computer that does not do it, and why. `isRefused`: nothing was opened there, because its endpoint does not take one of the calls. */
export type PassedOver = {readonly computer: string; readonly why: string; readonly isRefused?: true};

/** `computer`: where it is run; absent where nothing does it. `failed`: those that come before it. */
export type Placed = {
	/** The computer that was asked for. */
	readonly wanted: string;
	/** Of what is run so, where an endpoint was passed over for it: other calls for this computer may be run elsewhere. */
	readonly cmdlets?: readonly string[];
	readonly computer?: string;
	/** `local`, `ssh`, or `OcsPowershell`: at the remote endpoint of its pool. */
	readonly way?: string;
	/** Whose rights it has: at an endpoint, those of the account that opens it. Empty where nobody says. */
	readonly account?: string;
	/** Null where there is no such thing. */
	readonly isElevated?: boolean | null;
	readonly failed: readonly PassedOver[];
};

/** The way to a computer whose cmdlets are run at the remote endpoint of its pool. */
export const endpointWay = 'OcsPowershell';

/** Wanted computer → the one that does it. */
export type Places = Readonly<Record<string, string>>;

/** In the order in which they are tried: the wanted one first. */
export function mayRunOn({pools, edgePools}: Pick<Deployment, 'pools' | 'edgePools'>, wanted: string): readonly string[] {
	if (edgePools.some(({computers}) => computers.includes(wanted))) return [];
	const pool = pools.find(({computers}) => computers.includes(wanted));
	return [wanted, ...(pool?.computers ?? []).filter(computer => computer !== wanted)];
}

export const placedCall = (call: CmdletCall, places: Places | undefined): CmdletCall => {
	const computer = places?.[call.runsOn];
	return computer === undefined || computer === call.runsOn ? call : {...call, runsOn: computer};
};

/** Whether the computer that was wanted does not do it because its endpoint does not take it. */
export const isRefusedThere = ({wanted, failed}: Placed): boolean =>
	failed.some(({computer, isRefused}) => isRefused === true && computer === wanted);

/** As a fact of the journal names it. */
export const placeKey = (wanted: string): string => `host/${wanted}`;
export const isPlace = (about: string): boolean => about.startsWith('host/');
