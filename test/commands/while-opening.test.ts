/** What a terminal shows of a new session while its engine starts. */
import {expect, test, vi} from 'vitest';
import {openDesk} from '../../src/commands/desk.js';
import type {Link} from '../../src/commands/link.js';
import {UsageProblem} from '../../src/commands/usage-problem.js';
import {whileOpening} from '../../src/commands/while-opening.js';
import {say} from '../../src/machines/message.js';
import {newHeader} from '../playing/play.js';
import {fakeStreams, temporaryHome} from './fake-streams.js';

const header = newHeader();
const isGivenBack = '\x1b[?1049l';

function open(opening: Promise<Link>) {
	const fake = fakeStreams(temporaryHome(), {isTTY: true});
	const leftOpening = vi.fn();
	const ended = whileOpening(openDesk(fake.streams), header, () => opening, true, leftOpening).then(
		opened => opened,
		(error: unknown) => (error instanceof UsageProblem ? error : Promise.reject(error)),
	);
	return {...fake, ended, leftOpening};
}

const never = new Promise<Link>(() => {});

test('it says what the session is about, and that nothing has been looked at or changed', async () => {
	const {shows, stdin, ended, said} = open(never);
	await shows('The engine and its journal are being started.');
	expect(said.stdout).toContain('REHEARSAL');
	expect(said.stdout).toContain('Redmond goes dark');
	expect(said.stdout, 'no time of a session that has not begun').not.toContain('UTC');
	stdin.write('q');
	await ended;
});

test.each([
	['q', (fake: ReturnType<typeof open>) => fake.stdin.write('q')],
	['Ctrl-C', (fake: ReturnType<typeof open>) => fake.stdin.write('\x03')],
	['SIGTERM', (fake: ReturnType<typeof open>) => fake.send('SIGTERM')],
])('%s leaves at once, gives the terminal back, and says how to come back', async (_, leave) => {
	const late = Promise.withResolvers<Link>();
	const fake = open(late.promise);
	await fake.shows('q leaves.');
	fake.stdin.write('y\r3');
	leave(fake);
	const problem = await fake.ended;
	expect(problem).toMatchObject({problem: {id: 'linear.leftOpening', args: {session: header.session.slice(0, 8)}}, exitCode: 5});
	expect(fake.said.stdout).toContain(isGivenBack);
	expect(fake.listening()).toBe(0);
	expect(fake.leftOpening, 'an engine that never answers keeps nobody here').toHaveBeenCalledOnce();

	const close = vi.fn();
	late.resolve({close} as unknown as Link);
	await vi.waitFor(() => expect(close, 'an engine that comes later keeps nobody here').toHaveBeenCalledOnce());
});

test('an engine that refuses is heard on a terminal that is given back', async () => {
	const fake = open(Promise.reject(new UsageProblem(say('cli.engineNotStarted'), {exitCode: 1})));
	expect(await fake.ended).toMatchObject({problem: {id: 'cli.engineNotStarted'}, exitCode: 1});
	expect(fake.said.stdout).toContain(isGivenBack);
	expect(fake.listening()).toBe(0);
});
