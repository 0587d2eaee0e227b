/**
 * One host: what it is asked goes to it one after the other, and every call has exactly one end, also when the host has a bad one. A
 * host that is lost is never used again; what it was running is unknown if it changes something, and what waited was never sent.
 */
import type {Fate} from '../../machines/ask.js';
import type {CallEnd, StreamRecord} from '../../machines/cmdlet.js';
import type {InstalledCmdlet} from '../../machines/live/capability.js';
import {endOf, fateSaid} from './call-end.js';
import {wordsOf} from './error-words.js';
import {type HostFault, lost, notSent} from './host-fault.js';
import {type KeptOutput, keepOutput} from './kept-output.js';
import {type Patience, usualPatience} from './patience.js';
import {recordOf} from './records.js';
import type {Connection, Transport} from './transport.js';
import {
	type Account,
	asLine,
	type CallOrder,
	longestOrder,
	type OpenOrder,
	type Order,
	parseSaid,
	type Said,
	type SaidRecord,
	type Tagged,
} from './wire.js';

export type HostCall = Omit<CallOrder, 'kind' | 'deadlineMs'> & {readonly timeoutMs: number};
export type HostCallListener = {readonly stream: (record: StreamRecord) => void; readonly ended: (end: CallEnd) => void};

/** A host that hears nothing asks its cmdlet to stop by itself, this much later. */
const deadlineSlackMs = 30_000;

export type HostOptions = {
	readonly computer: string;
	readonly transport: Transport;
	readonly open: Omit<OpenOrder, 'kind' | 'credential' | 'stopMs'>;
	/** Asked for once it is there, which may take a person's time; undefined where it was not typed. */
	readonly credential?: (() => Promise<Tagged | undefined>) | undefined;
	readonly patience?: Partial<Patience>;
	/** What was said while nothing ran, and what the host says of itself. */
	readonly log: (text: string) => void;
	/** It takes nothing any more. */
	readonly ended: (fault: HostFault) => void;
};

export type Host = {
	/** Returns how to ask it to stop. Nobody is called back before it has returned. */
	readonly call: (call: HostCall, listener: HostCallListener) => () => void;
	readonly fateOf: (file: string, answered: (fate: Fate) => void) => void;
	/** What the allowed cmdlets of a module take, as they are installed there; of those that are not, nothing. */
	readonly describe: (module: string, answered: (end: Described) => void) => void;
	/** Who runs the cmdlets there, and what time it is. */
	readonly account: (answered: (end: Account | NotAnswered) => void) => void;
	/** Lets go of it: what changes something goes on to its end. */
	readonly release: () => void;
};

export type NotAnswered = {readonly failure: CallEnd};
export type Described = {readonly cmdlets: readonly InstalledCmdlet[]} | NotAnswered;

type Inquired = Extract<Said, {kind: 'described' | 'account'}> | NotAnswered;
type Inquiry = {readonly order: Order; readonly answered: (end: Inquired) => void};

type Waiting = {readonly call: HostCall; readonly listener: HostCallListener; readonly line: string};
type Running = Waiting &
	KeptOutput & {
		timedOut: number | undefined;
		isStopping: boolean;
		readonly timers: NodeJS.Timeout[];
	};

export function openHost({computer, transport, open, credential, patience, log, ended}: HostOptions): Host {
	const {openMs, pingMs, silentMs, stopMs} = {...usualPatience, ...patience};
	const waiting: Waiting[] = [];
	const asking: Inquiry[] = [];
	const fates = new Map<string, ((fate: Fate) => void)[]>();
	const openOrder: OpenOrder = {kind: 'open', ...open, stopMs};
	let running: Running | undefined;
	let isOpen = false;
	let fault: HostFault | undefined;
	let lines = 0;
	let heardAt = performance.now();
	let watch: NodeJS.Timeout | undefined;
	const tooLate = () => fail({fault: 'notStarted', known: `It took more than ${Math.round(openMs / 1000)} seconds.`});
	let opening = setTimeout(tooLate, openMs);
	const connection: Connection = transport({line: hear, stray, ended: fail});

	function hear(line: string) {
		if (fault) return;
		heardAt = performance.now();
		const parsed = parseSaid(line);
		if (!parsed) return fail({fault: 'garbage', known: JSON.stringify(line.slice(0, 200))});
		if (parsed.n !== ++lines) return fail({fault: 'garbage', known: `Line ${lines} was expected, and ${parsed.n} came.`});
		obey(parsed.said);
	}

	function obey(said: Said) {
		switch (said.kind) {
			case 'hello':
				log(`PowerShell ${said.version} (${said.edition}), process ${said.pid}`);
				keepWatch();
				return credential ? void askCredential(credential) : connection.send(asLine(openOrder));
			case 'opened':
				for (const {name, version} of said.modules) log(`module ${name} ${version}`);
				isOpen = true;
				clearTimeout(opening);
				for (const file of fates.keys()) askFate(file);
				for (const {order} of asking) sendInquiry(order);
				return next();
			case 'notOpened':
				return fail({fault: 'notOpened', known: wordsOf(said.error)});
			case 'misunderstood':
				return fail({fault: 'garbage', known: said.why});
			case 'began':
				return said.call === running?.call.call ? startClock(running) : undefined;
			case 'record':
				return said.call === running?.call.call ? take(running, said) : log(`late: ${said.text ?? said.stream}`);
			case 'ended':
				return said.call === running?.call.call ? finish(running, endOf(running.call.changes, said, running), said.notKept) : undefined;
			case 'fate':
				return answerFate(said);
			case 'described':
			case 'account':
				return answerInquiry(said);
			case 'notDescribed':
			case 'noAccount':
				return answerInquiry({failure: {ok: false, reason: 'refused', errorId: said.error.id, message: wordsOf(said.error)}});
		}
	}

	/** While a person types, its time does not run. */
	async function askCredential(typed: NonNullable<typeof credential>) {
		clearTimeout(opening);
		const given = await typed();
		if (fault) return;
		if (!given) return fail({fault: 'noSecret', known: ''});
		opening = setTimeout(tooLate, openMs);
		connection.send(asLine({...openOrder, credential: given}));
	}

	function take(of: Running, said: SaidRecord) {
		const leftOut = said.stream === 'output' ? keepOutput(of, said) : undefined;
		if (leftOut) of.listener.stream(leftOut);
		const record = recordOf(said);
		if (record) of.listener.stream(record);
	}

	function stray(text: string) {
		if (running) running.listener.stream({stream: 'information', text});
		else log(text);
	}

	function next() {
		keepWatch();
		const first = isOpen && !running && !fault ? waiting.shift() : undefined;
		if (!first) return;
		running = {...first, output: [], outputLength: 0, isCut: false, timedOut: undefined, isStopping: false, timers: []};
		heardAt = performance.now();
		keepWatch();
		connection.send(first.line);
	}

	/** Its time is counted from when it really began. */
	function startClock(of: Running) {
		const {timeoutMs} = of.call;
		of.timers.push(
			setTimeout(() => {
				of.timedOut = timeoutMs;
				askToStop(of);
			}, timeoutMs),
		);
	}

	function askToStop(of: Running) {
		if (of.isStopping) return;
		of.isStopping = true;
		connection.send(asLine({kind: 'stop', call: of.call.call}));
		of.timers.push(setTimeout(() => fail({fault: 'disobedient', known: `It was given ${stopMs / 1000} seconds.`}), stopMs));
	}

	function finish(of: Running, end: CallEnd, notKept?: string) {
		for (const timer of of.timers) clearTimeout(timer);
		running = undefined;
		if (notKept) log(`the end was not kept: ${notKept}`);
		of.listener.ended(end);
		next();
	}

	function askFate(file: string) {
		heardAt = performance.now();
		keepWatch();
		connection.send(asLine({kind: 'fate', file}));
	}

	function answerFate(said: Extract<Said, {kind: 'fate'}>) {
		const asked = fates.get(said.file) ?? [];
		fates.delete(said.file);
		for (const answered of asked) answered(fateSaid(said));
		keepWatch();
	}

	function inquire(order: Order, answered: Inquiry['answered']) {
		if (fault) {
			const failure = notSent(computer, fault);
			return void setImmediate(() => answered({failure}));
		}
		asking.push({order, answered});
		if (isOpen) sendInquiry(order);
	}

	function sendInquiry(order: Order) {
		heardAt = performance.now();
		keepWatch();
		connection.send(asLine(order));
	}

	/** In the order in which it was asked. */
	function answerInquiry(said: Inquired) {
		asking.shift()?.answered(said);
		keepWatch();
	}

	/** Only while something is asked of it: an idle host is left alone. */
	function keepWatch() {
		const isAsked = !fault && lines > 0 && (!isOpen || running !== undefined || fates.size > 0 || asking.length > 0);
		if (!isAsked) {
			clearInterval(watch);
			watch = undefined;
			return;
		}
		watch ??= setInterval(() => {
			if (performance.now() - heardAt > silentMs)
				return fail({fault: 'silent', known: `It has said nothing for ${Math.round(silentMs / 1000)} seconds.`});
			connection.send(asLine({kind: 'ping'}));
		}, pingMs);
	}

	function fail(why: HostFault) {
		if (fault) return;
		fault = why;
		clearTimeout(opening);
		keepWatch();
		const was = running;
		running = undefined;
		for (const timer of was?.timers ?? []) clearTimeout(timer);
		// What changes something is never ended by us, but where it did not stop when it was asked to.
		if (was?.call.changes && why.fault !== 'disobedient') connection.drop();
		else if (why.fault === 'released') connection.drop();
		else connection.kill();
		ended(why);
		was?.listener.ended(lost(computer, why, was.call.changes));
		for (const {listener} of waiting.splice(0)) listener.ended(notSent(computer, why));
		for (const asked of [...fates.values()].flat()) asked({fate: 'silent'});
		fates.clear();
		for (const {answered} of asking.splice(0)) answered({failure: notSent(computer, why)});
	}

	return {
		call({timeoutMs, ...call}, listener) {
			const line = asLine({kind: 'call', deadlineMs: timeoutMs + deadlineSlackMs, ...call});
			const one: Waiting = {call: {timeoutMs, ...call}, listener, line};
			const notStarted = (why: string) => listener.ended(endOf(call.changes, {call: call.call, state: 'notStarted', errors: 0, why}));
			let isTaken = false;
			const taking = setImmediate(() => {
				isTaken = true;
				if (fault) return listener.ended(notSent(computer, fault));
				if (line.length > longestOrder) return notStarted('TooLong');
				waiting.push(one);
				next();
			});
			return () => {
				if (running?.line === line) return askToStop(running);
				const index = waiting.indexOf(one);
				if (isTaken && index === -1) return;
				clearImmediate(taking);
				isTaken = true;
				waiting.splice(index, index === -1 ? 0 : 1);
				setImmediate(() => notStarted('Stopped'));
			};
		},
		fateOf(file, answered) {
			if (fault) return void setImmediate(() => answered({fate: 'silent'}));
			fates.set(file, [...(fates.get(file) ?? []), answered]);
			if (isOpen) askFate(file);
		},
		describe: (module, answered) => inquire({kind: 'describe', module}, answered as Inquiry['answered']),
		account: answered => inquire({kind: 'account'}, answered as Inquiry['answered']),
		release: () => fail({fault: 'released', known: ''}),
	};
}
