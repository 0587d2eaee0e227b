import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from 'vitest';
import {runCommand, temporaryHome} from './fake-streams.js';

describe('what cannot be done as it was asked for is one sentence, and what to do next', () => {
	test.each([
		[['drill', '--sped', '60'], 'There is no option --sped. Did you mean --seed or --speed? “switchback drill --help” lists them.'],
		[['--nope'], 'There is no option --nope. “switchback --help” lists them.'],
		[['dril'], 'There is no command dril.'],
		[['drill', 'site-dark', 'twice'], '“twice” is one argument too many. “switchback drill --help” says what is taken.'],
		[['drill', '--speed'], '--speed needs a value. “switchback drill --help” says which.'],
		[['drill', '--speed', '0'], '“0” is no speed.'],
		[['drill', '--speed', '-1'], '“-1” is no speed.'],
		[['drill', '--speed', 'abc'], '“abc” is no speed.'],
		[['drill', '--speed', '1e9'], '“1e9” is no speed.'],
		[['drill', '--deployment', ''], '--deployment is empty. “switchback drill --help” says what is taken.'],
		[['drill', '--pool', ''], '--pool is empty. “switchback drill --help” says what is taken.'],
		[['drill', ''], 'scenario is empty. “switchback drill --help” says what is taken.'],
		[['resume', ''], 'session is empty. “switchback resume --help” says what is taken.'],
		[['verify', ''], 'recording is empty. “switchback verify --help” says what is taken.'],
		[['drill', '--speed', ''], '“-” is no speed.'],
		[['drill', '--seed', '1.5'], '“1.5” is no seed. Give a whole number from 0 to 4294967295.'],
		[['drill', '--seed', '99999999999'], '“99999999999” is no seed.'],
		[
			['drill', 'site-drak'],
			'There is no scenario and no file “site-drak”. Use one of site-dark, back-end-dead, edge-next-hop, cms-blank, edge-dark, edge-walled, partners-astray, maintenance, store-dead, store-blank, store-stuck, swap, and 1 more',
		],
		[['drill', './nothing.json'], 'The file ./nothing.json does not exist.'],
		[
			['drill', '--pool', 'pool9'],
			'The deployment Contoso has no Front End pool “pool9”. Use one of pool1.contoso.com and pool2.contoso.com.',
		],
		[['drill', '--deployment', '/nothing'], 'The file /nothing does not exist.'],
		[['verify'], 'What is meant by recording is missing. “switchback verify --help” says what is taken.'],
		[['verify', '0123'], 'has an id that begins with 0123'],
		[['resume'], 'No session is open. “switchback drill” starts one'],
		[['resume', '0123'], 'has an id that begins with 0123'],
		[['sessions', '--speed', '1'], 'There is no option --speed.'],
	] as const)('%j', async (words, sentence) => {
		const {exitCode, stdout, stderr} = await runCommand(words);
		expect(stderr).toContain(sentence);
		expect(stderr.trimEnd().split('\n')).toHaveLength(1);
		expect(stdout).toBe('');
		expect(exitCode).toBe(2);
	});

	test('with --json too, and nothing is recorded', async () => {
		const home = temporaryHome();
		expect((await runCommand(['drill', '--speed', '0', '--json'], home)).stdout).toBe('');
		expect(JSON.parse((await runCommand(['sessions', '--json'], home)).stdout)).toEqual([]);
	});

	test('what was typed never steers the terminal', async () => {
		const {stderr} = await runCommand(['drill', '\u001b[2J\u202e\u0007']);
		expect(stderr.replace(/[“”]/g, '')).toMatch(/^[\x20-\x7e]*\n$/);
	});

	test('a file that is no scenario is named, with its place', async () => {
		const path = join(temporaryHome(), 'broken.json');
		writeFileSync(path, '{"name": }');
		const {exitCode, stderr} = await runCommand(['drill', path]);
		expect([exitCode, stderr]).toEqual([2, expect.stringContaining('broken.json, line 1, column 10')]);
	});
});

test.each([
	['a part of its path is a file', (file: string) => join(file, 'home')],
	['something else has its name', (file: string) => file],
])('where nothing can be kept (%s), every command says the same', async (why, homeAt) => {
	const directory = temporaryHome();
	const file = join(directory, 'recordings');
	writeFileSync(file, '');
	const home = homeAt(why.startsWith('some') ? directory : file);
	for (const words of [['drill', '--headless'], ['sessions'], ['resume'], ['verify', '0123'], []]) {
		const {exitCode, stderr} = await runCommand(words, home);
		expect([words, exitCode, stderr]).toEqual([words, 2, expect.stringContaining(`cannot be made ready, because ${why}.`)]);
	}
});

describe('what is only asked for', () => {
	test('--version and --help are answered, and end well', async () => {
		expect(await runCommand(['--version'])).toEqual({exitCode: 0, stdout: '0.1.0\n', stderr: ''});
		const help = await runCommand(['--help']);
		expect([help.exitCode, help.stdout]).toEqual([0, expect.stringContaining('procedures')]);
		expect((await runCommand(['drill', '--help'])).stdout).toContain('--seed');
	});

	test('home without a terminal is text, and ends well', async () => {
		const {exitCode, stdout} = await runCommand([]);
		expect(stdout).toContain('  1  Rehearse');
		expect(exitCode).toBe(0);
	});

	test.each(['sessions', 'scenarios', 'procedures'])('%s --json is one JSON value', async list => {
		const {exitCode, stdout} = await runCommand([list, '--json']);
		expect(Array.isArray(JSON.parse(stdout))).toBe(true);
		expect(exitCode).toBe(0);
		expect((await runCommand([list])).stdout).not.toBe('');
	});
});
