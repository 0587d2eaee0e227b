/**
 * Asks which certificate answers on a port. It greets as a client would, looks at what it is shown, and hangs up: it trusts nobody, sends
 * nothing, and shows no certificate of its own. It never throws, and is over after its patience.
 */
import {isIP} from 'node:net';
import {checkServerIdentity, connect, type PeerCertificate, type TLSSocket} from 'node:tls';
import type {Certificate, TlsOutput, TlsProbe} from '../../machines/probe.js';
import {createNameFinder, type FindName} from './names.js';

export type TlsOptions = {
	/** Ends it early: what has not answered by then is silent. */
	readonly signal?: AbortSignal;
	readonly patienceMs?: number;
	readonly findName?: FindName;
	/** In ms since 1970. */
	readonly now?: () => number;
};

/** A handshake is some ways there and back, and an old server reckons for a while. */
const usualPatienceMs = 4_000;
/** The certificates of the product have some tens of names; who sends thousands wants something else. */
const mostNames = 100;
const longestText = 256;

/** Options of a connection through which nothing is said that has to be kept secret; servers of 2013 may speak nothing newer. */
export const anyServer = {rejectUnauthorized: false, minVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0'} as const;

export async function askTls(asked: TlsProbe, options: TlsOptions = {}): Promise<TlsOutput> {
	const {signal, patienceMs = usualPatienceMs, now = Date.now} = options;
	const names = options.findName ? {find: options.findName, close: () => {}} : createNameFinder();
	const over = AbortSignal.any([AbortSignal.timeout(patienceMs), ...(signal ? [signal] : [])]);
	try {
		const host = isIP(asked.to) ? asked.to : await unlessOver(names.find(asked.to), over);
		return host === undefined ? {tls: 'unknownName'} : await greet(host, asked, over, now);
	} catch {
		return {tls: 'unknownName'};
	} finally {
		names.close();
	}
}

/** Undefined once `over` is aborted. */
export const unlessOver = <Value>(value: Promise<Value>, over: AbortSignal): Promise<Value | undefined> =>
	Promise.race([value, new Promise<undefined>(resolve => over.addEventListener('abort', () => resolve(undefined), {once: true}))]);

function greet(host: string, {port, serverName}: TlsProbe, over: AbortSignal, now: () => number): Promise<TlsOutput> {
	return new Promise(resolve => {
		let socket: TLSSocket | undefined;
		let isConnected = false;
		const end = (output: TlsOutput) => {
			over.removeEventListener('abort', stop);
			socket?.destroy();
			resolve(output);
		};
		const stop = () => end({tls: 'silent'});
		if (over.aborted) return stop();
		over.addEventListener('abort', stop);
		try {
			socket = connect({
				host,
				port,
				// An address or a name that is none cannot stand in a greeting.
				...(isServerName(serverName) ? {servername: serverName} : {}),
				...anyServer,
			});
			const shown = (): TlsOutput | undefined => {
				const certificate = socket && toCertificate(socket, serverName, now());
				return certificate && {tls: 'certificate', certificate};
			};
			socket.on('connect', () => {
				isConnected = true;
			});
			socket.on('secureConnect', () => end(shown() ?? {tls: 'refused'}));
			// A server that wants a certificate from us breaks off, but has shown its own before.
			socket.on('error', error => end(shown() ?? {tls: withoutCertificate(error, isConnected)}));
			socket.on('close', () => end({tls: isConnected ? 'noTls' : 'silent'}));
		} catch {
			// A port that is none is nobody's.
			stop();
		}
	});
}

function withoutCertificate(error: Error, isConnected: boolean): 'refused' | 'noTls' | 'closed' | 'silent' {
	const code = 'code' in error ? String(error.code) : '';
	if (code.includes('ALERT') || code === 'ERR_SSL_UNSUPPORTED_PROTOCOL') return 'refused';
	if (isConnected) return code === 'ETIMEDOUT' ? 'silent' : 'noTls';
	return code === 'ECONNREFUSED' || code === 'ECONNRESET' ? 'closed' : 'silent';
}

function toCertificate(socket: TLSSocket, serverName: string, now: number): Certificate | undefined {
	const peer = socket.getPeerCertificate();
	if (!peer || !('raw' in peer) || !peer.raw) return undefined;
	const [from, until] = [Date.parse(peer.valid_from), Date.parse(peer.valid_to)];
	return {
		names: namesOf(peer),
		issuer: short(textOf(peer.issuer?.CN) ?? textOf(peer.issuer?.O) ?? ''),
		notBefore: toIso(from),
		notAfter: toIso(until),
		// A time that nobody can read is over.
		validity: now < from ? 'notYet' : now <= until ? 'valid' : 'expired',
		hasName: hasName(serverName, peer),
	};
}

function hasName(serverName: string, peer: PeerCertificate): boolean {
	try {
		return checkServerIdentity(serverName, peer) === undefined;
	} catch {
		return false;
	}
}

/** `DNS:sip.contoso.com, DNS:"a, b"`: a name with signs that could be taken for two is quoted as JSON. */
const alternativeName = /(?:^|, )(?:DNS|IP Address):("(?:[^"\\]|\\.)*"|[^,]*)/g;

function namesOf(peer: PeerCertificate): readonly string[] {
	const alternative = [...(peer.subjectaltname ?? '').matchAll(alternativeName)].map(([, name = '']) => name);
	return [...new Set([textOf(peer.subject?.CN) ?? '', ...alternative].filter(Boolean).map(short))].slice(0, mostNames);
}

/** One of several is as good as the other: a subject may say the same twice. */
const textOf = (value: string | readonly string[] | undefined): string | undefined => (typeof value === 'string' ? value : value?.[0]);
const short = (text: string): string => text.slice(0, longestText);
const toIso = (ms: number): string => (Number.isNaN(ms) ? '' : new Date(ms).toISOString());
const isServerName = (name: string): boolean => isIP(name) === 0 && /^[\w-]+(?:\.[\w-]+)*$/.test(name) && name.length <= 253;
