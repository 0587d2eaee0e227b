/** The roads in from outside, walked in the simulated deployment: what DNS gives, and what is behind it. */
import {expect, test} from 'vitest';
import type {Answer, Look} from '../../../src/machines/ask.js';
import {type DnsRecord, dns, type TlsProbe} from '../../../src/machines/probe.js';
import {lookAtRoads, recordsSign, roadSign, roadsIn} from '../../../src/machines/procedures/edge/roads.js';
import {inClientOrder, pickedByPartner} from '../../../src/machines/srv.js';
import {createRenderer} from '../../../src/ui/messages/render.js';
import {nothingWrong, scenarioOf} from '../../adapters/mock/contoso.js';
import {minute, play} from '../../adapters/mock/player.js';

const render = createRenderer({language: 'en', timeZone: 'UTC', startedAt: '2026-03-03T02:00:00Z'});
const signIn = '_sip._tls.contoso.com';
const federation = '_sipfederationtls._tcp.contoso.com';
type World = ReturnType<typeof play>;

function walk(world: World, look: Look): readonly Answer[] {
	let answers: readonly Answer[] = [];
	for (let batch = look(answers); batch.length > 0; batch = look(answers)) {
		answers = [...answers, ...batch.map(ask => ({ask, end: world.ask(ask).end, at: world.clock.now()}))];
	}
	return answers;
}
const roadsOf = (world: World, of: string) => roadsIn(walk(world, lookAtRoads(of, 'external')), of);
const stateOf = (world: World, of: string) => roadsOf(world, of).map(({target, state}) => `${target} ${state}`);

test('while all is well, every road is good', () => {
	const world = play(nothingWrong);
	expect(stateOf(world, signIn)).toEqual(['sip.contoso.com good', 'sip2.contoso.com good']);
	expect(stateOf(world, federation)).toEqual(['sip.contoso.com good']);
});

test('with a site dark, a client goes on to the other road, and a partner has only the dead one', () => {
	const world = play();
	expect(stateOf(world, signIn)).toEqual(['sip.contoso.com silent', 'sip2.contoso.com good']);
	const firstGood = inClientOrder(roadsOf(world, signIn), () => 0).find(({state}) => state === 'good');
	expect(firstGood?.target).toBe('sip2.contoso.com');
	expect(pickedByPartner(roadsOf(world, federation))?.state).toBe('silent');
});

test('a second record for federation by priority helps no partner; another answer does, once federation is enabled there', () => {
	const world = play(scenarioOf([{fault: 'off', role: 'hitEdge', atMs: 0}]));
	const record = (priority: number, target: string): DnsRecord => {
		return {name: federation, ttl: 300, type: 'SRV', priority, weight: 0, port: 5061, target};
	};
	const both = [record(0, 'sip.contoso.com'), record(10, 'sip2.contoso.com')];
	world.outside('dns/act1', {dnsChange: 'external', type: 'SRV', of: federation, records: both});
	world.wait(10 * minute);
	expect(roadsOf(world, federation)).toHaveLength(2);
	expect(pickedByPartner(roadsOf(world, federation))?.state).toBe('silent');

	world.outside('dns/act2', {dnsChange: 'external', type: 'SRV', of: federation, records: [record(0, 'sip2.contoso.com')]});
	world.wait(10 * minute);
	expect(pickedByPartner(roadsOf(world, federation))).toMatchObject({target: 'sip2.contoso.com', state: 'closed'});

	world.outside('tick/act1', {federationOn: 'edge2.contoso.com'});
	for (const wizardOn of ['edge21.contoso.com', 'edge22.contoso.com']) world.outside(`wizard/${wizardOn}`, {wizardOn});
	world.wait(60 * minute);
	expect(pickedByPartner(roadsOf(world, federation))).toMatchObject({target: 'sip2.contoso.com', state: 'good'});
});

test('what was seen is said in words, with the source', () => {
	const world = play();
	const answers = walk(world, lookAtRoads(signIn, 'external'));
	const signs = [recordsSign(answers, signIn), ...roadsIn(answers, signIn).map(roadSign)];
	expect(signs.map(({source, sign, message}) => `${source} ${sign}: ${render(message)}`)).toEqual([
		'DNS SRV good: _sip._tls.contoso.com: 0 0 443 sip.contoso.com and 10 0 443 sip2.contoso.com.',
		'TLS 443 unknown: sip.contoso.com, TCP 443: no answer from here.',
		expect.stringMatching(
			/^TLS 443 good: sip2\.contoso\.com, TCP 443: answers, with its name on the certificate, until \d{4}-\d\d-\d\d\.$/,
		),
	]);
});

test('a name that nobody has leads nowhere, and a name server that fails says nothing', () => {
	const world = play();
	const none = walk(world, lookAtRoads('_sip._tls.fabrikam.com', 'external'));
	expect(none).toHaveLength(1);
	expect(roadsIn(none, '_sip._tls.fabrikam.com')).toEqual([]);
	expect(recordsSign(none, '_sip._tls.fabrikam.com')).toMatchObject({sign: 'bad'});
	const failed: Answer = {ask: dns('SRV', signIn, 'external'), end: {ok: true, output: {dns: 'serverFailed', records: []}}, at: 0};
	expect(recordsSign([failed], signIn)).toMatchObject({sign: 'unknown'});
	expect(lookAtRoads(signIn, 'external')([failed])).toEqual([]);
});

test.each([
	[{hasName: false}, 'wrongName', 'THE CERTIFICATE LACKS ITS NAME; it has sip2.contoso.com and sip.contoso.com.'],
	[{validity: 'expired'}, 'expired', 'ITS CERTIFICATE EXPIRED on 2027'],
	[{validity: 'notYet'}, 'notYet', 'ITS CERTIFICATE IS NOT VALID before 2025'],
])('a certificate that is %o makes the road %s', (change, state, words) => {
	const answers = walk(play(), lookAtRoads(signIn, 'external')).map((answer): Answer => {
		const {end} = answer;
		const output = end.ok && typeof end.output === 'object' && end.output !== null && 'certificate' in end.output ? end.output : undefined;
		if (!output || (answer.ask as TlsProbe).serverName !== 'sip2.contoso.com') return answer;
		const certificate = {...(output.certificate as object), ...change};
		return {...answer, end: {ok: true, output: {tls: 'certificate', certificate}} as Answer['end']};
	});
	const road = roadsIn(answers, signIn).find(({target}) => target === 'sip2.contoso.com');
	expect(road?.state).toBe(state);
	expect(road && render(roadSign(road).message)).toContain(words);
});

test('a look has an end, however many targets somebody writes', () => {
	const world = play();
	const records = Array.from({length: 100}, (_, index): DnsRecord => {
		return {name: signIn, ttl: 300, type: 'SRV', priority: index, weight: 0, port: 443, target: `t${index}.contoso.com`};
	});
	world.outside('dns/act1', {dnsChange: 'external', type: 'SRV', of: signIn, records});
	world.wait(10 * minute);
	expect(walk(world, lookAtRoads(signIn, 'external')).length).toBeLessThan(100);
	expect(roadsOf(world, signIn).every(({state}) => state === 'noAddress')).toBe(true);
});
