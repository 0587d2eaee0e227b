/** One form of a cmdlet call that procedures make. */
import type {CmdletName} from '../cmdlet.js';
import type {ServiceVersion} from '../deployment/deployment.js';

/** What is given to a parameter: a switch or a truth value, some text, a time span, or always this text. */
export type Given = 'flag' | 'text' | 'span' | {readonly exactly: string};

export type UsedCall = {
	readonly cmdlet: CmdletName;
	readonly gives: Readonly<Record<string, Given>>;
	/** Paths of states: procedure first. */
	readonly steps: readonly string[];
	/** Its steps can offer a preview, which gives `WhatIf` too. */
	readonly hasPreview?: true;
	/** The last version that it is made on: mirroring is gone from 2019 on. */
	readonly until?: ServiceVersion;
};
