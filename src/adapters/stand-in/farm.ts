/**
 * The stand-in farm: a simulated deployment that goes on by itself, at its own pace, whoever works on it. The cmdlets of the generated
 * module reach it by the pipe, from every computer that the session has a PowerShell on; what a session sees over the network is asked of
 * it here. It knows nothing of the session: as on a farm, a cmdlet that has begun comes to its end whoever listens.
 */
import {timingSafeEqual} from 'node:crypto';
import type {Act, FateQuestion} from '../../machines/ask.js';
import type {CallEnd, CmdletCall, CmdletName} from '../../machines/cmdlet.js';
import type {Deployment} from '../../machines/deployment/deployment.js';
import type {Scenario} from '../../machines/deployment/scenario.js';
import type {JournalEntry} from '../../machines/journal/journal-entry.js';
import type {Probe} from '../../machines/probe.js';
import {changers} from '../mock/cmdlets/catalog.js';
import {createRehearsal} from '../mock/rehearsal.js';
import type {Truth} from '../mock/truth.js';
import {type ArrivedCall, openPipe} from './pipe.js';
import {type Said, saidAtEnd, saidOf} from './said.js';

export type FarmOptions = {
	readonly deployment: Deployment;
	readonly scenario: Scenario;
	readonly seed: number;
	readonly hitPool: string;
	/** So many times real time. */
	readonly speed: number;
	/** Where its pipe listens, and what a caller has to know. */
	readonly simulator: string;
	readonly secret: string;
	/** The way to a computer broke in the middle of a cmdlet: nobody hears its end. */
	readonly broken: (computer: string) => void;
};

/** What is asked over the network, and whether a computer can be reached at all. */
export type FarmQuestion = Probe | FateQuestion;

export type Farm = {
	/** Ends once. Returns how to take it back. */
	readonly ask: (id: string, what: FarmQuestion, ended: (output: unknown) => void) => () => void;
	/** What somebody does in another tool, some time later. */
	readonly act: (id: string, what: Act) => void;
	/** Brings a farm that is new to where a session left the one before it; `now` in ms of the session. */
	readonly retell: (record: readonly JournalEntry[], now: number) => void;
	readonly truth: () => Truth;
	readonly close: () => void;
};

/** A cmdlet has the deadline of its host, in real time, and none of its own here. */
const withoutDeadline = 100 * 24 * 60 * 60_000;

export function createFarm({deployment, scenario, seed, hitPool, speed, simulator, secret, broken}: FarmOptions): Farm {
	const world = createRehearsal({deployment, scenario, seed, hitPool, speed: () => speed});
	let calls = 0;
	/** While nothing happened here, time went on: what begins now begins now. */
	const {now} = world.backend;

	function arrived({computer, cmdlet, parameters}: ArrivedCall, tell: (said: Said) => void): () => void {
		const changesState = changers.has(cmdlet.toLowerCase()) && parameters.WhatIf !== true;
		const call = {name: cmdlet as CmdletName, parameters, changesState, timeoutMs: withoutDeadline, runsOn: computer} as CmdletCall;
		let isOver = false;
		now();
		const stop = world.backend.ask(`farm/call${++calls}`, call, {
			stream: record => tell(saidOf(record)),
			ended(end) {
				// Nobody hears it any more; another PowerShell may be on that computer by now.
				if (isOver) return;
				isOver = true;
				if (isLost(end as CallEnd)) broken(computer);
				else for (const said of saidAtEnd(end as CallEnd)) tell(said);
			},
		});
		// A function that goes before its end was stopped, or its PowerShell died.
		return () => {
			if (isOver) return;
			isOver = true;
			stop();
		};
	}

	const pipe = openPipe(simulator, {arrived, computerWith: token => computerIn(token, secret), failed: () => {}});
	return {
		ask(id, what, ended) {
			now();
			return world.backend.ask(id, what, {stream: () => {}, ended: end => ended((end as {readonly output?: unknown}).output ?? null)});
		},
		act(id, what) {
			now();
			world.backend.act(id, what);
		},
		retell(record, until) {
			// A journal has the times of the session; this world goes at its own pace.
			world.backend.retell(record.map(entry => ({...entry, at: entry.at * speed})));
			world.clock.runTo(until * speed);
		},
		truth: world.truth,
		close() {
			pipe.close();
			world.pace?.stop();
		},
	};
}

/** It is not what a cmdlet says, but what became of the way to it. */
const isLost = (end: CallEnd): boolean => !end.ok && end.reason !== 'refused' && !end.errorId.includes(',');

/** What a PowerShell on a computer has to say first. */
export const tokenOn = (computer: string, secret: string): string => `${secret} ${computer.toLowerCase()}`;

function computerIn(token: string, secret: string): string | undefined {
	const [told, computer] = token.split(' ', 2);
	const [a, b] = [Buffer.from(told ?? ''), Buffer.from(secret)];
	return a.length === b.length && timingSafeEqual(a, b) ? computer : undefined;
}
