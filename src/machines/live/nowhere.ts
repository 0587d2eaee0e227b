/** What stands for an answer where no PowerShell opens on any computer that could give one: it says nothing of the deployment. */
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
