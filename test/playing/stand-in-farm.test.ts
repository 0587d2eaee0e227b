/** The whole live way, with a farm at its end that stands in for one. Here without a PowerShell: what pretends to be one has no binder. */
import {readdirSync} from 'node:fs';
import {dirname} from 'node:path';
import {expect, onTestFinished, test, vi} from 'vitest';
import {observeLink, resumeLink, startLink} from '../../src/commands/attach.js';
import type {Link} from '../../src/commands/link.js';
import {expectChangeIsFound, killEngineInChange, startFarmSession} from './kill-live.js';
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

test('two consoles at once have one engine: the second looks on, an observer too, and a session of its own is refused', {
	timeout: patienceMs,
}, async () => {
	const {desk, first, newHeader, options} = await startFarmSession({executable: pretendedHost});
	const opened = (link: Link) => {
		onTestFinished(() => void link.close());
		return link;
	};
	const [second, observer] = [opened(await resumeLink(desk, first.path, options)), opened(await observeLink(desk, first.path))];
	const sees = (link: Link) => link.engine.control?.view();
	await vi.waitFor(() => expect(sees(first)).toMatchObject({isMine: true}));
	await vi.waitFor(() => expect(sees(second)).toMatchObject({isMine: false, isObserver: false}));
	await vi.waitFor(() => expect(sees(observer)).toMatchObject({isMine: false, isObserver: true}));
	expect(second.path).toBe(first.path);

	await expect(startLink(desk, newHeader(), options)).rejects.toMatchObject({exitCode: 3, problem: {id: 'storage.deploymentHeld'}});
	expect(readdirSync(dirname(first.path)).filter(name => name.endsWith('.jsonl'))).toHaveLength(1);
	first.close();
});
