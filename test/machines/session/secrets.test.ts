/** Passwords of a session: who is asked, how often, and what is left of one. */
import {expect, test} from 'vitest';
import type {Message} from '../../../src/machines/message.js';
import {createSecrets} from '../../../src/machines/session/secrets.js';

const account = 'CONTOSO\\lyncadmin';

function open() {
	const said: Message[] = [];
	let at = 0;
	const secrets = createSecrets({said: message => said.push(message), now: () => at});
	const wanted: (string | undefined)[] = [];
	secrets.watch(next => wanted.push(next && `${next.reference}${next.isAgain ? ' again' : ''}`));
	return {secrets, wanted, said, later: (ms: number) => (at += ms)};
}

test('is asked for once, whoever needs it, and never again while it opens what it is for', async () => {
	const {secrets, wanted, said} = open();
	const both = Promise.all([secrets.passwordOf(account), secrets.passwordOf(account)]);
	secrets.give(account, 'open sesame');
	expect(await both).toEqual(['open sesame', 'open sesame']);
	expect(await secrets.passwordOf(account)).toBe('open sesame');
	expect(wanted).toEqual([undefined, account, undefined]);
	expect(said.map(({id}) => id)).toEqual(['log.secretWanted', 'log.secretGiven']);
	expect(JSON.stringify(said)).not.toContain('sesame');
});

test('that opened nothing is forgotten, and the next one who asks is told so', async () => {
	const {secrets, wanted} = open();
	const first = secrets.passwordOf(account);
	secrets.give(account, 'wrong');
	await first;
	secrets.wasWrong(account);
	void secrets.passwordOf(account);
	expect(wanted.at(-1)).toBe(`${account} again`);
});

test('that is not typed is not asked for on behalf of every other computer at once, but later', async () => {
	const {secrets, wanted, later} = open();
	const first = secrets.passwordOf(account);
	secrets.give(account);
	expect(await first).toBeUndefined();
	expect(await secrets.passwordOf(account)).toBeUndefined();
	later(60_000);
	void secrets.passwordOf(account);
	expect(wanted).toEqual([undefined, account, undefined, account]);
});

test('that nobody asked for is not taken, and at the end none is left', async () => {
	const {secrets} = open();
	secrets.give(account, 'too soon');
	const first = secrets.passwordOf(account);
	secrets.close();
	expect(await first).toBeUndefined();
});
