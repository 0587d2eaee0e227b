import {describe, expect, test} from 'vitest';
import {change} from '../../../src/machines/cmdlet.js';
import {say} from '../../../src/machines/message.js';
import {choice, confirming, field, openFakeSession, ready} from './fake-session.js';

const asks = (question: typeof ready) => ({kind: 'asked', ...question}) as const;

describe('a question', () => {
	test('is answered by its number', async () => {
		const session = openFakeSession({past: [asks(ready)]});
		await session.reads('REHEARSAL 1-3>');
		session.whenSent(() => session.write({kind: 'sealed', outcome: 'done'}));
		session.type('1\n');
		expect(await session.done).toBe('sealed');
		expect(session.sent).toEqual([{id: '1', type: 'answer', question: 'step/question1', choice: 'approve', fields: {}, by: 'J. Moreau'}]);
	});

	test('is answered by a word, field after field, and a dot goes back', async () => {
		const session = openFakeSession({past: [asks(ready)]});
		await session.reads('REHEARSAL 1-3>');
		session.type('skip\n');
		await session.reads('REHEARSAL>');
		session.type('.\n');
		await session.reads('REHEARSAL 1-3>');
		session.type('2\n');
		await session.reads('REHEARSAL>');
		session.type('\n');
		await session.reads('Something has to be typed here');
		session.whenSent(() => session.write({kind: 'sealed', outcome: 'done'}));
		session.type('the carrier does it\n');
		await session.done;
		expect(session.sent).toMatchObject([{choice: 'skip', fields: {reason: 'the carrier does it'}}]);
	});

	test('says what is wrong with what was typed, and asks again', async () => {
		const session = openFakeSession({past: [asks(ready)]});
		await session.reads('REHEARSAL 1-3>');
		for (const typed of ['0', '4', '99999999999', 'xyz', '1 2', '\u001b[A']) {
			session.type(`${typed}\n`);
			await session.reads('is no choice here');
			await session.reads('REHEARSAL 1-3>');
		}
		expect(session.sent).toEqual([]);
		expect(session.text()).not.toContain('\u001b');
	});

	test('explains every choice', async () => {
		const session = openFakeSession({past: [asks(ready)]});
		await session.reads('REHEARSAL 1-3>');
		session.type('?\n');
		const text = await session.reads('n TEXT');
		expect(text).toContain('Goes on to the confirmation. Nothing runs yet.');
		expect(text).toContain('Goes on without this step.');
	});

	test('that ends the run is asked about twice', async () => {
		const session = openFakeSession({past: [asks(ready)]});
		await session.reads('REHEARSAL 1-3>');
		session.type('3\n');
		await session.reads('REHEARSAL y/n>');
		session.type('\n');
		await session.reads('Nothing was done.');
		expect(session.sent).toEqual([]);
		await session.reads('REHEARSAL 1-3>');
		session.type('3\n');
		await session.reads('REHEARSAL y/n>');
		session.whenSent(() => session.write({kind: 'sealed', outcome: 'ended'}));
		session.type('y\n');
		await session.done;
		expect(session.sent).toMatchObject([{choice: 'abort'}]);
	});

	test('that is gone meanwhile is not answered', async () => {
		const session = openFakeSession({past: [asks(ready)]});
		await session.reads('REHEARSAL 1-3>');
		session.type('2\n');
		await session.reads('REHEARSAL>');
		session.write(asks({...ready, question: 'step/question9', choices: [choice('approve')]}));
		await session.reads('has been overtaken');
		await session.reads('REHEARSAL 1-1>');
		session.type('a reason\n');
		await session.reads('is no choice here');
		expect(session.sent).toEqual([]);
	});

	test('keeps an error record that was pasted as a reason in one piece', async () => {
		const session = openFakeSession({past: [asks(ready)]});
		await session.reads('REHEARSAL 1-3>');
		session.type('2\n');
		await session.reads('REHEARSAL>');
		session.whenSent(() => session.write({kind: 'sealed', outcome: 'done'}));
		session.type('Invoke-CsPoolFailOver : refused\n    + CategoryInfo : x\n1\n');
		await session.done;
		expect(session.sent).toMatchObject([{fields: {reason: 'Invoke-CsPoolFailOver : refused + CategoryInfo : x 1'}}]);
	});
});

describe('what confirms a change', () => {
	const confirmed = async () => {
		const session = openFakeSession({past: [asks(confirming)]});
		await session.reads('REHEARSAL 1-3>');
		session.type('1\n');
		await session.reads('REHEARSAL>');
		return session;
	};

	test('is typed line by line', async () => {
		const session = await confirmed();
		session.type('99\n');
		await session.reads('REHEARSAL>');
		session.whenSent(() => session.write({kind: 'sealed', outcome: 'done'}));
		session.type('pool1.contoso.com\n');
		await session.done;
		expect(session.sent).toMatchObject([{choice: 'confirm', fields: {lossMinutes: '99', homePool: 'pool1.contoso.com'}}]);
	});

	test('is not pasted', async () => {
		const session = await confirmed();
		session.type('99\npool1.contoso.com\n');
		await session.reads('Several lines at once are not taken here');
		await session.reads('REHEARSAL>');
		expect(session.sent).toEqual([]);
	});

	test('is not typed ahead', async () => {
		const session = openFakeSession({past: [asks(confirming)]});
		await session.reads('REHEARSAL 1-3>');
		session.type('1\n99\npool1.contoso.com\n');
		const text = await session.reads('were typed before this was asked');
		expect(text).toContain('2 lines');
		await session.reads('REHEARSAL>');
		expect(session.sent).toEqual([]);
	});

	test('says what has the wrong form before anything is sent', async () => {
		const session = await confirmed();
		session.type('a little\n');
		await session.reads('is neither minutes nor the word unknown');
		session.type('unknown\n');
		await session.reads('Whose users');
		session.type('pool1\n');
		await session.reads('is not a full name');
		expect(session.sent).toEqual([]);
	});
});

describe('while the work goes on', () => {
	const running = {...ready, question: 'step/question3', isWaiting: false, choices: [choice('stop')]};

	test('a cmdlet is asked to stop only after a second look', async () => {
		const session = openFakeSession({past: [asks(running)]});
		await session.reads('Nothing to do.');
		session.type('1\n');
		await session.reads('Type y to');
		session.whenSent(() => session.write({kind: 'sealed', outcome: 'done'}));
		session.type('y\n');
		await session.done;
		expect(session.sent).toMatchObject([{choice: 'stop'}]);
	});

	test('Ctrl-C stops nothing, and says what would', async () => {
		const session = openFakeSession({past: [asks(running)]});
		await session.reads('Nothing to do.');
		session.linear.interrupt();
		await session.reads('Ctrl-C stops nothing here. Type 1');
		expect(session.sent).toEqual([]);
	});

	test('l shows the exact lines once more, and why they differ from what is printed elsewhere', async () => {
		const route = change('fe21.contoso.com', 'Set-CsSite', {Identity: 'Redmond', XmppFederationRoute: 'EdgeServer:edge2.contoso.com'}, 1);
		const session = openFakeSession({past: [asks(ready)]});
		await session.reads('REHEARSAL 1-3>');
		session.type('l\n');
		await session.reads('No cmdlet line was shown yet.');
		session.write({kind: 'stepMoved', step: 'step', to: 'ready', attempt: 1, calls: [route]});
		session.type('l\n');
		const text = await session.reads('-XmppExternalFederationRoute');
		expect(text).toContain("\nSet-CsSite -Identity Redmond -XmppFederationRoute 'EdgeServer:edge2.contoso.com'\n");
		expect(session.sent).toEqual([]);
	});

	test('a note is written, and w says where one is', async () => {
		const session = openFakeSession({past: [asks(running)]});
		await session.reads('Nothing to do.');
		session.type('n both feeds are down\n');
		session.type('w\n');
		await session.reads('NOW:');
		expect(session.sent).toMatchObject([{type: 'note', text: 'both feeds are down', by: 'J. Moreau'}]);
	});

	test('what is typed when nothing is asked is answered with a sentence', async () => {
		const session = openFakeSession();
		await session.reads('What now');
		session.type('1\n');
		await session.reads('Nothing is asked just now');
	});
});

describe('leaving', () => {
	test('says what goes on, and asks', async () => {
		const session = openFakeSession({past: [asks(ready)]});
		await session.reads('REHEARSAL 1-3>');
		session.type('q\n');
		expect(await session.reads('REHEARSAL y/n>')).toContain('switchback resume 0123abcd');
		session.type('no\n');
		await session.reads('REHEARSAL 1-3>');
		session.linear.interrupt();
		await session.reads('REHEARSAL y/n>');
		session.type('y\n');
		expect(await session.done).toBe('left');
	});

	test('is what the end of the input means', async () => {
		const session = openFakeSession({past: [asks(ready)]});
		await session.reads('REHEARSAL 1-3>');
		session.stdin.end();
		expect(await session.done).toBe('inputEnded');
	});

	test('happens quietly when nobody reads any more', async () => {
		const session = openFakeSession({past: [asks(ready)]});
		await session.reads('REHEARSAL 1-3>');
		session.stdout.destroy(Object.assign(new Error('write EPIPE'), {code: 'EPIPE'}));
		expect(await session.done).toBe('outputClosed');
	});
});

test('a resumed session sums up what lies behind it', async () => {
	const session = openFakeSession({
		past: [
			{kind: 'stepEnded', step: 'step', end: {kind: 'done', learned: {}, evidence: []}},
			{kind: 'note', by: 'x', text: 'long ago'},
			{kind: 'engine', event: 'resumed', message: say('engine.resumed', {entries: 4})},
			{kind: 'stepBegan', step: 'next', title: say('step.decide.title', {pool: 'pool1.contoso.com'}), why: say('step.decide.why')},
			asks({...ready, step: 'next', choices: [choice('answer', [field('decider', 'person')])]}),
		],
	});
	const text = await session.reads('REHEARSAL 1-1>');
	expect(text).toContain('What now: done');
	expect(text).toContain('Gone on after 4 entries');
	expect(text).toContain('Nothing has happened since you left at 03:12:03');
	expect(text).not.toContain('long ago');
});

test('who comes back is told what happened meanwhile, and from the open step on what is asked', async () => {
	const session = openFakeSession({
		now: () => 60_000,
		past: [
			{kind: 'note', by: 'x', text: 'long ago'},
			{kind: 'engine', event: 'left', message: say('engine.resumed', {entries: 4})},
			{kind: 'stepEnded', step: 'step', end: {kind: 'done', learned: {}, evidence: []}},
			{kind: 'note', by: 'Ada', text: 'coffee is ready'},
			{kind: 'stepBegan', step: 'next', title: say('step.decide.title', {pool: 'pool1.contoso.com'}), why: say('step.decide.why')},
			asks({...ready, step: 'next', choices: [choice('answer', [field('decider', 'person')])]}),
		],
	});
	const text = await session.reads('REHEARSAL 1-1>');
	const since = text.slice(text.indexOf('Since you left at 03:12:03, 57 s ago:'));
	expect(since).toMatch(/Ada: coffee is ready.*What now: done.*Decide/s);
	expect(text.match(/coffee is ready/g)).toHaveLength(1);
	expect(text).not.toContain('long ago');
});

test('what is not on disk is said when it begins, and before somebody leaves', async () => {
	const session = openFakeSession({past: [asks(ready)]});
	await session.reads('REHEARSAL 1-3>');
	const args = {path: '/var/x.jsonl', code: 'EROFS', directory: '/var', since: {at: 0}, every: {ms: 5_000}, megabytes: 32};
	session.troubled({fromSeq: 3, message: say('storage.notOnDisk', args)});
	await session.reads('NOT ON DISK since 03:12:00, because the disk is read-only.');
	await session.reads('Make /var writable');
	session.type('q\n');
	await session.reads('What is not on disk by then is lost');
	session.type('n\n');
	await session.reads('You stay.');
	session.troubled(undefined);
	session.type('q\n');
	await session.reads('Type y to leave.');
	session.type('y\n');
	expect(await session.done).toBe('left');
	expect(session.text().match(/What is not on disk by then/g)).toHaveLength(1);
});
