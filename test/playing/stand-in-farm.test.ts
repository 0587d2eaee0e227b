/** The whole live way, with a farm at its end that stands in for one. Here without a PowerShell: what pretends to be one has no binder. */
import {expect, test} from 'vitest';
import {expectChangeIsFound, killEngineInChange} from './kill-live.js';
import {changesIn, play} from './play.js';
import {playLive, pretendedHost, repairedSoon} from './play-live.js';

const patienceMs = 120_000;

test('a failover is played live from its beginning to the failback, with the cmdlets that its rehearsal runs, and all is at home again', {
	timeout: patienceMs,
}, async () => {
	const scenario = repairedSoon('edge-next-hop');
	const {end, entries, truth} = await playLive({scenario, executable: pretendedHost, rate: 1_000});
	expect(end).toEqual({end: 'sealed'});
	expect(entries.at(-1)).toMatchObject({kind: 'sealed', outcome: 'done'});
	expect(changesIn(entries)).toEqual(changesIn(play({scenario}).entries));
	expect(truth.left).toEqual([]);
});

test('an engine that is killed in a change leaves it to its end, which the next one finds on the computer that ran it', {
	timeout: patienceMs,
}, async () => {
	expectChangeIsFound(await killEngineInChange({executable: pretendedHost}));
});
