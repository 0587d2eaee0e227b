/** Certificates of real TLS servers, right ones and wrong ones, and servers that show none. */
import {createServer, type Server, type Socket} from 'node:net';
import {createServer as createTlsServer, type TlsOptions} from 'node:tls';
import {describe, expect, onTestFinished, test} from 'vitest';
import {askTls} from '../../../src/adapters/network/tls.js';
import {type TlsOutput, tls} from '../../../src/machines/probe.js';
import {hasOpenssl, type Made, makeCertificate, needsOpenssl, type Wanted} from './certificates.js';
import {here} from './name-servers.js';

async function listening(server: Server): Promise<number> {
	const sockets = new Set<Socket>();
	server.on('connection', socket => sockets.add(socket.on('error', () => {})));
	await new Promise<void>(resolve => server.listen(0, here, resolve));
	onTestFinished(() => {
		for (const socket of sockets) socket.destroy();
		server.close();
	});
	const address = server.address();
	return typeof address === 'object' && address ? address.port : 0;
}

const tlsServer = (made: Made, options: TlsOptions = {}) =>
	listening(createTlsServer({...made, ...options}).on('tlsClientError', () => {}));
/** A server that is no TLS server: it does something to whoever has said something. */
const plain = (heard: (socket: Socket) => void) => listening(createServer(socket => socket.once('data', () => heard(socket))));

const ask = (port: number, serverName: string): Promise<TlsOutput> => askTls(tls(here, port, serverName));
const shownBy = async (wanted: Wanted, serverName: string) => ask(await tlsServer(makeCertificate(wanted)), serverName);

describe.skipIf(!hasOpenssl)(`a certificate ${needsOpenssl}`, () => {
	test('is shown with its names, its time and who issued it', async () => {
		const output = await shownBy({names: ['sip.contoso.com', 'sip2.contoso.com'], until: '20991231000000Z'}, 'sip2.contoso.com');
		expect(output).toEqual({
			tls: 'certificate',
			certificate: {
				names: ['sip.contoso.com', 'sip2.contoso.com'],
				issuer: 'sip.contoso.com',
				notBefore: '2024-01-01T00:00:00.000Z',
				notAfter: '2099-12-31T00:00:00.000Z',
				validity: 'valid',
				hasName: true,
			},
		});
	});

	test.each([
		['sip.contoso.com', ['sip.contoso.com'], true],
		['SIP.contoso.com', ['sip.contoso.com'], true],
		['sip2.contoso.com', ['sip.contoso.com'], false],
		['sip.contoso.com', ['*.contoso.com'], true],
		['a.sip.contoso.com', ['*.contoso.com'], false],
		['contoso.com', ['sip.contoso.com'], false],
	])('has the name %s, where it carries %s: %s', async (serverName, names, hasName) => {
		expect(await shownBy({names}, serverName)).toMatchObject({tls: 'certificate', certificate: {hasName}});
	});

	test('that is over, or not yet begun, is shown as that', async () => {
		const names = ['sip.contoso.com'];
		expect(await shownBy({names, from: '20200101000000Z', until: '20210101000000Z'}, 'sip.contoso.com')).toMatchObject({
			certificate: {validity: 'expired', notAfter: '2021-01-01T00:00:00.000Z', hasName: true},
		});
		expect(await shownBy({names, from: '20980101000000Z'}, 'sip.contoso.com')).toMatchObject({certificate: {validity: 'notYet'}});
	});

	test.each([['TLSv1.2'], ['TLSv1.3']] as const)('is seen although the server wants one from us and breaks off, over %s', async version => {
		const made = makeCertificate({names: ['edge1.contoso.com']});
		const port = await tlsServer(made, {requestCert: true, rejectUnauthorized: true, minVersion: version, maxVersion: version});
		expect(await ask(port, 'edge1.contoso.com')).toMatchObject({tls: 'certificate', certificate: {hasName: true}});
	});

	test('of a server that speaks nothing newer than TLS 1.0 is seen', async () => {
		const made = makeCertificate({names: ['fe11.contoso.com']});
		const port = await tlsServer(made, {minVersion: 'TLSv1', maxVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0'});
		expect(await ask(port, 'fe11.contoso.com')).toMatchObject({tls: 'certificate'});
	});

	test('is chosen by the name that was asked for, where a server has several', async () => {
		const [first, second] = [makeCertificate({names: ['a.test']}), makeCertificate({names: ['b.test']})];
		const server = createTlsServer(first);
		server.addContext('b.test', second);
		const port = await listening(server);
		expect(await ask(port, 'b.test')).toMatchObject({certificate: {names: ['b.test'], hasName: true}});
	});

	test('with more names than anybody reads is cut off', async () => {
		const names = Array.from({length: 300}, (_, index) => `n${index}.contoso.com`);
		const output = await shownBy({names}, 'n299.contoso.com');
		expect(output.tls === 'certificate' && output.certificate.names.length).toBe(100);
		expect(output).toMatchObject({certificate: {hasName: true}});
	});
});

test('a server that takes the call and says nothing is silent', async () => {
	const port = await plain(() => {});
	expect(await askTls(tls(here, port, 'x.test'), {patienceMs: 100})).toEqual({tls: 'silent'});
});

test.each<[string, (socket: Socket) => void]>([
	['says something else first', socket => socket.write('220 mail.contoso.com\r\n')],
	['answers as a web server does', socket => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')],
	['sends bytes without a meaning', socket => socket.write(Buffer.alloc(5_000, 7))],
	['hangs up', socket => socket.end()],
	['breaks the line', socket => socket.resetAndDestroy()],
])('a server that %s does not speak TLS', async (_, heard) => {
	expect(await ask(await plain(heard), 'x.test')).toEqual({tls: 'noTls'});
});

test('a server that speaks TLS and will not speak with us is told apart', async () => {
	const alert = Buffer.from([21, 3, 1, 0, 2, 2, 40]);
	expect(await ask(await plain(socket => socket.write(alert)), 'x.test')).toEqual({tls: 'refused'});
});

test('where nobody listens it is known at once, and nothing makes it throw', async () => {
	const port = await listening(createServer());
	const closed = createServer();
	const free = await new Promise<number>(resolve => {
		closed.listen(0, here, () => {
			const address = closed.address();
			closed.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
		});
	});
	expect(await ask(free, 'x.test')).toEqual({tls: 'closed'});
	expect(await ask(70_000, 'x.test')).toEqual({tls: 'silent'});
	for (const name of ['', '10.0.0.1', 'a b', '\u001b[2J', 'ü.test']) {
		expect((await askTls(tls(here, port, name), {patienceMs: 50})).tls).toBe('silent');
	}
});

test('a name that nobody knows says nothing about a computer', async () => {
	const unknown = async () => undefined;
	expect(await askTls(tls('unknown.test', 443, 'x.test'), {findName: unknown})).toEqual({tls: 'unknownName'});
	const slow = () => new Promise<string>(() => {});
	expect(await askTls(tls('slow.test', 443, 'x.test'), {findName: slow, patienceMs: 20})).toEqual({tls: 'unknownName'});
	const broken = () => Promise.reject(new Error('broken'));
	expect(await askTls(tls('broken.test', 443, 'x.test'), {findName: broken})).toEqual({tls: 'unknownName'});
});

test('it can be ended early', async () => {
	const port = await plain(() => {});
	const end = new AbortController();
	const asking = askTls(tls(here, port, 'x.test'), {patienceMs: 60_000, signal: end.signal});
	end.abort();
	expect(await asking).toEqual({tls: 'silent'});
});
