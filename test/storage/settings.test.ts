import {chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from 'vitest';
import {changeSettings, readSettings} from '../../src/storage/settings.js';
import {temporaryDirectory} from './journal-samples.js';

const aHome = () => ({config: join(temporaryDirectory(), 'config')});

function homeWith(content: string | Uint8Array) {
	const home = aHome();
	mkdirSync(home.config, {mode: 0o700});
	const path = join(home.config, 'settings.json');
	writeFileSync(path, content);
	return {home, path};
}

describe('the settings', () => {
	test('are none at first, and reading them makes nothing', () => {
		const home = aHome();
		expect(readSettings(home)).toEqual({settings: {}});
		expect(() => statSync(home.config)).toThrow('ENOENT');
	});

	test('are kept from one start to the next, each changed for itself, or taken away', async () => {
		const home = aHome();
		expect(await changeSettings(home, {speed: 'max', operator: 'Pilar'})).toBeUndefined();
		expect(await changeSettings(home, {speed: 60, seed: 7, deployment: '/d.json', recordings: '/r'})).toBeUndefined();
		expect(readSettings(home)).toEqual({
			settings: {speed: 60, operator: 'Pilar', seed: 7, deployment: '/d.json', recordings: '/r'},
		});
		expect(await changeSettings(home, {speed: undefined})).toBeUndefined();
		expect(readSettings(home).settings).not.toHaveProperty('speed');
	});

	test('name computers that are reached through an endpoint, by names and nothing else', async () => {
		const home = aHome();
		expect(await changeSettings(home, {endpoints: {'fe21.contoso.com': 'pool2-web.contoso.com'}})).toBeUndefined();
		expect(readSettings(home).settings.endpoints).toEqual({'fe21.contoso.com': 'pool2-web.contoso.com'});
		expect(await changeSettings(home, {endpoints: {'fe21.contoso.com': 'web/x?y'}})).toMatchObject({problem: {id: 'storage.wrongSetting'}});
	});

	test('keep keys that this version does not know', async () => {
		const {home, path} = homeWith('{"theme": {"dark": true}, "speed": 1}');
		expect(readSettings(home)).toEqual({settings: {theme: {dark: true}, speed: 1}});
		expect(await changeSettings(home, {seed: 2})).toBeUndefined();
		expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({theme: {dark: true}, speed: 1, seed: 2});
	});

	test('may begin with a byte order mark, as Notepad writes it', async () => {
		const {home} = homeWith('\ufeff{"speed": 1}');
		expect(readSettings(home)).toEqual({settings: {speed: 1}});
		expect(await changeSettings(home, {seed: 2})).toBeUndefined();
		expect(readSettings(home)).toEqual({settings: {speed: 1, seed: 2}});
	});

	test.skipIf(process.platform === 'win32')('are for their owner only, also when the file was there with wider modes', () => {
		const {home, path} = homeWith('{}');
		chmodSync(path, 0o666);
		readSettings(home);
		expect(statSync(path).mode & 0o777).toBe(0o600);
	});

	test.each<[string, string, object]>([
		['speed', '0', {speed: 0}],
		['speed', 'fast', {speed: 'fast'}],
		['seed', '1.5', {seed: 1.5}],
		['operator', 'nothing', {operator: ''}],
	])('do not take %s %s', async (field, _, changes) => {
		const home = aHome();
		expect(await changeSettings(home, changes)).toMatchObject({problem: {id: 'storage.wrongSetting', args: {field}}});
		expect(readSettings(home)).toEqual({settings: {}});
	});
});

describe('a damaged file of settings', () => {
	const damaged: readonly (readonly [what: string, content: string | Uint8Array, id: string, args: object])[] = [
		['not JSON', '{\n  "speed": 60,\n  seed: 1\n}', 'settingsNotJson', {line: 3, column: 3}],
		['cut off', '{"speed": ', 'settingsNotJson', {line: 1, column: 11}],
		['a list', '[]', 'settingsDamaged', {}],
		['a word', '"max"', 'settingsDamaged', {}],
		['of the wrong type', '{"seed": "one"}', 'settingsWrongField', {field: 'seed'}],
		['out of range', '{"speed": -1}', 'settingsWrongField', {field: 'speed'}],
		['nested 100,000 deep', `{"a":${'['.repeat(1e5)}${']'.repeat(1e5)}}`, 'settingsDamaged', {}],
		['empty', '', 'settingsDamaged', {}],
		['not text', Uint8Array.of(0xff, 0xfe, 0x7b, 0), 'settingsDamaged', {}],
		['far too large', ' '.repeat(2 * 1024 * 1024), 'settingsDamaged', {}],
	];

	test.each(damaged)('that is %s is set aside and named, never written over', async (_, content, id, args) => {
		const {home, path} = homeWith(content);
		const setAside = `${path}.bad-1`;
		expect(readSettings(home)).toEqual({settings: {}, setAside, warning: {id: `storage.${id}`, args: {path, setAside, ...args}}});
		expect(readFileSync(setAside)).toEqual(Buffer.from(content));
		expect(readSettings(home)).toEqual({settings: {}});
		expect(await changeSettings(home, {seed: 1})).toBeUndefined();
		expect(readFileSync(setAside)).toEqual(Buffer.from(content));
	});

	test('does not take the place of one that was set aside before', () => {
		const {home, path} = homeWith('one');
		readSettings(home);
		writeFileSync(path, 'two');
		expect(readSettings(home).setAside).toBe(`${path}.bad-2`);
		expect(readdirSync(home.config).sort()).toEqual(['settings.json.bad-1', 'settings.json.bad-2']);
		expect(readFileSync(`${path}.bad-1`, 'utf8')).toBe('one');
	});

	test('is set aside by a change too', async () => {
		const {home, path} = homeWith('{');
		expect(await changeSettings(home, {seed: 1})).toBeUndefined();
		expect(readFileSync(`${path}.bad-1`, 'utf8')).toBe('{');
		expect(readSettings(home)).toEqual({settings: {seed: 1}});
	});

	test('that is a directory is left alone', async () => {
		const {home, path} = homeWith('');
		const config = join(home.config, 'other');
		mkdirSync(join(config, 'settings.json'), {recursive: true});
		const args = {path: join(config, 'settings.json')};
		expect(readSettings({config})).toEqual({settings: {}, warning: {id: 'storage.isDirectory', args}});
		expect(await changeSettings({config}, {seed: 1})).toMatchObject({problem: {id: 'storage.isDirectory', args}});
		expect(statSync(path).isFile()).toBe(true);
	});
});
