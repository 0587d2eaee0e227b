/**
 * Where things are kept, and that nobody else can read them: directories are made 0700 whatever the umask.
 *
 * A directory that was there before with wider modes is tightened only when it is ours: it belongs to this account and holds nothing
 * but what Switchback keeps. A directory that the operator shares with other things stays as it is; the files in it are 0600.
 */
import {chmodSync, mkdirSync, readdirSync, statSync} from 'node:fs';
import {dirname, join, resolve} from 'node:path';
import envPaths from 'env-paths';
import {type Disk, realDisk} from './disk.js';
import {codeOf, type Refusal, refuse} from './refusal.js';

/** `root` is what `SWITCHBACK_HOME` named; absent, the platform's own places are used. `state`: of what runs, such as locks. */
export type Home = {readonly root?: string; readonly config: string; readonly recordings: string; readonly state: string};

type Environment = Readonly<Record<string, string | undefined>>;

export function findHome(environment: Environment = process.env): Home {
	if (environment.SWITCHBACK_HOME) {
		const root = resolve(environment.SWITCHBACK_HOME);
		return {root, config: join(root, 'config'), recordings: join(root, 'recordings'), state: root};
	}
	const {config, data} = envPaths('switchback', {suffix: ''});
	return {config, recordings: join(data, 'recordings'), state: data};
}

/** The recordings elsewhere, as a setting says. A relative path counts from the directory of the settings. */
export const withRecordings = (home: Home, recordings: string | undefined): Home =>
	recordings ? {...home, recordings: resolve(home.config, recordings)} : home;

/** Who works on which deployment. No setting moves it: it is one place for the account. */
export const locksOf = ({state}: Pick<Home, 'state'>): string => join(state, 'locks');

/** Makes every directory of it. */
export function prepareHome(home: Home): Refusal | undefined {
	for (const path of [home.root, home.config, home.recordings]) {
		const refusal = path && makePrivateDirectory(path);
		if (refusal) return refusal;
	}
	return undefined;
}

export function makePrivateDirectory(path: string, disk: Disk = realDisk): Refusal | undefined {
	try {
		const first = mkdirSync(path, {recursive: true, mode: 0o700});
		if (first) flushNames(first, path, disk);
		else tightenIfOurs(path);
		return undefined;
	} catch (error) {
		return refuse('cannotMakeDirectory', {path, code: codeOf(error)});
	}
}

/** A new directory outlives a power cut only when its name in the one above is on the disk too. */
function flushNames(first: string, last: string, disk: Disk) {
	const top = dirname(resolve(first));
	for (let made = resolve(last); made !== top; made = dirname(made)) disk.flushDirectory(dirname(made));
}

const ours =
	/^(config|recordings|locks|engines|survival-probe\.json|settings\.json.*|.*\.jsonl|.*\.jsonl\.(lock|index|engine|sig).*|\.passing-.*)$/;

function tightenIfOurs(path: string) {
	const {mode, uid} = statSync(path);
	const isWide = (mode & 0o077) !== 0;
	const isShared = (mode & 0o1000) !== 0;
	if (!isWide || isShared || uid !== process.getuid?.()) return;
	if (readdirSync(path).every(name => ours.test(name))) chmodSync(path, 0o700);
}
