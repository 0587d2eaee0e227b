/**
 * Changing calls while they run: their phases take effect at their times, and what becomes of them when they are stopped, time out,
 * lose their link or their computer, or when nobody heard the end is decided by the seed and the call's id.
 */
import type {Fate} from '../../machines/ask.js';
import type {AskListener} from '../../machines/backend.js';
import type {CallEnd, CmdletCall, StreamRecord} from '../../machines/cmdlet.js';
import {connectionLost, failed, stopped, timedOut} from './failures.js';
import {reaches} from './reach.js';
import type {Plan, RunningCall} from './running-call.js';
import {type Simulation, seconds} from './simulation.js';

export type Interruption = 'stop' | 'timeout' | 'computerOff' | 'linkBreak' | 'crash';

/** `listener` is absent when the world is told again, or when somebody else runs it. */
export const begin = (sim: Simulation, id: string, call: CmdletCall, plan: Plan, listener?: AskListener): void => {
	const running: RunningCall = {call, plan, done: 0, cancels: [], listener};
	const at = (ms: number, go: () => void, turn: 'world' | 'console' = 'world') => running.cancels.push(sim.clock.after(ms, go, turn));
	sim.world.calls[id] = {name: call.name, runsOn: call.runsOn, beganAt: sim.clock.now(), state: 'running'};
	sim.running.set(id, running);

	const takesMs = Math.max(1, Math.round(plan.takesMs));
	for (const phase of plan.phases ?? []) {
		at(Math.max(1, phase.at * takesMs), () => {
			running.done++;
			phase.apply?.();
		});
	}
	// After its last phase, which has the same time.
	at(takesMs, () => end(sim, id, plan.refusal ? failed(plan.refusal) : {ok: true, output: plan.output ?? null}));
	at(call.timeoutMs, () => interrupt(sim, id, 'timeout'));
	if (listener) {
		speak(plan, takesMs, (ms, record) => at(ms, () => running.listener?.stream(record), 'console'));
	}
};

/** The fault *linkBreaks*: somewhere in the middle of the call. */
export const breakLink = (sim: Simulation, id: string): void => {
	const running = sim.running.get(id);
	const ms = (running?.plan.takesMs ?? 0) * sim.between(0.3, 0.7, 'linkBreak', id);
	running?.cancels.push(sim.clock.after(Math.max(1, ms), () => interrupt(sim, id, 'linkBreak'), 'world'));
};

const end = (sim: Simulation, id: string, end: CallEnd, state: 'ended' | 'gone' = 'ended') => {
	const running = sim.running.get(id);
	const record = sim.world.calls[id];
	if (!running || !record) {
		return;
	}
	sim.running.delete(id);
	for (const cancel of running.cancels) {
		cancel();
	}
	record.state = state;
	if (state === 'ended') {
		record.end = end;
	}
	tell(sim, running, end);
};

/** Once: whoever listened has heard the end. */
const tell = (sim: Simulation, running: RunningCall, end: CallEnd) => {
	const {listener} = running;
	running.listener = undefined;
	if (listener) {
		sim.clock.after(0, () => listener.ended(end));
	}
};

/** What was interrupted may have taken effect, may go on, or may never have happened. */
export const interrupt = (sim: Simulation, id: string, by: Interruption): void => {
	const running = sim.running.get(id);
	const record = sim.world.calls[id];
	if (!running || !record) {
		// It had ended before: its end may have been left behind, or not.
		if (by === 'crash' && record?.state === 'ended' && sim.chance('endKept', id) < 0.5) {
			record.state = 'gone';
			delete record.end;
		}
		return;
	}
	const {call, plan} = running;
	const said: Record<Interruption, CallEnd> = {
		stop: failed(stopped(true)),
		timeout: failed(timedOut(call.timeoutMs, true)),
		computerOff: failed(connectionLost(call.runsOn, true)),
		linkBreak: failed(connectionLost(call.runsOn, true)),
		crash: failed(connectionLost(call.runsOn, true)),
	};
	const drawn = sim.chance('fate', by, id);
	const mayGoOn = by === 'linkBreak' || by === 'crash';
	if (mayGoOn && drawn < 1 / 3) {
		// It goes on without anybody listening, and its end can be found.
		tell(sim, running, said[by]);
		return;
	}
	const tookEffect = drawn < (mayGoOn ? 2 / 3 : 1 / 2) && !plan.refusal;
	for (const phase of tookEffect ? (plan.phases ?? []).slice(running.done) : []) {
		running.done++;
		phase.apply?.();
	}
	if (!tookEffect && running.done > 0 && !plan.refusal) {
		plan.undo?.();
		// No source says what a move that is cut short leaves: it may be a part of the users (model).
		if (sim.chance('inPart', by, id) < 1 / 2) plan.inPart?.();
	}
	end(sim, id, said[by], 'gone');
};

/** A computer has lost its power: what ran on it is over. */
export const breakCallsOn = (sim: Simulation, computers: ReadonlySet<string>): void => {
	for (const [id, running] of [...sim.running]) {
		if (computers.has(running.call.runsOn)) {
			interrupt(sim, id, 'computerOff');
		}
	}
};

export const fateOf = (sim: Simulation, id: string, runsOn: string): Fate => {
	if (!reaches(sim, undefined, runsOn)) {
		return {fate: 'silent'};
	}
	const record = sim.world.calls[id];
	if (record?.state === 'running') {
		return {fate: 'running'};
	}
	return record?.end ? {fate: 'ended', end: record.end} : {fate: 'gone'};
};

const progressMs = 15 * seconds;

/** What a running cmdlet prints. The verbose texts are unpublished (sources.md, unknown 1): ours, and marked. */
const speak = (plan: Plan, takesMs: number, say: (ms: number, record: StreamRecord) => void): void => {
	for (const record of plan.warnings ?? []) {
		say(Math.min(takesMs, 500), record);
	}
	if (plan.refusal) {
		return;
	}
	const phases = plan.phases ?? [];
	phases.forEach((phase, i) => {
		say((phases[i - 1]?.at ?? 0) * takesMs + 1, {stream: 'verbose', text: phase.says, isModel: true});
	});
	for (let ms = progressMs; ms < takesMs; ms += progressMs) {
		const phase = phases.find(({at}) => at * takesMs >= ms) ?? phases.at(-1);
		say(ms, {stream: 'progress', text: phase?.says ?? '', percent: Math.floor((100 * ms) / takesMs), isModel: true});
	}
};
