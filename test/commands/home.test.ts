/** Home at a terminal: how it is left. */
import {mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {openDesk} from '../../src/commands/desk.js';
import {homeKnown} from '../../src/commands/home-known.js';
import {createLookout} from '../../src/commands/lookout.js';
import {run} from '../../src/commands/program.js';
import {fakeStreams, temporaryHome} from './fake-streams.js';

function openHome() {
	const fake = fakeStreams(temporaryHome(), {isTTY: true});
	const ended = run([], fake.streams);
	return {...fake, ended};
}

test.each(['SIGTERM', 'SIGHUP', 'SIGQUIT'] as const)('%s leaves it as it leaves a drill', async signal => {
	const {shows, send, ended, said, listening} = openHome();
	await shows('1-4>');
	send(signal);
	expect(await ended).toBe(5);
	expect(said.stdout).toMatch(/\n$/);
	expect(listening()).toBe(0);
});

test('a signal leaves the list of scenarios too', async () => {
	const {shows, send, ended, stdin} = openHome();
	await shows('1-4>');
	stdin.write('1\n');
	await shows('Which scenario?');
	send('SIGTERM');
	expect(await ended).toBe(5);
});

test('Ctrl-C and Ctrl-D end the line, so that the shell begins its own', async () => {
	const interrupted = openHome();
	await interrupted.shows('1-4>');
	interrupted.send('SIGINT');
	expect([await interrupted.ended, interrupted.said.stdout]).toEqual([0, expect.stringMatching(/1-4> \n$/)]);
	const closed = openHome();
	await closed.shows('1-4>');
	closed.stdin.end();
	expect([await closed.ended, closed.said.stdout]).toEqual([0, expect.stringMatching(/1-4> \n/)]);
});

test('without cursor movement, numbers say what is known; what was found follows, and home is there again', async () => {
	const {shows, ended, stdin, said} = openHome();
	for (const [prompt, typed] of [
		['1-4>', '4'],
		['1-10>', '1'],
		['1-4>', '1'],
		['1-10>', '7'],
		['1-4>', '3'],
		['1-10>', '10'],
	] as const) {
		await shows(prompt);
		said.stdout = '';
		stdin.write(`${typed}\n`);
	}
	await shows('1-4>');
	expect(said.stdout).toMatch(
		/Said, not seen: Redmond is dark[\s\S]*fail over the users of\s+pool1[\s\S]*Said, not seen by this console\n +Said at/,
	);
	stdin.write('q\n');
	expect(await ended).toBe(0);
});

test('full-screen home is told that the settings were set aside, which was said where it cannot be read', () => {
	const home = temporaryHome();
	mkdirSync(join(home, 'config'));
	writeFileSync(join(home, 'config', 'settings.json'), '{"speed": ');
	const {streams, said} = fakeStreams(home);
	const desk = openDesk(streams);
	expect(homeKnown(desk, createLookout(desk)).warning).toMatchObject({id: 'storage.settingsNotJson'});
	expect(said.stderr).toContain('the settings are not JSON');
});
