/** Remote access is looked at only; what a firewall keeps out is named, pool by pool, and nothing else is touched. */
import {expect, test} from 'vitest';
import {isFirewallOpening} from '../../src/machines/ask.js';
import type {JournalEntry} from '../../src/machines/journal/journal-entry.js';
import {loadScenario} from '../playing/play.js';
import {endOfStep, entriesOf, inTurn, sit} from './operator.js';

const begunFor = 'remoteAccess';
const walled = loadScenario('edge-walled');
const dark = loadScenario('edge-dark');
const untilRunEnds = ({kind}: JournalEntry) => kind === 'runEnded';

test('where the firewall lets everything through, nothing is done at all', () => {
	const {entries, truth} = sit({scenario: dark, begunFor, until: untilRunEnds});
	expect(entriesOf(entries, 'outside')).toEqual([]);
	expect(entriesOf(entries, 'callEnded').filter(({changes}) => changes)).toEqual([]);
	expect(endOfStep({entries}, 'openingWays')?.kind).toBe('alreadyDone');
	expect(truth.left).toEqual([]);
});

test('a client goes on from the dead Edge to the one that answers, and the record says how long the old answer lives', () => {
	const {entries} = sit({scenario: dark, begunFor, until: untilRunEnds});
	const order = endOfStep({entries}, 'checkingSignIn')?.evidence.find(({message}) => message.id === 'evidence.clientOrder');
	expect(order?.message.args).toMatchObject({targets: ['sip.contoso.com', 'sip2.contoso.com'], next: 'sip2.contoso.com', ttl: 300});
});

test('what the firewall keeps apart is named in both directions, with its ports, and opened by people', () => {
	const {entries} = sit({scenario: walled, begunFor});
	const shown = entriesOf(entries, 'stepMoved').find(({step, to}) => step.endsWith('/openingWays') && to === 'byHand');
	const closed = shown?.evidence?.filter(({sign}) => sign === 'bad').map(({message}) => message.args);
	expect(closed).toEqual([
		{from: 'pool1.contoso.com', to: 'edge2.contoso.com', ports: ['443', '4443', '5061', '5062', '8057', '23456']},
		{from: 'edge2.contoso.com', to: 'pool1.contoso.com', ports: ['5061']},
	]);
	expect(entriesOf(entries, 'outside').filter(({what}) => isFirewallOpening(what))).toHaveLength(1);
	expect(endOfStep({entries}, 'openingWays')?.kind).toBe('byHand');
	expect(entriesOf(entries, 'sealed')[0]?.outcome).toBe('done');
});

test('“done” is not believed while the way is still closed; leaving it takes a reason', () => {
	const {entries} = sit({
		scenario: walled,
		begunFor,
		overrides: {
			'openingWays byHand': inTurn({choice: 'noError'}),
			'openingWays failed': inTurn({choice: 'skip', fields: {reason: 'the firewall team sleeps'}}),
		},
		until: untilRunEnds,
	});
	expect(endOfStep({entries}, 'openingWays')).toMatchObject({kind: 'skipped', why: {args: {reason: 'the firewall team sleeps'}}});
});

test('where two records have the same priority, it says that nothing leads remote users on', () => {
	const {entries} = sit({
		scenario: dark,
		begunFor,
		given: ({world}) =>
			void world.names.push({
				...{dnsChange: 'external', type: 'SRV', of: '_sip._tls.contoso.com', seenFrom: -1},
				records: ['sip', 'sip2'].map(label => ({
					...{name: '_sip._tls.contoso.com', ttl: 300, type: 'SRV' as const, priority: 0, weight: 0, port: 443},
					target: `${label}.contoso.com`,
				})),
			}),
		until: entry => entry.kind === 'stepMoved' && entry.to === 'byHand',
	});
	expect(entriesOf(entries, 'stepMoved').at(-1)?.why?.id).toBe('remote.recordsLack');
});
