/** What doctor looks at, one file each. A check says what it found, what that rests on, and what to do where it is not as it should be. */
import type {Message} from '../../machines/message.js';
import type {Desk} from '../desk.js';

/** `failed`: not ready. `warning`: it works, and should be looked at. `unknown`: nobody can tell, or not yet. */
export type CheckState = 'ok' | 'warning' | 'failed' | 'unknown';

export type Finding = {readonly state: CheckState; readonly evidence: readonly Message[]; readonly remedy?: Message};

/** Its title is the text `doctor.ID.title`. */
export type Check = {readonly id: string; readonly look: (desk: Desk) => Finding | Promise<Finding>};
