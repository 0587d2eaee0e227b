/** One call on its way through PowerShell: what the simulator says of it goes out, and is heard when PowerShell has said it. */
import type {AskEnd} from '../../machines/ask.js';
import type {AskListener} from '../../machines/backend.js';
import type {CallEnd, CmdletCall, StreamRecord} from '../../machines/cmdlet.js';
import type {Clock} from '../mock/clock.js';
import type {SimulatedDeployment} from '../mock/rehearsal.js';
import type {OnArrival} from './expectations.js';
import {asList, type Said, saidAtEnd, saidOf} from './said.js';

/** What a call needs of the simulated deployment that answers it. */
export type World = Pick<SimulatedDeployment, 'backend' | 'refuse' | 'lose'> & {readonly clock: Pick<Clock, 'hold' | 'release'>};

export type Passage = {readonly stop: () => void};

export type PassageOptions = {
	readonly world: World;
	readonly id: string;
	readonly call: CmdletCall;
	readonly listener: AskListener;
	/** Sends it to PowerShell. */
	readonly send: (heard: AskListener & {readonly arrived: OnArrival}) => {readonly stop: () => void; readonly forget: () => void};
};

export function openPassage({world, id, call, listener, send}: PassageOptions): Passage {
	let sent: ReturnType<typeof send> | undefined;
	let tell: ((said: Said) => void) | undefined;
	/** Waits for the function to arrive. */
	const untold: Said[] = [];
	/** Told, and not yet said by PowerShell. Virtual time stands still for each. */
	const unheard: StreamRecord[] = [];
	let isTravelling = false;
	let simulated: CallEnd | undefined;
	let stopSimulated: (() => void) | undefined;
	let isOver = false;

	function go() {
		if (sent) return;
		isTravelling = true;
		world.clock.hold();
		sent = send({arrived, stream, ended});
	}

	const arrived: OnArrival = tellIt => {
		tell = tellIt;
		land();
		for (const said of untold.splice(0)) tell(said);
		if (call.changesState) simulate();
		// A function that goes before its end was stopped, or its PowerShell died: that is heard from there.
		return () => {
			tell = undefined;
		};
	};

	function land() {
		if (!isTravelling) return;
		isTravelling = false;
		world.clock.release();
	}

	function simulate() {
		stopSimulated = world.backend.ask(id, call, {stream: simulatedStream, ended: simulatedEnd});
	}

	function simulatedStream(record: StreamRecord) {
		if (isOver) return;
		world.clock.hold();
		unheard.push(record);
		say(saidOf(record));
	}

	function simulatedEnd(end: AskEnd) {
		if (isOver) return;
		simulated = end as CallEnd;
		// It is not what a cmdlet says, but what became of the way to it.
		if (!simulated.ok && !simulated.errorId.includes(',')) return endWithout(simulated);
		world.clock.hold();
		for (const said of saidAtEnd(simulated)) say(said);
	}

	function say(said: Said) {
		if (tell) return tell(said);
		untold.push(said);
		go();
	}

	/** Nobody waits for what PowerShell has still to say of it. */
	function endWithout(end: CallEnd) {
		isOver = true;
		sent?.forget();
		sent?.stop();
		settle();
		listener.ended(end);
	}

	function stream(record: StreamRecord) {
		if (isOver) return;
		const [first] = unheard;
		if (first?.stream !== record.stream) return listener.stream(record);
		unheard.shift();
		listener.stream(isSaid(first, record) ? first : record);
		world.clock.release();
	}

	function ended(heard: AskEnd) {
		if (isOver) return;
		const end = heard as CallEnd;
		if (!simulated && !tell && call.changesState && isFromBinder(end)) {
			// The simulated world hears of it too, and it takes as long as a refusal takes there.
			land();
			return void world.refuse(id, call, end, {stream: () => {}, ended: refused => finish(refused as CallEnd)});
		}
		if (!simulated) {
			if (call.changesState) world.lose(id);
			else stopSimulated?.();
		}
		finish(simulated && isEnd(simulated, end) ? simulated : end, simulated !== undefined);
	}

	function finish(end: CallEnd, isHeld = false) {
		if (isOver) return;
		isOver = true;
		sent?.forget();
		listener.ended(end);
		if (isHeld) world.clock.release();
		settle();
	}

	function settle() {
		land();
		for (const _ of unheard.splice(0)) world.clock.release();
	}

	if (call.changesState) go();
	else simulate();
	return {
		stop() {
			if (isOver) return;
			if (stopSimulated) stopSimulated();
			else sent?.stop();
		},
	};
}

/** What nobody publishes is marked by the simulator; PowerShell knows nothing of such marks. */
const isSaid = (simulated: StreamRecord, heard: StreamRecord): boolean =>
	simulated.text === heard.text && (simulated.percent === undefined || simulated.percent === heard.percent);

/** The same but for what a pipeline cannot tell: one object from a list of one. */
function isEnd(simulated: CallEnd, heard: CallEnd): boolean {
	if (simulated.ok !== heard.ok) return false;
	if (!simulated.ok) return !heard.ok && simulated.errorId === heard.errorId && simulated.message === heard.message;
	return heard.ok && JSON.stringify(asList(simulated.output)) === JSON.stringify(asList(heard.output));
}

/** Said by PowerShell about the call, not by the adapter about PowerShell. */
const isFromBinder = (end: CallEnd): end is Extract<CallEnd, {ok: false}> =>
	!end.ok && end.reason === 'refused' && !end.errorId.endsWith(',Switchback');
