/**
 * What time it is for a web server, by the `Date` of its answer over HTTPS, whatever else it answers. Whole seconds, so the offset lies
 * between two. It logs on to nothing, believes no certificate and follows nowhere. It never throws, and is over after its patience.
 */
import {request} from 'node:https';
import {createNameFinder} from './names.js';
import {anyServer, unlessOver} from './tls.js';

/** `aheadMs`: how far that clock is ahead of this one, at least and at most. `noDate`: it answered without a time. */
export type WebClockAnswer = {readonly aheadMs: readonly [least: number, most: number]} | 'silent' | 'noDate';

export type WebServer = {readonly name: string; readonly port?: number};

const usualPatienceMs = 3_000;
const secondMs = 1_000;

export async function askWebClock({name, port = 443}: WebServer, patienceMs = usualPatienceMs): Promise<WebClockAnswer> {
	const over = AbortSignal.timeout(patienceMs);
	const names = createNameFinder();
	try {
		const host = await unlessOver(names.find(name), over);
		return host === undefined ? 'silent' : await askAt(host, {name, port}, over);
	} catch {
		return 'silent';
	} finally {
		names.close();
	}
}

function askAt(host: string, {name, port}: Required<WebServer>, over: AbortSignal): Promise<WebClockAnswer> {
	return new Promise(resolve => {
		let askedAt = 0;
		const asked = request(
			{...anyServer, host, port, servername: name, headers: {host: name}, method: 'HEAD', path: '/', agent: false, signal: over},
			({headers: {date}}) => {
				const heardAt = Date.now();
				const said = Date.parse(date ?? '');
				asked.destroy();
				resolve(Number.isNaN(said) ? 'noDate' : {aheadMs: [said - heardAt, said + secondMs - askedAt]});
			},
		);
		asked.on('error', () => resolve('silent'));
		// The handshake is not a part of the question.
		asked.on('socket', socket => socket.once('secureConnect', () => (askedAt = Date.now())));
		asked.end();
	});
}
