/**
 * The door of the simulated deployment: a question comes in as data, and its end comes out later. A changing call becomes a plan and
 * runs in the world; everything else only looks.
 */
import {type Ask, type AskEnd, isDnsProbe, isFateQuestion, isTcpProbe, isTlsProbe} from '../../machines/ask.js';
import type {AskListener} from '../../machines/backend.js';
import type {CallEnd, CmdletCall, StreamRecord} from '../../machines/cmdlet.js';
import {bind} from './binder.js';
import {begin, breakLink, fateOf, interrupt} from './calls.js';
import {changers, readers} from './cmdlets/catalog.js';
import {versionOf} from './cmdlets/topology-objects.js';
import {accessDenied, cannotReach, connectionLost, failed, model, published, stopped, timedOut} from './failures.js';
import {dnsMs, lookUp} from './names.js';
import {type BoundCall, fqdnOf, isSet, type Reading, readingMs, refusal} from './plan.js';
import {reaches} from './reach.js';
import type {Plan} from './running-call.js';
import {type Simulation, seconds} from './simulation.js';
import {probe, probeMs} from './tcp.js';
import {handshake, handshakeMs} from './tls.js';

/** A stop is not at once: the pipeline is told, and answers. */
const stopMs = 20;

const connectMs = 10 * seconds;

export const answer = (sim: Simulation, id: string, question: Ask, listener: AskListener): (() => void) => {
	if (isTcpProbe(question)) {
		const output = probe(sim, question);
		return sim.clock.after(probeMs(sim, output, id), () => listener.ended({ok: true, output}));
	}
	if (isDnsProbe(question)) {
		return sim.clock.after(dnsMs(sim, id), () => listener.ended({ok: true, output: lookUp(sim, question)}));
	}
	if (isTlsProbe(question)) {
		const output = handshake(sim, question);
		return sim.clock.after(handshakeMs(sim, output, id), () => listener.ended({ok: true, output}));
	}
	if (isFateQuestion(question)) {
		const takesMs = reaches(sim, undefined, question.runsOn) ? sim.between(100, 500, 'fateQuestion', id) : connectMs;
		return sim.clock.after(takesMs, () => listener.ended({ok: true, output: fateOf(sim, question.fateOf, question.runsOn)}));
	}
	if (question.changesState) {
		beginChange(sim, id, question, 'session', listener);
		return () => sim.clock.after(stopMs, () => interrupt(sim, id, 'stop'), 'world');
	}
	return look(sim, id, question, listener);
};

/** Also for calls that nobody listens to: told again from a record, or made outside the console, where its faults do not reach. */
export const beginChange = (sim: Simulation, id: string, call: CmdletCall, by: 'session' | 'outside', listener?: AskListener): void => {
	const plan = planOf(sim, id, call, by);
	const breaks = by === 'session' && sim.world.linkBreaks > 0 && !plan.refusal;
	begin(sim, id, call, plan, listener);
	if (breaks) {
		sim.world.linkBreaks--;
		breakLink(sim, id);
	}
};

const planOf = (sim: Simulation, id: string, call: CmdletCall, by: 'session' | 'outside'): Plan => {
	if (by === 'session' && sim.world.refusals > 0) {
		sim.world.refusals--;
		return refusal(connectMs, cannotReach(call.runsOn));
	}
	const prepared = prepare(sim, id, call, by);
	if ('refused' in prepared) {
		return prepared.refused;
	}
	const changer = changers.get(call.name.toLowerCase());
	if (!changer) {
		return refusal(1 * seconds, notSimulated(call.name));
	}
	const plan = changer(sim, prepared);
	return prepared.args.WhatIf === true ? preview(plan) : plan;
};

/** A preview that was journaled as a change does no more than one that was not. */
const preview = (plan: Plan): Plan => (plan.refusal ? plan : {takesMs: 2 * seconds, preview: plan.preview});

/** Reached and bound; or why not, and how long that took. */
const prepare = (
	sim: Simulation,
	id: string,
	call: CmdletCall,
	by: 'session' | 'outside' = 'session',
): BoundCall | {readonly refused: Plan} => {
	const computer = sim.world.computers[call.runsOn];
	if (!computer || !reaches(sim, undefined, call.runsOn)) {
		return {refused: refusal(connectMs, cannotReach(call.runsOn))};
	}
	if (computer.role === 'sql') {
		// It has no management shell.
		const text = `The term '${call.name}' is not recognized as a name of a cmdlet, function, script file, or executable program.`;
		return {refused: refusal(300, published('CommandNotFoundException', text))};
	}
	const binding = bind(call, versionOf(sim, computer.pool));
	if ('refused' in binding) {
		return {refused: refusal(refusalMs(sim, id), binding.refused)};
	}
	const bound: BoundCall = {id, call, args: binding.args};
	const isDenied = by === 'session' && !hasSecondHop(sim, bound) && !staysOnItsComputer(bound);
	return isDenied ? {refused: refusal(readingMs(sim, id), accessDenied(call.name, call.runsOn))} : bound;
};

const hasSecondHop = (sim: Simulation, {call}: BoundCall): boolean => (sim.world.deniedUntil[call.runsOn] ?? 0) <= sim.clock.now();

/** It asks nothing of SQL Server, Active Directory, a share or another computer (inferred). */
const staysOnItsComputer = ({call, args}: BoundCall): boolean =>
	isSet(args, 'LocalStore') || (call.name.endsWith('-CsWindowsService') && fqdnOf(args, 'ComputerName') === call.runsOn);

/** How long PowerShell takes to refuse what it cannot bind. */
export const refusalMs = (sim: Simulation, id: string): number => sim.between(50, 300, 'binding', id);

const notSimulated = (name: string) => model('NotSimulated', `The simulated deployment does not know what ${name} does.`);

const look = (sim: Simulation, id: string, call: CmdletCall, listener: AskListener): (() => void) => {
	const {takesMs, answer: find, streams} = readingOf(sim, id, call);
	const cancels: (() => void)[] = [];
	const finish = (end: AskEnd) => {
		for (const cancel of cancels) {
			cancel();
		}
		listener.ended(end);
	};
	for (const record of streams ?? []) {
		cancels.push(sim.clock.after(Math.min(takesMs, 200), () => listener.stream(record)));
	}
	cancels.push(
		takesMs > call.timeoutMs
			? sim.clock.after(call.timeoutMs, () => finish(failed(timedOut(call.timeoutMs, false))))
			: sim.clock.after(takesMs, () => finish(endOf(sim, call, find))),
	);
	return () => {
		cancels.push(sim.clock.after(stopMs, () => finish(failed(stopped(false)))));
	};
};

const endOf = (sim: Simulation, call: CmdletCall, find: Reading['answer']): CallEnd => {
	const found = find();
	if ('failure' in found) {
		return failed(found.failure);
	}
	return reaches(sim, undefined, call.runsOn) ? {ok: true, output: found.output} : failed(connectionLost(call.runsOn, false));
};

const readingOf = (sim: Simulation, id: string, call: CmdletCall): Reading => {
	const prepared = prepare(sim, id, call);
	if ('refused' in prepared) {
		return readRefusal(prepared.refused);
	}
	const reader = readers.get(call.name.toLowerCase());
	if (reader) {
		return reader(sim, prepared);
	}
	const changer = changers.get(call.name.toLowerCase());
	if (!changer) {
		return readRefusal(refusal(1 * seconds, notSimulated(call.name)));
	}
	if (prepared.args.WhatIf !== true) {
		return readRefusal(refusal(1 * seconds, model('NotAnnounced', `${call.name} changes state, but the call does not say so.`)));
	}
	const plan = changer(sim, prepared);
	return plan.refusal ? readRefusal(plan) : {takesMs: 2 * seconds, answer: () => ({output: null}), streams: previewStreams(plan.preview)};
};

const readRefusal = ({takesMs, refusal: failure}: Plan): Reading => ({
	takesMs,
	answer: () => (failure ? {failure} : {output: null}),
});

/** PowerShell's own sentence comes first; the screens that follow are believed, not known. */
const previewStreams = (lines: readonly string[]): readonly StreamRecord[] =>
	lines.map((text, i) => (i === 0 ? {stream: 'information', text} : {stream: 'information', text, isModel: true}));
