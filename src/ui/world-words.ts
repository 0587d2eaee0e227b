/** The word of each world: it is what is looked for, so it is never translated. */
import type {WorldName} from '../machines/journal/journal-entry.js';

export const worldWords: Readonly<Record<WorldName, string>> = {live: 'LIVE', standIn: 'LIVE (STAND-IN)', rehearsal: 'REHEARSAL'};
