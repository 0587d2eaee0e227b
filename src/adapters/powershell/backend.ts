/**
 * The live world: cmdlets run in a warm host on the computer that they are to run on, one host each, started when it is first needed.
 * Whoever asks gets exactly one end, whatever becomes of the host. A change whose end was not heard is unknown, and is never sent again.
 */
import {hash} from 'node:crypto';
import {type Ask, type FateQuestion, isCmdletCall, isFateQuestion} from '../../machines/ask.js';
import type {AskListener, Backend} from '../../machines/backend.js';
import type {CallEnd, CmdletCall, CmdletName, Value} from '../../machines/cmdlet.js';
import type {Probe, ProbeEnd} from '../../machines/probe.js';
import {type Endpoint, endpointModule, noWayFrom, type Passwords, refusedAtEndpoint} from './endpoint.js';
import {type Described, type Host, type NotAnswered, openHost} from './host.js';
import {type Patience, usualPatience} from './patience.js';
import {type HopEnd, noSecondHop, proveHop} from './second-hop.js';
import type {Transport} from './transport.js';
import {type Account, type SecretOf, type Tagged, tag} from './wire.js';

export type PowerShellOptions = {
	/** Id of the session: with the id of a call it names a change on the computer that runs it, once and for all. */
	readonly session: string;
	/** The way to a computer, by its FQDN. */
	readonly transportTo: (computer: string) => Transport;
	/**
	 * What a host loads: a name, or the path of a manifest. The path of one that stands in for the module of a farm is loaded only where no
	 * real one is in reach, whichever way leads there; the host itself sees to that.
	 */
	readonly load: string | {readonly standIn: string};
	/** The name under which its cmdlets are called, so that nothing else of the same name is run. */
	readonly module: string;
	/** Computers whose cmdlets are run at the remote endpoint of their pool; `transportTo` starts the host that opens it, here. */
	readonly endpointFor?: (computer: string) => Endpoint | undefined;
	/** Of the accounts of endpoints. Without it nothing opens with another logon than that of this process. */
	readonly passwords?: Passwords;
	/** As Node names it; by default the one that it runs on. */
	readonly platform?: string;
	/** Those that the procedures use. Nothing else is sent. */
	readonly cmdlets: readonly CmdletName[];
	/** Where a host keeps the ends of changes; without it, in a folder of its account. */
	readonly endsIn?: string;
	/** What the operator typed for a reference. Without it no secret is sent. */
	readonly secretOf?: SecretOf;
	/** A change waits until its logon has proved a second hop, and is refused through one that has none. */
	readonly provesSecondHop?: true;
	/** Always ends, and soon once it was aborted. */
	readonly probe: (probe: Probe, signal: AbortSignal) => Promise<ProbeEnd>;
	/** Ms of the session. */
	readonly now: () => number;
	/** A host is being started there, and given up after so long without a sign that it is ready. */
	readonly opening?: (computer: string, withinMs: number) => void;
	/** What hosts say of themselves. */
	readonly log?: (computer: string, text: string) => void;
	readonly patience?: Partial<Patience>;
};

export type PowerShellBackend = Backend & {
	/** Lets go of every host. What changes something goes on to its end, which its computer keeps. */
	readonly close: () => void;
	/** What of the allowed cmdlets is installed on a computer, and how. */
	readonly describe: (computer: string) => Promise<Described>;
	/** Who runs the cmdlets on a computer, and what time it is there. */
	readonly account: (computer: string) => Promise<Account | NotAnswered>;
	/** After the Central Management store has moved, or when a host is in doubt: the next question starts a new one. */
	readonly renew: (computer: string) => void;
};

export function createPowerShellBackend(options: PowerShellOptions): PowerShellBackend {
	const {
		session,
		transportTo,
		load,
		cmdlets,
		endsIn,
		provesSecondHop,
		secretOf = none,
		endpointFor = none,
		passwords = noPasswords,
		platform = process.platform,
		probe,
		now,
		opening = () => {},
		log = () => {},
		patience,
	} = options;
	const hosts = new Map<string, Host>();
	const allowed = new Set<string>(cmdlets);
	const hops = new WeakMap<Host, Promise<HopEnd>>();

	const moduleOn = (computer: string) => (endpointFor(computer) ? endpointModule : options.module);

	function hostOn(computer: string, isPreview = false): Host {
		const key = computer.toLowerCase();
		const known = isPreview ? undefined : hosts.get(key);
		if (known) return known;
		const endpoint = endpointFor(computer);
		const account = endpoint?.account;
		opening(computer, patience?.openMs ?? usualPatience.openMs);
		const host: Host = openHost({
			computer,
			transport: transportTo(computer),
			open: {
				...(endpoint ? {modules: [], endpoint: endpoint.uri} : {modules: [typeof load === 'string' ? load : load.standIn]}),
				isStandIn: typeof load !== 'string',
				cmdlets,
				directory: endsIn ?? null,
				showsText: isPreview,
			},
			...(account === undefined ? {} : {credential: () => credentialOf(account, passwords)}),
			...(patience ? {patience} : {}),
			log: text => log(computer, text),
			ended({fault, known: what}) {
				log(computer, `host ended: ${fault} ${what}`);
				if (hosts.get(key) === host) hosts.delete(key);
				if (fault === 'notOpened' && account !== undefined) passwords.wasWrong(account);
			},
		});
		if (!isPreview) hosts.set(key, host);
		return host;
	}

	function run(id: string, call: CmdletCall, listener: AskListener): () => void {
		const parameters = tagAll(call.parameters, secretOf);
		const endpoint = endpointFor(call.runsOn);
		const isKnown = allowed.has(call.name);
		const wrong = !isKnown ? notAllowed(call.name) : endpoint === undefined ? undefined : refusedAtEndpoint(call, platform);
		if (wrong || !parameters) return later(() => listener.ended(wrong ?? unsent(call, secretOf)));
		const isPreview = call.parameters.WhatIf === true;
		const host = hostOn(call.runsOn, isPreview);
		const send = () => sendTo(host, id, call, parameters, listener);
		const needsProof = provesSecondHop && endpoint === undefined && call.changesState && !isPreview;
		return needsProof ? onceProved(host, call, listener, send) : send();
	}

	function sendTo(host: Host, id: string, call: CmdletCall, parameters: Tags, listener: AskListener): () => void {
		const {name, changesState, timeoutMs} = call;
		return host.call(
			{
				call: id,
				module: moduleOn(call.runsOn),
				cmdlet: name,
				changes: changesState,
				file: changesState ? fileOf(session, id) : null,
				timeoutMs,
				parameters,
			},
			{
				stream: listener.stream,
				ended(end) {
					// What has run out is had anew by another logon.
					const isDenied = provesSecondHop && changesState && !end.ok && end.isDenied;
					if (call.parameters.WhatIf === true || isDenied) host.release();
					listener.ended(end);
				},
			},
		);
	}

	/** Once for each host: its logon stays what it is. After a denial the next change gets another host, and so another logon. */
	function onceProved(host: Host, {runsOn}: CmdletCall, listener: AskListener, send: () => () => void): () => void {
		let stop: (() => void) | undefined;
		let isOver = false;
		void proofOf(host, runsOn).then(({hop, by}) => {
			if (isOver) return;
			if (hop !== 'denied') {
				stop = send();
				return;
			}
			isOver = true;
			host.release();
			listener.ended(noSecondHop(runsOn, by));
		});
		return () => {
			if (stop) return stop();
			if (!isOver) setImmediate(() => listener.ended(stoppedBefore));
			isOver = true;
		};
	}

	function proofOf(host: Host, computer: string): Promise<HopEnd> {
		const known = hops.get(host);
		if (known) return known;
		const proof = proveHop(computer, call => endOfRead(host, call));
		hops.set(host, proof);
		void proof.then(({hop}) => log(computer, `second hop: ${hop}`));
		return proof;
	}

	const endOfRead = (host: Host, call: CmdletCall): Promise<CallEnd> =>
		new Promise(resolve => {
			sendTo(host, `secondHop/${call.name}`, call, tagAll(call.parameters, secretOf) ?? [], {
				stream: () => {},
				ended: end => resolve(end as CallEnd),
			});
		});

	function askFate({fateOf, runsOn}: FateQuestion, listener: AskListener): () => void {
		let isDropped = false;
		hostOn(runsOn).fateOf(fileOf(session, fateOf), output => isDropped || listener.ended({ok: true, output}));
		return () => {
			if (isDropped) return;
			isDropped = true;
			setImmediate(() => listener.ended({ok: true, output: {fate: 'silent'}}));
		};
	}

	function askNetwork(question: Probe, listener: AskListener): () => void {
		const stopping = new AbortController();
		void probe(question, stopping.signal).then(listener.ended);
		return () => stopping.abort();
	}

	function describe(computer: string): Promise<Described> {
		const failure = endpointFor(computer) && noWayFrom(platform, computer);
		return new Promise(resolve => (failure ? resolve({failure}) : hostOn(computer).describe(moduleOn(computer), resolve)));
	}

	return {
		now,
		ask(id: string, what: Ask, listener: AskListener) {
			if (isCmdletCall(what)) return run(id, what, listener);
			return isFateQuestion(what) ? askFate(what, listener) : askNetwork(what, listener);
		},
		after(ms, go) {
			const timer = setTimeout(go, ms);
			return () => clearTimeout(timer);
		},
		close() {
			for (const host of hosts.values()) host.release();
		},
		describe,
		account: computer => new Promise(resolve => hostOn(computer).account(resolve)),
		renew: computer => hosts.get(computer.toLowerCase())?.release(),
	};
}

/** The name of the files that a change leaves on its computer. */
export const fileOf = (session: string, id: string): string => hash('sha256', `${session}\n${id}`);

const none = () => undefined;

const noPasswords: Passwords = {passwordOf: async () => undefined, wasWrong: none};

async function credentialOf(account: string, {passwordOf}: Passwords): Promise<Tagged | undefined> {
	const password = await passwordOf(account);
	return password === undefined ? undefined : tag({secret: account, user: account}, () => password);
}

type Tags = readonly {readonly name: string; readonly value: Tagged}[];

const isName = /^[A-Za-z]\w*$/;

/** Undefined when one of them cannot be sent as what it is. */
function tagAll(parameters: Readonly<Record<string, Value>>, secretOf: SecretOf): Tags | undefined {
	const tagged: {readonly name: string; readonly value: Tagged}[] = [];
	for (const [name, given] of Object.entries(parameters)) {
		const value = isName.test(name) ? tag(given, secretOf) : undefined;
		if (!value) return undefined;
		tagged.push({name, value});
	}
	return tagged;
}

const refused = (errorId: string, message: string): CallEnd => ({ok: false, reason: 'refused', errorId, message});
const notAllowed = (name: string): CallEnd => refused('NotAllowed,Switchback', `${name} is not one of the cmdlets that Switchback runs.`);
const cannotTell = refused('NoValue,Switchback', 'One of the parameters has a value that cannot be sent. Nothing was sent.');

const unknownSecret = refused(
	'NoSecret,Switchback',
	'A secret of this call is not known here any more: it has to be typed again. Nothing was sent.',
);

const unsent = ({parameters}: CmdletCall, secretOf: SecretOf): CallEnd =>
	Object.values(parameters).some(value => isSecret(value) && secretOf(value.secret) === undefined) ? unknownSecret : cannotTell;

const isSecret = (value: Value): value is Extract<Value, {readonly secret: string}> =>
	typeof value === 'object' && value !== null && 'secret' in value;

const stoppedBefore: CallEnd = refused('PipelineStopped', 'It was stopped before it began.');

function later(go: () => void): () => void {
	setImmediate(go);
	return () => {};
}
