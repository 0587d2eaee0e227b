/** Errors that are no answers: what stands where no PowerShell opens on any computer that could be asked, and what else is our own. */
import {type Answer, type AskEnd, isCmdletCall} from '../ask.js';
import type {CallEnd} from '../cmdlet.js';
import type {Placed} from './where-to-run.js';

const errorId = 'NoPowerShell,Switchback';

export const nowhere = ({wanted, failed}: Placed): CallEnd => ({
	ok: false,
	reason: 'refused',
	errorId,
	message: failed[0]?.why || `${wanted}: no PowerShell is opened there.`,
});

/**
 * It was refused by this product, or lost with the way to the computer: it says nothing of the deployment. A cmdlet that did not stop when
 * its time was over was asked, and hung.
 */
export const isOurOwn = (end: AskEnd): boolean => !end.ok && /,Switchback$/.test(end.errorId) && !end.errorId.startsWith('HostDisobedient');

const isNowhere = (end: AskEnd): boolean => !end.ok && end.errorId === errorId;

/** Where the cmdlets of a look were to be asked. */
export const wantedIn = (answers: readonly Answer[]): readonly string[] => [
	...new Set(answers.flatMap(({ask}) => (isCmdletCall(ask) ? [ask.runsOn] : []))),
];

/** No cmdlet of a look could be asked at all, so it saw nothing. */
export function sawNothing(answers: readonly Answer[]): boolean {
	const asked = answers.filter(({ask}) => isCmdletCall(ask));
	return asked.length > 0 && asked.every(({end}) => isNowhere(end));
}
