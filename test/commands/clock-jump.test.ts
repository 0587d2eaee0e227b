import {expect, test} from 'vitest';
import {longestSleepMs} from '../../src/adapters/mock/pace.js';
import {openRehearsal} from '../../src/commands/rehearsal.js';
import type {EntryOf} from '../../src/machines/journal/journal-entry.js';
import {readsEveryMs} from '../../src/machines/session/clock-watch.js';
import {createRenderer} from '../../src/ui/messages/render.js';
import {newHeader} from '../playing/play.js';

const hour = 60 * 60_000;

test('a computer that slept in the middle of a rehearsal is in the journal, and no deadline of it came nearer', async () => {
	const host = {wall: 0, boot: 0};
	const times = {wall: () => performance.now() + host.wall, mono: () => performance.now(), boot: () => performance.now() + host.boot};
	const header = newHeader();
	const {engine, now, stop} = openRehearsal(header, {record: [], append: () => undefined}, {speed: 60, isPerson: true, times});
	const {promise, resolve} = Promise.withResolvers<EntryOf<'engine'>>();
	engine.follow(entry => entry.kind === 'engine' && resolve(entry));
	const before = now();
	host.wall += 8 * hour;
	host.boot += 8 * hour;
	expect(now() - before).toBeLessThan(hour);
	const {event, message} = await promise;
	stop();
	expect(event).toBe('clock');
	const render = createRenderer({language: 'en', timeZone: header.timeZone, startedAt: header.startedAt});
	expect(render(message)).toMatch(
		/^This computer slept for 8 h\. Its wall clock went on by 8 h, its monotonic clock by \d+ s\. The time of this rehearsal stood still as well\.$/,
	);
});

test('the pace of a rehearsal reads the time as often as it takes to tell sleep from work', () => {
	expect(longestSleepMs).toBe(readsEveryMs);
});
