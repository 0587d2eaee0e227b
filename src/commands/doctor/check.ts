/** What doctor looks at, one file each. A check says what it found, what that rests on, and what to do where it is not as it should be. */
import type {PowerShellFacts} from '../../adapters/powershell/look-at-powershell.js';
import type {Deployment} from '../../machines/deployment/deployment.js';
import type {Message} from '../../machines/message.js';
import type {Desk} from '../desk.js';
import type {Shell} from './shell.js';

/** `failed`: not ready. `warning`: it works, and should be looked at. `unknown`: nobody can tell, or not yet. */
export type CheckState = 'ok' | 'warning' | 'failed' | 'unknown';

const byGravity: readonly CheckState[] = ['failed', 'warning', 'unknown', 'ok'];

/** Of none: nobody can tell. */
export const worstOf = (states: readonly CheckState[]): CheckState =>
	states.length === 0 ? 'unknown' : (byGravity.find(state => states.includes(state)) ?? 'ok');

export type Finding = {readonly state: CheckState; readonly evidence: readonly Message[]; readonly remedy?: Message};

/** What several checks are about; found out once, by the first that asks. */
export type About = {
	/** Undefined: none is named. */
	readonly deployment: {readonly path: string; readonly deployment: Deployment} | {readonly problem: Message} | undefined;
	/** Undefined: there is none. */
	readonly powershell: () => Promise<PowerShellFacts | undefined>;
	/** With the cmdlets, on the computer that is asked. */
	readonly shell: Shell;
};

/** Its title is the text `doctor.ID.title`. */
export type Check = {readonly id: string; readonly look: (desk: Desk, about: About) => Finding | Promise<Finding>};
