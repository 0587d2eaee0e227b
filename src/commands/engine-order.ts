/** What the process of an engine is told when it is started, and what it says back: one line of JSON each. */
import type {Speed} from '../adapters/mock/pace.js';
import type {Header} from '../machines/journal/journal-entry.js';
import type {Message} from '../machines/message.js';
import type {Place} from '../storage/deployment-lock.js';
import type {LiveOrder} from './live/live-order.js';
import type {Through} from './through.js';

/** A new session with this header, or one that is gone on with. */
export type EngineOrder = {
	readonly speed: Speed;
	readonly recordings: string;
	/** Without anybody attached and nothing running, it ends after so long. */
	readonly idleMinutes: number;
	/** Who started it, and where: in the lock on the deployment. */
	readonly sitter: {readonly who: string; readonly from: Place};
	/** Why the lock of another session is broken. */
	readonly breakLock?: string | undefined;
	/** The PowerShell that its cmdlets are taken through. */
	readonly through?: Through | undefined;
	/** Of a live session. */
	readonly live?: LiveOrder | undefined;
} & ({readonly header: Header} | {readonly resume: string});

export type EngineAnswer =
	| {readonly path: string; readonly address: string; readonly token: string}
	| {readonly problem: Message; readonly exitCode: number; readonly reason?: Message};

/** It comes from this product, through a pipe: only whether it is one is looked at. */
export function parseOrder(line: string): EngineOrder | undefined {
	try {
		const order: unknown = JSON.parse(line);
		const isOne = typeof order === 'object' && order !== null && 'recordings' in order && 'header' in order !== 'resume' in order;
		return isOne ? (order as EngineOrder) : undefined;
	} catch {
		return undefined;
	}
}

export function parseAnswer(line: string | undefined): EngineAnswer | undefined {
	try {
		return line === undefined ? undefined : (JSON.parse(line) as EngineAnswer);
	} catch {
		return undefined;
	}
}
