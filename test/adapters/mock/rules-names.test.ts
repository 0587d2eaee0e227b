/** What the name servers and the certificates of the simulated deployment say, before and after somebody changes something. */
import {expect, test} from 'vitest';
import {type DnsOutput, type DnsRecord, dns, type RecordType, type Resolver, type TlsOutput, tls} from '../../../src/machines/probe.js';
import {textOfRecord} from '../../../src/machines/probe-output.js';
import {nothingWrong} from './contoso.js';
import {minute, play} from './player.js';
import {rule} from './rules.js';

type World = ReturnType<typeof play>;

const lookUp = (world: World, type: RecordType, of: string, resolver: Resolver = 'external'): DnsOutput => {
	const {end} = world.ask(dns(type, of, resolver));
	if (!end.ok) throw new Error('A probe always has an answer.');
	return end.output as DnsOutput;
};
const texts = ({records}: DnsOutput) => records.map(textOfRecord);
const certificateOf = (world: World, to: string, port: number, serverName: string): TlsOutput => {
	const {end} = world.ask(tls(to, port, serverName));
	if (!end.ok) throw new Error('A probe always has an answer.');
	return end.output as TlsOutput;
};
const siteOff = () => play();

test('outside, sign-in is offered at every Edge pool by priority, and federation at one', () => {
	const world = play(nothingWrong);
	expect(texts(lookUp(world, 'SRV', '_sip._tls.contoso.com'))).toEqual(['0 0 443 sip.contoso.com', '10 0 443 sip2.contoso.com']);
	expect(texts(lookUp(world, 'SRV', '_sipfederationtls._tcp.contoso.com'))).toEqual(['0 0 5061 sip.contoso.com']);
	expect(texts(lookUp(world, 'SRV', '_xmpp-server._tcp.contoso.com'))).toEqual([
		'0 0 5269 xmpp.contoso.com',
		'10 0 5269 xmpp2.contoso.com',
	]);
	expect(texts(lookUp(world, 'A', 'sip.contoso.com'))).toHaveLength(2);
	expect(lookUp(world, 'A', 'SIP.Contoso.Com.')).toEqual(lookUp(world, 'A', 'sip.contoso.com'));
});

test('inside, clients find both pools of the pair, each with all its Front Ends', () => {
	const world = play(nothingWrong);
	expect(texts(lookUp(world, 'SRV', '_sipinternaltls._tcp.contoso.com', 'internal'))).toEqual([
		'0 0 5061 pool1.contoso.com',
		'10 0 5061 pool2.contoso.com',
	]);
	expect(texts(lookUp(world, 'A', 'pool1.contoso.com', 'internal'))).toHaveLength(6);
	expect(texts(lookUp(world, 'A', 'edge2.contoso.com', 'internal'))).toHaveLength(2);
});

test('a name without such a record, a name that nobody has, and the other view are told apart', () => {
	const world = play(nothingWrong);
	expect(lookUp(world, 'SRV', 'sip.contoso.com')).toEqual({dns: 'noRecords', records: []});
	expect(lookUp(world, 'A', '_tls.contoso.com')).toEqual({dns: 'noRecords', records: []});
	expect(lookUp(world, 'A', 'sip3.contoso.com')).toEqual({dns: 'unknownName', records: []});
	expect(lookUp(world, 'A', 'pool1.contoso.com', 'external').dns).toBe('unknownName');
});

test('lyncdiscover is answered by health: who is down is not named', () => {
	const world = siteOff();
	const {dns: state, records} = lookUp(world, 'A', 'lyncdiscover.contoso.com');
	expect(state).toBe('found');
	expect(records.map(({type}) => type)).toEqual(['CNAME', 'A']);
	expect(texts(lookUp(play(nothingWrong), 'A', 'lyncdiscover.contoso.com'))).toHaveLength(3);
	expect(texts(lookUp(world, 'CNAME', 'lyncdiscover.contoso.com'))).toEqual(['lyncdiscover-ext.geolb.contoso.com']);
});

test('an address leads to the computer that has it', () => {
	const world = siteOff();
	const [dead = ''] = texts(lookUp(world, 'A', 'sip.contoso.com'));
	const [alive = ''] = texts(lookUp(world, 'A', 'sip2.contoso.com'));
	expect([dead, alive].map(address => world.tcp(address, 443))).toEqual(['silent', 'open']);
	expect(world.tcp('sip2.contoso.com', 443)).toBe('open');
	expect(world.tcp('nobody.contoso.com', 443)).toBe('unknownName');
});

const moved = (world: World): readonly DnsRecord[] =>
	lookUp(world, 'A', 'sip2.contoso.com').records.map(record => ({...record, name: 'sip.contoso.com'}));

// A record that was changed by hand is answered when the old one has outlived its time.
rule('5.15', () => {
	const world = siteOff();
	const before = lookUp(world, 'A', 'sip.contoso.com');
	const records = moved(world);
	world.outside('dns/act1', {dnsChange: 'external', type: 'A', of: 'sip.contoso.com', records});
	world.wait(2 * minute);
	const meanwhile = lookUp(world, 'A', 'sip.contoso.com');
	expect(texts(meanwhile)).toEqual(texts(before));
	expect(meanwhile.records.every(({ttl}) => ttl > 0 && ttl < 300)).toBe(true);
	expect(world.tcp('sip.contoso.com', 443)).toBe('silent');

	world.wait(5 * minute);
	expect(lookUp(world, 'A', 'sip.contoso.com')).toEqual({dns: 'found', records});
	expect(world.tcp('sip.contoso.com', 443)).toBe('open');
	expect(lookUp(world, 'A', 'sip.contoso.com', 'internal').dns).toBe('unknownName');
});

test('records that were taken away are gone, and the world that is told it again says the same', () => {
	const world = siteOff();
	world.outside('dns/act1', {dnsChange: 'external', type: 'SRV', of: '_sip._tls.contoso.com', records: []});
	world.wait(8 * minute);
	expect(lookUp(world, 'SRV', '_sip._tls.contoso.com').dns).toBe('unknownName');
	const again = siteOff();
	again.backend.retell(world.journal);
	expect(again.world.names).toEqual(world.world.names);
	expect(lookUp(again, 'SRV', '_sip._tls.contoso.com').dns).toBe('unknownName');
});

test('a certificate answers where TLS is spoken, and says whose it is', () => {
	const world = siteOff();
	const [outside = ''] = texts(lookUp(world, 'A', 'sip2.contoso.com'));
	expect(certificateOf(world, outside, 443, 'sip2.contoso.com')).toMatchObject({tls: 'certificate', certificate: {hasName: true}});
	expect(certificateOf(world, outside, 443, 'sip9.contoso.com')).toMatchObject({tls: 'certificate', certificate: {hasName: false}});
	expect(certificateOf(world, 'edge21.contoso.com', 5061, 'edge2.contoso.com')).toMatchObject({certificate: {hasName: true}});
	expect(certificateOf(world, 'fe21.contoso.com', 5061, 'pool2.contoso.com')).toMatchObject({certificate: {hasName: true}});
	expect(certificateOf(world, 'fe11.contoso.com', 5061, 'pool1.contoso.com')).toEqual({tls: 'silent'});
	expect(certificateOf(world, 'sqlbe21.contoso.com', 1433, 'sqlbe21.contoso.com')).toEqual({tls: 'noTls'});
	expect(certificateOf(world, 'nobody.contoso.com', 443, 'x')).toEqual({tls: 'unknownName'});
});
