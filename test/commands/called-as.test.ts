/** What is to be typed next can be typed as it stands. */
import {expect, test} from 'vitest';
import {calledAs} from '../../src/commands/called-as.js';
import {say} from '../../src/machines/message.js';
import {procedures} from '../../src/machines/procedures/catalog.js';
import {createRenderer} from '../../src/ui/messages/render.js';
import {runCommand} from './fake-streams.js';

test.each([
	['npm start', {npm_lifecycle_event: 'start'}, 'Go on with: npm start -- resume 0123abcd'],
	['its own name', {}, 'Go on with: switchback resume 0123abcd'],
	['another script of npm', {npm_lifecycle_event: 'test'}, 'Go on with: switchback resume 0123abcd'],
])('started by %s, it says how a session is gone on with', (_, environment, expected) => {
	const render = createRenderer({language: 'en', timeZone: 'UTC', startedAt: '2026-02-11T03:12:00Z', calledAs: calledAs(environment)});
	expect(render(say('linear.left', {session: '0123abcd'}))).toContain(expected);
});

test('a list that is printed into a pipe has one line for each entry', async () => {
	const {stdout} = await runCommand(['procedures']);
	expect(stdout.trimEnd().split('\n')).toHaveLength(procedures.length);
});
