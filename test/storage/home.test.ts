import {chmodSync, mkdirSync, readdirSync, statSync, writeFileSync} from 'node:fs';
import {join, resolve} from 'node:path';
import {describe, expect, onTestFinished, test} from 'vitest';
import {findHome, makePrivateDirectory, prepareHome, withRecordings} from '../../src/storage/home.js';
import {createJournal, openJournal} from '../../src/storage/journal.js';
import {changeSettings} from '../../src/storage/settings.js';
import {accept, header, temporaryDirectory, writtenJournal} from './journal-samples.js';

const modeOf = (path: string) => (statSync(path).mode & 0o7777).toString(8);
const isWindows = process.platform === 'win32';

/** As permissive or as strict as can be. In one thread, so that nothing else is made meanwhile. */
function withUmask(mask: number) {
	const before = process.umask(mask);
	onTestFinished(() => void process.umask(before));
}

describe('the home', () => {
	test('is moved, all of it, by SWITCHBACK_HOME', () => {
		expect(findHome({SWITCHBACK_HOME: '/srv/sb'})).toEqual({
			root: '/srv/sb',
			config: '/srv/sb/config',
			recordings: '/srv/sb/recordings',
			state: '/srv/sb',
		});
		expect(findHome({SWITCHBACK_HOME: 'sb'}).root).toBe(resolve('sb'));
	});

	test('is where the platform keeps such things otherwise, under the name switchback', () => {
		const {root, config, recordings} = findHome({SWITCHBACK_HOME: ''});
		expect(root).toBeUndefined();
		expect(config).toMatch(/switchback/);
		expect(recordings).toMatch(/switchback.*recordings$/);
		expect(`${config} ${recordings}`).not.toMatch(/nodejs/);
	});

	test('lets a setting name another place for the recordings', () => {
		const home = findHome({SWITCHBACK_HOME: '/srv/sb'});
		expect(withRecordings(home, '/elsewhere').recordings).toBe('/elsewhere');
		expect(withRecordings(home, 'near').recordings).toBe('/srv/sb/config/near');
		expect(withRecordings(home, undefined)).toBe(home);
	});
});

describe.skipIf(isWindows)('nobody else can read what is kept', () => {
	test.each([0o000, 0o022, 0o077])('under umask %o', async mask => {
		const root = join(temporaryDirectory(), 'a', 'home');
		withUmask(mask);
		const home = findHome({SWITCHBACK_HOME: root});
		expect(prepareHome(home)).toBeUndefined();
		expect(await changeSettings(home, {speed: 'max'})).toBeUndefined();
		const journal = accept(createJournal({directory: home.recordings, header}));
		for (const path of [join(root, '..'), root, home.config, home.recordings]) expect(modeOf(path), path).toBe('700');
		expect(modeOf(join(home.config, 'settings.json'))).toBe('600');
		expect(readdirSync(home.recordings).map(name => modeOf(join(home.recordings, name)))).toEqual(['600', '600']);
		journal.close();
	});

	test('when a directory of ours was there before, with wider modes', () => {
		const home = findHome({SWITCHBACK_HOME: temporaryDirectory()});
		mkdirSync(home.config);
		mkdirSync(home.recordings);
		for (const path of [home.root ?? '', home.config, home.recordings]) chmodSync(path, 0o777);
		expect(prepareHome(home)).toBeUndefined();
		for (const path of [home.root ?? '', home.config, home.recordings]) expect(modeOf(path), path).toBe('700');
	});

	test('and a directory that holds other things, or is for everybody, stays as the operator made it', () => {
		const shared = temporaryDirectory();
		writeFileSync(join(shared, 'budget.xlsx'), '');
		chmodSync(shared, 0o775);
		expect(makePrivateDirectory(shared)).toBeUndefined();
		expect(modeOf(shared)).toBe('775');

		const forAll = temporaryDirectory();
		chmodSync(forAll, 0o1777);
		expect(makePrivateDirectory(forAll)).toBeUndefined();
		expect(modeOf(forAll)).toBe('1777');
		writtenJournal([], {directory: forAll});
		expect(readdirSync(forAll).map(name => modeOf(join(forAll, name)))).toEqual(['600']);
	});

	test('and a journal with wider modes is tightened when it is gone on with', () => {
		const path = writtenJournal([]);
		chmodSync(path, 0o666);
		accept(openJournal(path)).close();
		expect(modeOf(path)).toBe('600');
	});

	test('and a directory that cannot be made is a problem with its path', () => {
		const path = join(temporaryDirectory(), 'file', 'home');
		writeFileSync(join(path, '..'), '');
		expect(makePrivateDirectory(path)).toEqual({problem: {id: 'storage.cannotMakeDirectory', args: {path, code: 'ENOTDIR'}}});
		expect(createJournal({directory: path, header})).toHaveProperty('problem.id', 'storage.cannotMakeDirectory');
	});
});
