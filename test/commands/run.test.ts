/** `switchback run`: one procedure by its id or letter, in the scenario that fits it. */
import {expect, test} from 'vitest';
import {runCommand} from './fake-streams.js';

const fixture = (name: string) => new URL(`../fixtures/deployments/${name}.json`, import.meta.url).pathname;
const headless = ['--backend', 'mock', '--headless', '--speed', 'max'];

test.each([
	'poolFailover',
	'poolFailback',
	'plannedFailover',
	'swap',
	'forcedSwap',
	'storeFailover',
	'storeMove',
	'storeMoveBack',
	'storeRestore',
	'storeRepair',
	'federationFailover',
	'xmppFailover',
	'mediaFailover',
	'remoteAccess',
	'inboundFederation',
	'edgeFailback',
	'siteFailover',
	'b',
	'd',
	'e',
	'f',
	'g',
	'h',
	'i',
	'j',
	'k',
])('%s is rehearsed without a person, done and undone', async procedure => {
	const {exitCode, stderr, stdout} = await runCommand(['run', procedure, ...headless, '--json']);
	expect([exitCode, stderr]).toEqual([0, '']);
	expect(JSON.parse(stdout)).toMatchObject({outcome: 'done', debts: []});
});

test.each([
	['a procedure that is not there', ['run', 'xmpp'], 2, 'There is no procedure “xmpp”.'],
	['a backend that is not there', ['run', 'f', '--backend', 'farm'], 2, '“farm” is no backend.'],
	['a real farm without a person', ['run', 'f', '--backend', 'powershell'], 3, 'A live session is answered by a person'],
	['a real farm that is the built-in one', ['run', 'f', '--backend', 'powershell', '--read-only'], 3, 'the built-in Contoso is nobody’s'],
	['a seed for a real farm', ['run', 'f', '--backend', 'powershell', '--seed', '2'], 2, '--seed is about a simulated deployment'],
	['a stand-in farm for the mock', ['run', 'f', '--backend', 'mock', '--stand-in-farm'], 2, '--stand-in-farm exclude each other'],
	[
		'a stand-in farm as fast as it can',
		['run', 'f', '--backend', 'powershell', '--stand-in-farm', '--speed', 'max'],
		2,
		'Give a number, such as 60.',
	],
	['what is run within another', ['run', 'cmsFailover'], 2, 'cmsFailover is run as a part of poolFailover'],
	['a scenario that does not fit', ['run', 'f', '--scenario', 'site-dark'], 2, 'Use edge-dark'],
	['an empty scenario', ['run', 'f', '--scenario', ''], 2, '--scenario is empty.'],
	['XMPP where the version has none', ['run', 'g', '--deployment', fixture('sfb-2019')], 3, 'which is of 2019'],
	['a pool of Lync Server 2010', ['run', 'a', '--deployment', fixture('mixed-2010')], 3, 'which is of 2010'],
])('%s is refused in one sentence', async (_, words, code, says) => {
	const {exitCode, stdout, stderr} = await runCommand([...words, ...(words.includes('--backend') ? [] : headless)]);
	expect([exitCode, stdout]).toEqual([code, '']);
	expect(stderr).toContain(says);
});

test('looked at only, it names what would run, and changes nothing', async () => {
	const {exitCode, stdout} = await runCommand(['run', 'f', '--read-only']);
	expect(exitCode).toBe(0);
	expect(stdout).toContain('Set-CsSite');
	expect(stdout).toContain('EdgeServer:edge2.contoso.com');
});

test('without another Edge pool it is refused, and nothing was changed', async () => {
	const {exitCode, stdout} = await runCommand(['run', 'f', ...headless, '--deployment', fixture('one-edge')]);
	expect(exitCode).toBe(3);
	expect(stdout).toContain('Nothing was changed.');
});

test('the list says the letter, the versions, what is needed, and the scenario of each', async () => {
	const {stdout} = await runCommand(['procedures']);
	const letters = stdout
		.trim()
		.split('\n')
		.map(line => /^procedure ([\w ]+?) {2}/.exec(line)?.[1]);
	expect(letters).toEqual(['a', 'b', 'c', 'd', 'd', 'e', 'e', 'e', 'e', 'e', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'a f g i k']);
	expect(stdout).toMatch(/^procedure f .*\(2013, 2015, 2019, and SE\); needs another Edge pool.*edge-dark/m);
});
