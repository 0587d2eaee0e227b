/** What is put aside by a shell, and taken up again. */
import {expect, test} from 'vitest';
import {heedJobControl} from '../../src/commands/job-control.js';
import {fakeStreams, temporaryHome} from './fake-streams.js';

const settled = () => new Promise(resolve => setImmediate(resolve));

function heeded() {
	const {streams, send, listening} = fakeStreams(temporaryHome());
	const done: string[] = [];
	const letGo = async () => void done.push('let go');
	const end = heedJobControl(streams, {letGo, takeAgain: () => done.push('take again')}, () => done.push('stop'));
	return {send, listening, done, end};
}

test('the terminal is given back before it stops, once however often it is told, and taken again when it goes on', async () => {
	const {send, done} = heeded();
	send('SIGTSTP');
	send('SIGTSTP');
	await settled();
	expect(done).toEqual(['let go', 'stop']);
	send('SIGCONT');
	send('SIGTSTP');
	await settled();
	expect(done).toEqual(['let go', 'stop', 'take again', 'let go', 'stop']);
});

test('who was stopped without being asked takes the terminal again', () => {
	const {send, done} = heeded();
	send('SIGCONT');
	expect(done).toEqual(['take again']);
});

test('what is over neither stops nor listens', async () => {
	const {send, listening, done, end} = heeded();
	send('SIGTSTP');
	end();
	await settled();
	expect([done, listening()]).toEqual([['let go'], 0]);
});
