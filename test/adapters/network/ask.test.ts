/** Every kind of probe through the one door, as a live session asks them. */
import {createServer} from 'node:net';
import {expect, onTestFinished, test} from 'vitest';
import {askFromHere} from '../../../src/adapters/network/ask.js';
import {dns, type ProbeEnd, tls} from '../../../src/machines/probe.js';
import {here, startFake} from './name-servers.js';

test('a port, a name and a certificate are asked for, and each has an end', async () => {
	const server = createServer(socket => socket.end());
	await new Promise<void>(resolve => server.listen(0, here, resolve));
	onTestFinished(() => void server.close());
	const address = server.address();
	const port = typeof address === 'object' && address ? address.port : 0;
	const external = await startFake({});
	const ends: readonly ProbeEnd[] = await Promise.all([
		askFromHere({probe: 'tcp', to: here, port}, {}),
		askFromHere(dns('SRV', '_sip._tls.contoso.com', 'internal'), {external}),
		askFromHere(tls(here, port, 'sip.contoso.com'), {}),
	]);
	expect(ends.map(({output}) => output)).toEqual(['open', {dns: 'noResolver', records: []}, {tls: 'noTls'}]);
});
