/** A changing call: what it does while it runs, and how far it has come. */
import type {AskListener} from '../../machines/backend.js';
import type {CmdletCall, CmdletFailure, StreamRecord} from '../../machines/cmdlet.js';
import type {Json} from '../../machines/json.js';

/** `at`: the part of the call's time after which it has its effect. `says`: the verbose line that announces the phase. */
export type Phase = {readonly at: number; readonly says: string; readonly apply?: () => void};

export type Plan = {
	readonly takesMs: number;
	/** It will not be done: it says so when its time is over. */
	readonly refusal?: CmdletFailure;
	readonly phases?: readonly Phase[];
	/** Back to what was, for a call that is interrupted before its last phase. */
	readonly undo?: () => void;
	/** Some of what it does is done and the rest is not, for a call that was cut short (model). */
	readonly inPart?: () => void;
	readonly warnings?: readonly StreamRecord[];
	readonly output?: Json;
	/** What `-WhatIf` prints. */
	readonly preview: readonly string[];
};

export type RunningCall = {
	readonly call: CmdletCall;
	readonly plan: Plan;
	/** Phases that have had their effect. */
	done: number;
	cancels: (() => void)[];
	listener: AskListener | undefined;
};
