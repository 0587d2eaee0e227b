import {expect, test} from 'vitest';
import type {StreamRecord} from '../../../src/machines/cmdlet.js';
import type {Event} from '../../../src/machines/journal/journal-entry.js';
import {callQuotaMegabytes, createLineQuota, sessionQuotaMegabytes} from '../../../src/machines/journal/line-quota.js';

const text = 'x'.repeat(1024 * 1024 - 400);
const line = (stream: StreamRecord['stream']): StreamRecord => ({stream, text});

function quota(takes: (event: Event) => boolean = () => true) {
	const written: Event[] = [];
	const lines = createLineQuota(event => {
		if (!takes(event)) return false;
		written.push(event);
		return true;
	});
	const said = () => written.flatMap(event => (event.kind === 'engine' ? [[event.event, event.message.id, event.message.args]] : []));
	const kept = (stream: string) => written.filter(event => event.kind === 'stream' && event.stream === stream).length;
	return {...lines, said, kept, written};
}

test('a call that writes without end is cut off at its quota, and the log says from where and how much', () => {
	const {write, ended, said, kept} = quota();
	for (let count = 0; count < callQuotaMegabytes + 30; count++) write('c1', line('verbose'));
	expect(kept('verbose')).toBe(callQuotaMegabytes);
	expect(said()).toEqual([
		['dropped', 'engine.droppingLines', {call: 'c1', perCall: callQuotaMegabytes, perSession: sessionQuotaMegabytes}],
	]);
	ended('c1');
	expect(said().at(-1)).toEqual(['dropped', 'engine.droppedLines', {call: 'c1', count: 30}]);
	write('c2', line('verbose'));
	ended('c2');
	expect([kept('verbose'), said().length]).toEqual([callQuotaMegabytes + 1, 2]);
});

test('errors and warnings are kept, however many there are', () => {
	const {write, ended, said, kept} = quota();
	const count = sessionQuotaMegabytes + 10;
	for (let nth = 0; nth < count; nth++) {
		write('c1', line('error'));
		write('c1', line('warning'));
	}
	ended('c1');
	expect([kept('error'), kept('warning'), said()]).toEqual([count, count, []]);
});

test('many calls together have a quota too', () => {
	const {write, ended, said, kept} = quota();
	for (let call = 0; call < sessionQuotaMegabytes + 5; call++) {
		write(`c${call}`, line('progress'));
		ended(`c${call}`);
	}
	expect(kept('progress')).toBe(sessionQuotaMegabytes);
	expect(said()).toHaveLength(2 * 5);
});

test('a line that the disk does not take is counted like one over the quota', () => {
	const {write, ended, said} = quota(({kind}) => kind !== 'stream');
	write('c1', line('information'));
	write('c1', line('information'));
	ended('c1');
	expect(said().map(([, id]) => id)).toEqual(['engine.droppingLines', 'engine.droppedLines']);
	expect(said().at(-1)?.[2]).toEqual({call: 'c1', count: 2});
});
