/**
 * What a cmdlet would do, worked out before it does anything. Making a plan changes nothing, so `-WhatIf` can make one too.
 */
import type {CmdletCall, CmdletFailure, StreamRecord} from '../../machines/cmdlet.js';
import type {Json} from '../../machines/json.js';
import type {Bound} from './binder.js';
import type {Plan} from './running-call.js';
import type {Simulation} from './simulation.js';

/** A call that has been bound: its parameters by their declared names, and the computer it runs on answers. */
export type BoundCall = {readonly id: string; readonly call: CmdletCall; readonly args: Bound};

export type Answered = {readonly output: Json} | {readonly failure: CmdletFailure};

/** A read takes its time and then looks at the world as it is. */
export type Reading = {readonly takesMs: number; readonly answer: () => Answered; readonly streams?: readonly StreamRecord[]};

export type Reader = (sim: Simulation, call: BoundCall) => Reading;
export type Changer = (sim: Simulation, call: BoundCall) => Plan;

export const textOf = (args: Bound, name: string): string | undefined => {
	const value = args[name];
	return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
};

/** An FQDN, as the deployment writes them. */
export const fqdnOf = (args: Bound, name: string): string => (textOf(args, name) ?? '').toLowerCase();

/** `00:05:00`, as bound; undefined where it was not given. */
export const timeSpanMs = (args: Bound, name: string): number | undefined => {
	const value = args[name];
	const span = typeof value === 'object' && value !== null && 'timeSpan' in value ? value.timeSpan : value;
	const [, hours = 0, minutes = 0, seconds = 0] = /^(\d+):(\d+):(\d+)/.exec(String(span ?? '')) ?? [];
	return value === undefined ? undefined : ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
};

export const isSet = (args: Bound, name: string): boolean => args[name] === true;

/** `EdgeServer:edge1.contoso.com` or without the prefix. */
export const withoutPrefix = (identity: string): string => identity.slice(identity.lastIndexOf(':') + 1).toLowerCase();

export const readingMs = (sim: Simulation, id: string): number => sim.between(200, 1500, 'reading', id);

/** Answers from the world as it is when its time is over. */
export const reading = (sim: Simulation, {id}: BoundCall, answer: () => Answered, streams: readonly StreamRecord[] = []): Reading => ({
	takesMs: readingMs(sim, id),
	answer,
	streams,
});

export const refusal = (takesMs: number, failure: CmdletFailure): Plan => ({takesMs, refusal: failure, preview: []});
export const warning = (text: string): StreamRecord => ({stream: 'warning', text});
