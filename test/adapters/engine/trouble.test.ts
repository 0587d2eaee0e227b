/** What is told and not on disk is said to every console, also to one that comes later, and that it is over. */
import {test} from 'vitest';
import type {RemoteEngine} from '../../../src/adapters/engine/remote-engine.js';
import type {Trouble} from '../../../src/machines/journal/keeping.js';
import {say} from '../../../src/machines/message.js';
import {openServed} from './served.js';

test('a console in another process hears that the journal cannot be written, and that it can be again', async () => {
	const trouble: Trouble = {fromSeq: 7, message: say('storage.notOnDisk', {code: 'ENOSPC', since: {at: 5}})};
	const served = await openServed();
	const hears = (engine: RemoteEngine, expected: Trouble | undefined) =>
		new Promise<void>(resolve => engine.watchTrouble(told => JSON.stringify(told) === JSON.stringify(expected) && resolve()));

	const first = await served.attach('Ada', 'observe');
	await hears(first, undefined);
	served.troubled(trouble);
	await hears(first, trouble);
	const second = await served.attach('Pilar', 'observe');
	await hears(second, trouble);
	served.troubled(undefined);
	await Promise.all([hears(first, undefined), hears(second, undefined)]);
});
