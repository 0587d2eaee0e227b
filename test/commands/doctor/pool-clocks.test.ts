/** The clocks of the pools, as their web services give them to whoever asks. */
import {createServer as createPlainServer, type RequestListener} from 'node:http';
import {createServer} from 'node:https';
import {createServer as createTcpServer, type Server} from 'node:net';
import {describe, expect, onTestFinished, test} from 'vitest';
import {askWebClock} from '../../../src/adapters/network/ask-web-clock.js';
import {type AskedPool, judgePoolClocks, poolClocks} from '../../../src/commands/doctor/pool-clocks.js';
import {hasOpenssl, makeCertificate, needsOpenssl} from '../../adapters/network/certificates.js';

async function listening(server: Server): Promise<number> {
	await new Promise<void>(resolve => server.listen(0, resolve));
	onTestFinished(() => void server.close());
	const address = server.address();
	return typeof address === 'object' && address ? address.port : 0;
}
const webServer = (answer: RequestListener) => listening(createServer(makeCertificate({names: ['another.name']}), answer));
const ask = (port: number, patienceMs?: number) => askWebClock({name: 'localhost', port}, patienceMs);

test.skipIf(!hasOpenssl)(`are read off any answer, whatever the certificate, and lie within the second ${needsOpenssl}`, async () => {
	const asked: string[] = [];
	const port = await webServer(({method, url, headers}, response) => {
		asked.push(`${method} ${url} ${headers.authorization ?? 'nobody'}`);
		response.writeHead(403, {date: new Date(Date.now() + 600_000).toUTCString()}).end();
	});
	const answer = await ask(port);
	if (typeof answer === 'string') throw new Error(answer);
	const [least, most] = answer.aheadMs;
	expect(least).toBeLessThanOrEqual(600_000);
	expect(most).toBeGreaterThanOrEqual(600_000);
	expect(asked).toEqual(['HEAD / nobody']);
});

test.skipIf(!hasOpenssl).each(['', 'yesterday'])(`are not known where the date is “%s” ${needsOpenssl}`, async date => {
	const port = await webServer((_, response) => {
		response.sendDate = false;
		if (date) response.setHeader('date', date);
		response.end();
	});
	expect(await ask(port)).toBe('noDate');
});

test('are not known of who is silent, speaks no TLS or is not there', async () => {
	const port = await listening(createTcpServer(socket => void socket.on('error', () => {}).unref()));
	expect(await ask(port, 200)).toBe('silent');
	expect(await ask(await listening(createPlainServer((_, response) => void response.end())))).toBe('silent');
	expect(await ask(1)).toBe('silent');
	expect(await askWebClock({name: 'no such name'}, 500)).toBe('silent');
});

describe('the worst of them counts', () => {
	const pool = (answer: AskedPool['answer']): AskedPool => ({pool: 'pool1.contoso.com', computer: 'fe11.contoso.com', answer});
	const well = pool({aheadMs: [-900, 150]});

	test.each([
		['all agree', [well, pool({aheadMs: [1_000, 2_400]})], 'ok', undefined],
		['one does not answer', [well, pool('silent')], 'unknown', 'doctor.poolClocks.compare'],
		['one gives no date', [pool('noDate'), well], 'unknown', 'doctor.poolClocks.compare'],
		['one is seconds away', [pool('silent'), pool({aheadMs: [-9_000, -8_000]})], 'warning', 'doctor.clock.set'],
		['one is minutes away', [well, pool({aheadMs: [301_000, 302_000]})], 'failed', 'doctor.clock.set'],
		['there is none', [], 'unknown', 'doctor.poolClocks.compare'],
	] as const)('where %s', (_, asked, state, remedy) => {
		const finding = judgePoolClocks(asked);
		expect(finding).toMatchObject({state, evidence: asked.map(() => ({args: {pool: 'pool1.contoso.com'}}))});
		expect(finding.remedy?.id).toBe(remedy);
	});
});

test('without a deployment nobody is asked', async () => {
	const about = {deployment: undefined} as Parameters<typeof poolClocks.look>[1];
	expect(await poolClocks.look({} as never, about)).toMatchObject({state: 'unknown', evidence: [{id: 'doctor.needsDeployment'}]});
});
