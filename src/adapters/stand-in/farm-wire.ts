/** What a session and its stand-in farm say to each other: one JSON value a line. Both ends are of this product and of one account. */
import type {Act} from '../../machines/ask.js';
import type {JournalEntry} from '../../machines/journal/journal-entry.js';
import type {Truth} from '../mock/truth.js';
import type {FarmQuestion} from './farm.js';

export type ToFarm =
	| {readonly kind: 'hello'; readonly secret: string}
	| {readonly kind: 'ask'; readonly id: string; readonly what: FarmQuestion}
	| {readonly kind: 'drop'; readonly id: string}
	| {readonly kind: 'act'; readonly id: string; readonly what: Act}
	| {readonly kind: 'retell'; readonly record: readonly JournalEntry[]; readonly now: number}
	| {readonly kind: 'truth'}
	/** Nobody comes back to it. */
	| {readonly kind: 'end'};

export type FromFarm =
	/** `simulator`: where the functions of the generated module find it. */
	| {readonly kind: 'welcome'; readonly simulator: string}
	| {readonly kind: 'ended'; readonly id: string; readonly output: unknown}
	| {readonly kind: 'broken'; readonly computer: string}
	| {readonly kind: 'truth'; readonly truth: Truth};

/** A journal of a long session is told in one. */
export const longestFarmLine = 256 * 1024 * 1024;

/** It comes from this product, where it is a farm: only whether it is one is looked at. */
export function parseFromFarm(line: string): FromFarm | undefined {
	try {
		const said: unknown = JSON.parse(line);
		return typeof said === 'object' && said !== null && 'kind' in said ? (said as FromFarm) : undefined;
	} catch {
		return undefined;
	}
}
