/** A live session, whatever its world is. */
import {setImmediate as settled} from 'node:timers/promises';
import {expect, onTestFinished, test} from 'vitest';
import {mostTold, openLive} from '../../src/commands/live/live-session.js';
import {say} from '../../src/machines/message.js';
import {newHeader} from '../playing/play.js';

test('a flood of what hosts say fills no disk, and the last line that is kept says that there are no more', async () => {
	const header = {...newHeader(), world: 'live' as const};
	const session = openLive(header, {record: [], append: () => {}}, ({now, after, told}) => {
		for (let line = 1; line <= mostTold + 5; line++) told(say('log.host', {computer: 'fe21.contoso.com', text: String(line)}));
		return {backend: {now, after, ask: () => () => {}}, close: () => {}};
	});
	onTestFinished(session.stop);
	await settled();
	const kept = session.engine.entries.filter(entry => entry.kind === 'engine' && entry.event === 'host');
	expect(kept.length).toBe(mostTold);
	expect(kept.at(-2)).toMatchObject({message: {args: {text: String(mostTold - 1)}}});
	expect(kept.at(-1)).toMatchObject({message: {id: 'log.noMoreOfHosts', args: {count: mostTold}}});
});
