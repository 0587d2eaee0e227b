import {describe, expect, test} from 'vitest';
import {type Files, hasLogind, killsFor, lingers, readLogind} from '../../src/storage/logind-settings.js';

const machine = (texts: Readonly<Record<string, string>>): Files => ({
	exists: path => Object.keys(texts).some(each => each === path || each.startsWith(`${path}/`)),
	read: path => texts[path],
	list: path => Object.keys(texts).flatMap(each => (each.startsWith(`${path}/`) ? [each.slice(path.length + 1)] : [])),
});
const kills = (texts: Readonly<Record<string, string>>, user = 'karin') => killsFor(user, readLogind(machine(texts)));
const main = '/etc/systemd/logind.conf';
const piece = (place: string, name: string) => `${place}/systemd/logind.conf.d/${name}`;
const says = (value: string) => `[Login]\nKillUserProcesses=${value}\n`;

describe('whether logind ends what a login leaves', () => {
	test.each<readonly [string, Readonly<Record<string, string>>, boolean | undefined]>([
		['is not said where there is no file', {}, undefined],
		['is as it was built, which the main file shows in a comment', {[main]: '[Login]\n#KillUserProcesses=no\n'}, false],
		['is as it was built, also elsewhere', {'/usr/lib/systemd/logind.conf': '[Login]\n#KillUserProcesses=yes\n'}, true],
		['is as the main file says', {[main]: says('yes')}, true],
		['is as a piece says that goes over it', {[main]: says('no'), [piece('/etc', '10.conf')]: says('yes')}, true],
		['is as the last piece by name says', {[piece('/usr/lib', '90.conf')]: says('no'), [piece('/etc', '10.conf')]: says('yes')}, false],
		['is as /etc says of two of one name', {[piece('/usr/lib', '10.conf')]: says('yes'), [piece('/etc', '10.conf')]: says('no')}, false],
		[
			'is as /run says over what came with the system',
			{[piece('/usr/lib', '1.conf')]: says('no'), [piece('/run', '1.conf')]: says('1')},
			true,
		],
		[
			'is not said by another section, or a file of another kind',
			{[main]: '[Other]\nKillUserProcesses=yes\n', [piece('/etc', 'x')]: says('yes')},
			undefined,
		],
		['is not said where it is said of root alone', {[main]: `${says('yes')}KillOnlyUsers=root admin\n`}, false],
		['is not said of those who are left out', {[main]: `${says('yes')}KillExcludeUsers=root karin\n`}, false],
		['may be said with spaces and capitals', {[main]: '[Login]\n  KillUserProcesses = On \n'}, true],
	])('%s', (_, texts, expected) => {
		expect(kills(texts)).toBe(expected);
	});

	test('is never so for root, unless that is set', () => {
		expect(kills({[main]: says('yes')}, 'root')).toBe(false);
		expect(kills({[main]: `${says('yes')}KillExcludeUsers=\n`}, 'root')).toBe(true);
	});

	test('is said with the file that says it', () => {
		expect(readLogind(machine({[main]: says('no'), [piece('/etc', '10.conf')]: says('yes')})).saidBy).toBe(piece('/etc', '10.conf'));
		expect(readLogind(machine({[main]: '#KillUserProcesses=no'})).saidBy).toBe(main);
	});
});

test('logind is there where systemd runs, and linger is a file by the name of the user', () => {
	const files = machine({'/run/systemd/system/x': '', '/var/lib/systemd/linger/karin': ''});
	expect([hasLogind(files), lingers('karin', files), lingers('ada', files)]).toEqual([true, true, false]);
	expect(hasLogind(machine({}))).toBe(false);
});
