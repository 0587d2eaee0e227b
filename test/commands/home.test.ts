/** Home at a terminal: how it is left. */
import {expect, test} from 'vitest';
import {run} from '../../src/commands/program.js';
import {fakeStreams, temporaryHome} from './fake-streams.js';

function openHome() {
	const fake = fakeStreams(temporaryHome(), {isTTY: true});
	const ended = run([], fake.streams);
	return {...fake, ended};
}

test.each(['SIGTERM', 'SIGHUP', 'SIGQUIT'] as const)('%s leaves it as it leaves a drill', async signal => {
	const {shows, send, ended, said, listening} = openHome();
	await shows('1-3>');
	send(signal);
	expect(await ended).toBe(5);
	expect(said.stdout).toMatch(/\n$/);
	expect(listening()).toBe(0);
});

test('a signal leaves the list of scenarios too', async () => {
	const {shows, send, ended, stdin} = openHome();
	await shows('1-3>');
	stdin.write('1\n');
	await shows('Which scenario?');
	send('SIGTERM');
	expect(await ended).toBe(5);
});

test('Ctrl-C and Ctrl-D end the line, so that the shell begins its own', async () => {
	const interrupted = openHome();
	await interrupted.shows('1-3>');
	interrupted.send('SIGINT');
	expect([await interrupted.ended, interrupted.said.stdout]).toEqual([0, expect.stringMatching(/1-3> \n$/)]);
	const closed = openHome();
	await closed.shows('1-3>');
	closed.stdin.end();
	expect([await closed.ended, closed.said.stdout]).toEqual([0, expect.stringMatching(/1-3> \n/)]);
});
