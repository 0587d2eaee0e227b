/** Questions to name servers that misbehave in every way of their own: each way is told apart, and none hangs or breaks anything. */
import {type Answer, decode, encode, type Packet, streamEncode} from 'dns-packet';
import {expect, test} from 'vitest';
import {askDns} from '../../../src/adapters/network/dns.js';
import type {NameServer} from '../../../src/machines/deployment/deployment.js';
import {type DnsOutput, dns, type RecordType} from '../../../src/machines/probe.js';
import {type Fake, startFake} from './name-servers.js';

const name = '_sip._tls.contoso.com';
const srv = (target: string, priority = 0): Answer => ({type: 'SRV', name, ttl: 300, data: {priority, weight: 0, port: 443, target}});
const truncated = 1 << 9;

/** An answer to the question, changed as a test wants it. */
const answerTo = (question: Buffer, change: Packet = {}): Buffer => {
	const {id = 0, questions = []} = decode(question);
	return Buffer.from(encode({type: 'response', id, questions, ...change} as Packet));
};
const overTcp = (question: Buffer, change: Packet): Buffer => {
	const {id = 0, questions = []} = decode(question);
	return Buffer.from(streamEncode({type: 'response', id, questions, ...change} as Packet));
};
const ask = (server: NameServer, type: RecordType = 'SRV', of = name, patienceMs = 5_000): Promise<DnsOutput> =>
	askDns(dns(type, of, 'external'), {resolvers: {external: server}, patienceMs});
const from = async (fake: Fake, type?: RecordType, of?: string): Promise<DnsOutput> => ask(await startFake(fake), type, of);
/** For what never comes: nobody has to wait long for it. */
const inVain = async (fake: Fake): Promise<DnsOutput> => ask(await startFake(fake), 'SRV', name, 300);

test('records come in the order in which the server sent them, and it may be the second question that is answered', async () => {
	const answers = [srv('b.contoso.com', 10), srv('A.Contoso.Com', 0)];
	let heard = 0;
	const server = await startFake({udp: question => (heard++ === 0 ? [] : [answerTo(question, {answers})])});
	const output = await ask(server, 'SRV', name, 500);
	expect(output).toEqual({
		dns: 'found',
		records: [
			{name, ttl: 300, type: 'SRV', priority: 10, weight: 0, port: 443, target: 'b.contoso.com'},
			{name, ttl: 300, type: 'SRV', priority: 0, weight: 0, port: 443, target: 'a.contoso.com'},
		],
	});
});

test.each([
	[3, 'unknownName'],
	[2, 'serverFailed'],
	[5, 'refused'],
	[1, 'otherError'],
	[4, 'otherError'],
	[0, 'noRecords'],
] as const)('the code %i of a server is %s', async (flags, state) => {
	expect(await from({udp: question => [answerTo(question, {flags})]})).toEqual({dns: state, records: []});
});

test('a server that refuses may leave the question out', async () => {
	expect((await from({udp: question => [answerTo(question, {flags: 5, questions: []})]})).dns).toBe('refused');
});

test('a server that says nothing is silent, and was asked twice', async () => {
	const server = await startFake({});
	expect(await ask(server, 'SRV', name, 100)).toEqual({dns: 'silent', records: []});
	expect(server.questions()).toBe(2);
});

test('where nobody listens it is known at once', async () => {
	const server = await startFake({});
	expect((await ask({...server, port: 1})).dns).toBe('closed');
});

test('without a name server nobody is asked', async () => {
	expect((await askDns(dns('A', 'x.test', 'internal'), {resolvers: {}})).dns).toBe('noResolver');
});

test('what is no answer is told as that, and does not keep the right one away', async () => {
	const garbage = Buffer.from('no answer at all');
	expect((await inVain({udp: () => [garbage]})).dns).toBe('garbled');
	expect((await from({udp: question => [garbage, answerTo(question, {answers: [srv('a.test')]})]})).dns).toBe('found');
});

test('an answer to another question, of another number or that is a question itself is nobody’s answer', async () => {
	const wrong = [
		(question: Buffer) => answerTo(question, {id: ((decode(question).id ?? 0) + 1) & 0xff_ff}),
		(question: Buffer) => answerTo(question, {questions: [{type: 'A', name}]}),
		(question: Buffer) => answerTo(question, {questions: [{type: 'SRV', name: 'evil.test'}]}),
		(question: Buffer) => question,
	];
	for (const reply of wrong) expect((await inVain({udp: question => [reply(question)]})).dns).toBe('silent');
});

test('an answer that does not fit is asked for over TCP, in however many pieces it comes', async () => {
	const answers = Array.from({length: 60}, (_, index) => srv(`sip${index}.contoso.com`, index));
	const output = await from({
		udp: question => [answerTo(question, {flags: truncated, answers: answers.slice(0, 2)})],
		tcp: (question, socket) => {
			const bytes = overTcp(question, {answers});
			socket.write(bytes.subarray(0, 1));
			socket.write(bytes.subarray(1, 700));
			setImmediate(() => socket.end(bytes.subarray(700)));
		},
	});
	expect(output.dns).toBe('found');
	expect(output.records).toHaveLength(60);
});

const cut = (question: Buffer) => [answerTo(question, {flags: truncated, answers: [srv('half.contoso.com')]})];

test.each<[string, Fake['tcp']]>([
	['nobody listens', undefined],
	['it hangs up', (_, socket) => socket.end()],
	['it says nothing', () => {}],
	['it sends garbage', (_, socket) => socket.end(Buffer.concat([Buffer.from([0, 4]), Buffer.from('oops')]))],
	['it stops in the middle', (question, socket) => socket.end(overTcp(question, {answers: [srv('a.test')]}).subarray(0, 30))],
	['it cuts again', (question, socket) => socket.end(overTcp(question, {flags: truncated}))],
])('half an answer is not shown as a whole one: over TCP %s', async (_, tcp) => {
	expect(await inVain({udp: cut, ...(tcp ? {tcp} : {})})).toEqual({dns: 'cut', records: []});
});

test('names that lead elsewhere are followed, and shown also where they lead to nothing', async () => {
	const lead = (alias: string, target: string): Answer => ({type: 'CNAME', name: alias, ttl: 60, data: target});
	const chain = [lead('meet.test', 'a.test'), lead('a.test', 'b.test')];
	const address: Answer = {type: 'A', name: 'b.test', ttl: 60, data: '203.0.113.10'};
	const found = await from({udp: question => [answerTo(question, {answers: [address, ...chain]})]}, 'A', 'meet.test');
	expect(found.records.map(({type}) => type)).toEqual(['CNAME', 'CNAME', 'A']);
	const dangling = await from({udp: question => [answerTo(question, {flags: 3, answers: chain})]}, 'A', 'meet.test');
	expect(dangling).toMatchObject({dns: 'unknownName', records: [{target: 'a.test'}, {target: 'b.test'}]});
	const ring = [lead('meet.test', 'a.test'), lead('a.test', 'meet.test')];
	expect((await from({udp: question => [answerTo(question, {answers: ring})]}, 'A', 'meet.test')).records.length).toBeLessThan(20);
});

test('records of names that nobody asked for are not believed', async () => {
	const other: Answer = {...(srv('evil.test') as Answer & {type: 'SRV'}), name: 'other.contoso.com'};
	expect(await from({udp: question => [answerTo(question, {answers: [other]})]})).toEqual({dns: 'noRecords', records: []});
	const many = Array.from({length: 400}, (_, index) => srv(`t${index}.test`));
	const output = await from({udp: cut, tcp: (question, socket) => socket.end(overTcp(question, {answers: many}))});
	expect(output.records).toHaveLength(256);
});

test('a name that cannot be asked for is a name that nobody has', async () => {
	const server = await startFake({});
	for (const of of ['', '.', 'a..b', `${'a'.repeat(64)}.test`, `${'a.'.repeat(130)}test`]) {
		expect((await ask(server, 'A', of)).dns).toBe('unknownName');
	}
	expect(server.questions()).toBe(0);
});

test('whatever bytes come, it ends, and nothing breaks', async () => {
	let seed = 1;
	const next = () => {
		seed = (seed * 48_271) % 2_147_483_647;
		return seed;
	};
	const server = await startFake({
		udp: question => {
			const whole = answerTo(question, {answers: [srv('a.test'), srv('b.test')]});
			for (let flips = next() % 8; flips >= 0; flips--) whole[2 + (next() % (whole.length - 2))] = next() % 256;
			return [whole.subarray(0, 1 + (next() % whole.length))];
		},
	});
	const asked = Array.from({length: 300}, () => askDns(dns('SRV', name, 'external'), {resolvers: {external: server}, patienceMs: 60}));
	for (const {records} of await Promise.all(asked)) expect(Array.isArray(records)).toBe(true);
});

test('it can be ended early', async () => {
	const server = await startFake({});
	const end = new AbortController();
	const asking = askDns(dns('A', 'x.test', 'external'), {resolvers: {external: server}, patienceMs: 60_000, signal: end.signal});
	end.abort();
	expect((await asking).dns).toBe('silent');
	expect((await askDns(dns('A', 'x.test', 'external'), {resolvers: {external: server}, signal: end.signal})).dns).toBe('silent');
});
