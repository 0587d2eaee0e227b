/**
 * The operator's settings. A damaged file is set aside under a name of its own and named in the result, never written over; keys that
 * this version does not know are kept.
 *
 * Reading is done here, because `conf` takes 25 ms to load and every start reads; `conf` writes.
 */
import {chmodSync, closeSync, openSync, renameSync, statSync, unlinkSync} from 'node:fs';
import {join} from 'node:path';
import * as z from 'zod/mini';
import {placeOf} from '../machines/deployment/file-problem.js';
import {firstError} from '../machines/deployment/json-text.js';
import type {Message} from '../machines/message.js';
import {attempt} from './attempt.js';
import {type Home, makePrivateDirectory} from './home.js';
import {isNestedTooDeep} from './nesting.js';
import {codeOf, isRefusal, type Refusal, refuse} from './refusal.js';
import {readTextFile} from './text-file.js';

const webShape = z.string().check(z.regex(/^[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*$/));
/** `DOMAIN\\name`, or `name@domain`. */
const accountShape = z.string().check(z.regex(/^[^\s\\@"]+[\\@][^\s\\@"]+$/), z.maxLength(200));

const settingsShape = z.looseObject({
	speed: z.optional(z.union([z.number().check(z.positive()), z.literal('max')])),
	seed: z.optional(z.int()),
	/** Path of the deployment file that is used when none is named. */
	deployment: z.optional(z.string().check(z.minLength(1))),
	/** Who the decisions are written down for. */
	operator: z.optional(z.string().check(z.minLength(1))),
	/** Without anybody attached and nothing running, an engine ends after so many minutes. */
	engineIdleMinutes: z.optional(z.number().check(z.positive())),
	/** Of computers whose cmdlets are run through OcsPowershell: by FQDN, the name of their pool's web services. Never a password. */
	endpoints: z.optional(z.record(z.string(), z.union([webShape, z.strictObject({web: webShape, account: accountShape})]))),
	/** Directory of the recordings; relative to that of the settings. */
	recordings: z.optional(z.string().check(z.minLength(1))),
	/** Path of the file that says whose signature counts; relative to the directory of the settings. */
	allowedSigners: z.optional(z.string().check(z.minLength(1))),
});

export type Settings = z.infer<typeof settingsShape>;
export type EndpointSettings = NonNullable<Settings['endpoints']>;

/** `warning` says why the settings are not those of the file. A damaged file was moved to `setAside`. */
export type ReadSettings = {readonly settings: Settings; readonly warning?: Message; readonly setAside?: string};

/** Nobody keeps more; beyond it something else is wrong. */
const mostSetAside = 1000;
const settingsLimitBytes = 1024 * 1024;

export const settingsPath = (home: Pick<Home, 'config'>): string => join(home.config, 'settings.json');

export function readSettings(home: Pick<Home, 'config'>): ReadSettings {
	const path = settingsPath(home);
	const read = readTextFile(path, {limitBytes: settingsLimitBytes});
	if (isRefusal(read)) {
		if (read.problem.id === 'storage.missing') return {settings: {}};
		const isDamaged = ['storage.notUtf8', 'storage.tooLarge', 'storage.empty'].includes(read.problem.id);
		return isDamaged ? setAside(path, {id: 'settingsDamaged'}) : {settings: {}, warning: read.problem};
	}
	keepPrivate(path);
	const parsed = parseSettings(read.text);
	return 'id' in parsed ? setAside(path, parsed) : parsed;
}

/** An undefined value takes a setting away. */
export async function changeSettings(
	home: Pick<Home, 'config'>,
	changes: {readonly [Key in keyof Settings]?: Settings[Key] | undefined},
): Promise<Refusal | undefined> {
	const path = settingsPath(home);
	const wrong = settingsShape.safeParse(changes).error?.issues[0];
	if (wrong) return refuse('wrongSetting', {path, field: placeOf(wrong.path)});
	const refusal = makePrivateDirectory(home.config);
	if (refusal) return refusal;
	const {warning, setAside} = readSettings(home);
	if (warning && !setAside) return {problem: warning};
	try {
		const {default: Conf} = await import('conf');
		const conf = new Conf<Settings>({
			projectName: 'switchback',
			cwd: home.config,
			configName: 'settings',
			configFileMode: 0o600,
			// Notepad puts a byte order mark before what it saves.
			deserialize: text => JSON.parse(text.replace(/^\ufeff/, '')),
		});
		for (const [key, value] of Object.entries(changes)) {
			if (value === undefined) conf.delete(key);
			else conf.set(key, value);
		}
		return undefined;
	} catch (error) {
		return refuse('settingsNotWritten', {path, code: codeOf(error)});
	}
}

/** What is wrong with the file, as the id of a message and what it says beside the path. */
type Damage = {readonly id: string; readonly args?: Readonly<Record<string, string | number>>};

function parseSettings(text: string): {readonly settings: Settings} | Damage {
	if (isNestedTooDeep(text)) return {id: 'settingsDamaged'};
	let json: unknown;
	try {
		json = JSON.parse(text);
	} catch {
		const before = text.slice(0, firstError(text)).split('\n');
		return {id: 'settingsNotJson', args: {line: before.length, column: (before.at(-1)?.length ?? 0) + 1}};
	}
	const parsed = settingsShape.safeParse(json);
	if (parsed.success) return {settings: parsed.data};
	const field = placeOf(parsed.error.issues[0]?.path ?? []);
	return field ? {id: 'settingsWrongField', args: {field}} : {id: 'settingsDamaged'};
}

function setAside(path: string, {id, args}: Damage): ReadSettings {
	let aside: string | undefined;
	try {
		aside = reserveName(path);
		renameSync(path, aside);
		return {settings: {}, setAside: aside, warning: refuse(id, {path, setAside: aside, ...args}).problem};
	} catch (error) {
		const reserved = aside;
		if (reserved) attempt(() => unlinkSync(reserved));
		return {settings: {}, warning: refuse('settingsNotSetAside', {path, code: codeOf(error)}).problem};
	}
}

/** Renaming replaces what is there: so the name is taken first. */
function reserveName(path: string): string {
	for (let number = 1; ; number++) {
		const name = `${path}.bad-${number}`;
		try {
			closeSync(openSync(name, 'wx', 0o600));
			return name;
		} catch (error) {
			if (codeOf(error) !== 'EEXIST' || number === mostSetAside) throw error;
		}
	}
}

function keepPrivate(path: string) {
	attempt(() => {
		if ((statSync(path).mode & 0o077) !== 0) chmodSync(path, 0o600);
	});
}
