/** What an operator reads of a probe, also when its end was read from a file that somebody else wrote. */
import {expect, test} from 'vitest';
import type {Act, AskEnd} from '../../src/machines/ask.js';
import type {JournalEntry} from '../../src/machines/journal/journal-entry.js';
import {logLineOf} from '../../src/machines/journal/log-line.js';
import {type DnsState, dns, type Probe, type TlsOutput, tcp, tls} from '../../src/machines/probe.js';
import {probeSaid} from '../../src/machines/probe-line.js';
import {createRenderer} from '../../src/ui/messages/render.js';

const render = createRenderer({language: 'en', timeZone: 'UTC', startedAt: '2026-03-03T02:00:00Z'});
const said = (probe: Probe, output: unknown) => {
	const {severity, message} = probeSaid(probe, {ok: true, output} as AskEnd);
	return `${severity}: ${render(message)}`;
};

const signIn = dns('SRV', '_sip._tls.contoso.com', 'external');
const srv = (target: string, priority: number) => ({
	name: '_sip._tls.contoso.com',
	ttl: 300,
	type: 'SRV',
	priority,
	weight: 0,
	port: 443,
	target,
});

test('records are told as zone files write them', () => {
	expect(said(signIn, {dns: 'found', records: [srv('sip.contoso.com', 0), srv('sip2.contoso.com', 10)]})).toBe(
		'info: External DNS, SRV of _sip._tls.contoso.com: 0 0 443 sip.contoso.com and 10 0 443 sip2.contoso.com',
	);
	const led = [{name: 'meet.contoso.com', ttl: 60, type: 'CNAME', target: 'x.contoso.com'}];
	const found = [...led, {name: 'x.contoso.com', ttl: 60, type: 'A', address: '10.0.0.1'}];
	expect(said(dns('A', 'meet.contoso.com', 'internal'), {dns: 'found', records: found})).toBe(
		'info: Internal DNS, A of meet.contoso.com: 10.0.0.1',
	);
});

test.each<[DnsState, string]>([
	['noRecords', 'no such record; the name exists'],
	['unknownName', 'no such name'],
	['serverFailed', 'the name server failed (SERVFAIL)'],
	['refused', 'the name server refused (REFUSED)'],
	['otherError', 'the name server reported an error'],
	['cut', 'the answer was cut off, and TCP brought no whole one'],
	['closed', 'no name server listens there'],
	['silent', 'no answer'],
	['garbled', 'what came was no answer'],
	['noResolver', 'no name server is named'],
])('that an answer is %s is told apart from all others', (state, words) => {
	expect(said(signIn, {dns: state, records: []})).toBe(`warning: External DNS, SRV of _sip._tls.contoso.com: ${words}`);
});

test('a computer that nobody can find is told apart from one that says nothing', () => {
	expect(said(tcp('fe11.contoso.com', 5061), 'unknownName')).toBe('warning: TCP 5061: nobody knows where it is');
	expect(said(tcp('fe11.contoso.com', 5061), 'silent')).toBe('warning: TCP 5061: no answer');
	expect(said(tcp('fe11.contoso.com', 5061, 'edge11.contoso.com'), 'open')).toBe(
		'info: From edge11.contoso.com to fe11.contoso.com, TCP 5061: open',
	);
});

const certificate = (change: object): TlsOutput => ({
	tls: 'certificate',
	certificate: {
		names: ['sip2.contoso.com'],
		issuer: 'x',
		notBefore: '2025-01-01T00:00:00.000Z',
		notAfter: '2026-12-31T00:00:00.000Z',
		validity: 'valid',
		hasName: true,
		...change,
	},
});

test.each<[TlsOutput, string]>([
	[certificate({}), 'info: TLS 443: the certificate has the name sip.contoso.com, valid until 2026-12-31'],
	[
		certificate({hasName: false}),
		'warning: TLS 443: THE CERTIFICATE LACKS THE NAME sip.contoso.com; it has sip2.contoso.com, valid until 2026-12-31',
	],
	[certificate({validity: 'expired'}), 'warning: TLS 443: the certificate has the name sip.contoso.com, EXPIRED since 2026-12-31'],
	[certificate({validity: 'notYet'}), 'warning: TLS 443: the certificate has the name sip.contoso.com, NOT VALID before 2025-01-01'],
	[{tls: 'refused'}, 'warning: TLS 443 as sip.contoso.com: it broke off before it showed a certificate'],
	[{tls: 'noTls'}, 'warning: TLS 443 as sip.contoso.com: it answers, but not with TLS'],
	[{tls: 'closed'}, 'warning: TLS 443 as sip.contoso.com: closed'],
	[{tls: 'unknownName'}, 'warning: TLS 443 as sip.contoso.com: nobody knows where it is'],
	[{tls: 'silent'}, 'warning: TLS 443 as sip.contoso.com: no answer'],
])('a certificate is told by its name and its time, and its absence by its kind', (output, words) => {
	expect(said(tls('203.0.113.10', 443, 'sip.contoso.com'), output)).toBe(words);
});

test('what a hostile server writes into a name does not reach the terminal', () => {
	const line = said(signIn, {dns: 'found', records: [srv('\u001b[2J\u202esip\u0007.contoso.com', 0)]});
	expect(line).not.toMatch(/[\p{Cc}\u202e]/u);
	expect(line).toContain('contoso.com');
});

test('records that somebody changed elsewhere are a line of their own', () => {
	const what: Act = {dnsChange: 'external', type: 'A', of: 'sip.contoso.com', records: []};
	const entry: JournalEntry = {seq: 1, at: 0, kind: 'outside', id: 'x/act1', what, by: 'Karin'};
	const line = logLineOf(entry, {callOf: () => undefined, entryAt: () => undefined});
	expect(line?.message && render(line.message)).toBe('DNS A sip.contoso.com, by Karin. Not by this session.');
});

test('an end of another form says that nothing answered', () => {
	for (const output of [null, 3, 'x', [], {}, {dns: 'found'}, {dns: 'found', records: [null]}, {dns: 'found', records: [{type: 'SRV'}]}]) {
		expect(said(signIn, output)).toMatch(/: no answer$/);
	}
	for (const output of [null, 3, {tls: 'certificate'}, {tls: 'certificate', certificate: {names: [3]}}, {tls: 7}]) {
		expect(said(tls('x', 443, 'x'), output)).toMatch(/: no answer$/);
	}
});
