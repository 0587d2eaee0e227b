/**
 * What logind does with what a login leaves, as its files say: the main one, and the pieces in `logind.conf.d` that go over it. A setting
 * that no file makes is as the main file shows it in a comment: that is how systemd writes down what it was built with.
 */
import {existsSync, readdirSync, readFileSync} from 'node:fs';

export type Files = {
	readonly exists: (path: string) => boolean;
	readonly read: (path: string) => string | undefined;
	readonly list: (path: string) => readonly string[];
};

export type LogindSettings = {
	readonly killUserProcesses?: boolean;
	/** The file that says so; absent where none does. */
	readonly saidBy?: string;
	readonly killOnlyUsers: readonly string[];
	readonly killExcludeUsers: readonly string[];
};

export const realFiles: Files = {
	exists: existsSync,
	read: path => attempt(() => readFileSync(path, 'utf8'), undefined),
	list: path => attempt(() => readdirSync(path), []),
};

/** What stands first goes over what stands later. */
const places = ['/etc/systemd', '/run/systemd', '/usr/local/lib/systemd', '/usr/lib/systemd', '/lib/systemd'];

/** It runs as the first process, and logind with it. */
export const hasLogind = ({exists}: Files): boolean => exists('/run/systemd/system');

export const lingers = (user: string, {exists}: Files): boolean => exists(`/var/lib/systemd/linger/${user}`);

export function readLogind({read, list}: Files): LogindSettings {
	const main = places.map(place => `${place}/logind.conf`).find(path => read(path) !== undefined);
	const pieces = new Map<string, string>();
	for (const place of places.toReversed())
		for (const name of list(`${place}/logind.conf.d`)) if (name.endsWith('.conf')) pieces.set(name, `${place}/logind.conf.d/${name}`);
	const paths = [...(main ? [main] : []), ...[...pieces].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, path]) => path)];
	const set = (key: string) => {
		const said = paths.flatMap(path => valuesIn(read(path) ?? '', key).map(value => ({path, value})));
		return said.at(-1);
	};
	const kills = set('KillUserProcesses');
	const built = main === undefined ? undefined : /^\s*[#;]\s*KillUserProcesses\s*=\s*(\w+)/m.exec(read(main) ?? '')?.[1];
	const value = kills?.value ?? built;
	const saidBy = kills?.path ?? main;
	return {
		...(value !== undefined && {killUserProcesses: isYes(value)}),
		...(value !== undefined && saidBy !== undefined && {saidBy}),
		killOnlyUsers: names(set('KillOnlyUsers')?.value),
		killExcludeUsers: names(set('KillExcludeUsers')?.value ?? 'root'),
	};
}

/** Whether it ends what a login of this user leaves; undefined where nobody says. */
export function killsFor(user: string, {killUserProcesses, killOnlyUsers, killExcludeUsers}: LogindSettings): boolean | undefined {
	if (killExcludeUsers.includes(user)) return false;
	return killOnlyUsers.length > 0 && !killOnlyUsers.includes(user) ? false : killUserProcesses;
}

/** Of the section that counts. */
function valuesIn(text: string, key: string): readonly string[] {
	let section = '';
	return text.split('\n').flatMap(line => {
		section = /^\s*\[(\w+)\]/.exec(line)?.[1] ?? section;
		const [, name, value = ''] = /^\s*(\w+)\s*=\s*(.*?)\s*$/.exec(line) ?? [];
		return section === 'Login' && name === key ? [value] : [];
	});
}

const isYes = (value: string): boolean => /^(1|y|yes|t|true|on)$/i.test(value);
const names = (value: string | undefined): readonly string[] => (value ?? '').split(/\s+/).filter(Boolean);

function attempt<Value>(act: () => Value, otherwise: Value): Value {
	try {
		return act();
	} catch {
		return otherwise;
	}
}
