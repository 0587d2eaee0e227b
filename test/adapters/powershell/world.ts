/** A backend over a real host, or over one that stands in for it; and what it says, to be waited for. */
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {afterAll, beforeAll, onTestFinished} from 'vitest';
import {createPowerShellBackend, type PowerShellBackend, type PowerShellOptions} from '../../../src/adapters/powershell/backend.js';
import {hostProgram, type LocalHost, localTransport} from '../../../src/adapters/powershell/local-transport.js';
import type {Transport} from '../../../src/adapters/powershell/transport.js';
import type {Ask, AskEnd} from '../../../src/machines/ask.js';
import type {CmdletCall, CmdletName, StreamRecord} from '../../../src/machines/cmdlet.js';
import {powershell} from '../../powershell/find.js';

export {powershell};

export const hostScript = fileURLToPath(new URL('../../../src/adapters/powershell/host.ps1', import.meta.url));
export const testModule = fileURLToPath(new URL('TestCs/TestCs.psm1', import.meta.url));

/** Nothing that is kept may hold it. */
export const secretText = 'op\u00e9n sesame\u2019s d\u00f8or';

export const computer = 'fe01.contoso.test';

export type Asked = {
	readonly records: StreamRecord[];
	readonly end: Promise<AskEnd>;
	readonly stop: () => void;
	/** Resolves when a line like this has come. */
	readonly said: (text: string) => Promise<void>;
};

export type World = {
	readonly backend: PowerShellBackend;
	readonly folder: string;
	readonly log: string[];
	readonly asked: (what: Ask, id?: string) => Asked;
	readonly read: (name: CmdletName, parameters?: CmdletCall['parameters'], more?: Partial<CmdletCall>) => Asked;
	readonly change: (name: CmdletName, parameters?: CmdletCall['parameters'], more?: Partial<CmdletCall>) => Asked;
	readonly logged: (text: string) => Promise<void>;
};

/** Every cmdlet of the test module, by the name that it is called by. */
const cmdlets = ['Echo', 'Sets', 'Sum', 'Canary', 'Bound', 'Kind', 'Streams', 'Progress', 'Lines', 'Stray', 'Input']
	.concat([
		'Refused',
		'Thrown',
		'Caught',
		'Partly',
		'Asking',
		'Credential',
		'Shapes',
		'Large',
		'Long',
		'Endless',
		'Sleep',
		'Loop',
		'Deaf',
		'Crash',
		'Numbers',
		'Preference',
		'Places',
		'Behind',
		'Gone',
		'Left',
		'Denied',
		'Secret',
	])
	.map((noun): CmdletName => `Get-Cs${noun}`)
	.concat(
		['Partly', 'Asking', 'Guarded', 'Slowly', 'Deaf', 'AtOnce', 'Crash', 'Left', 'Closed', 'Gone'].map(
			(noun): CmdletName => `Set-Cs${noun}`,
		),
	);

export type WorldOptions = Partial<Omit<PowerShellOptions, 'endsIn'>> & {
	/** Null for a folder of the account. */
	readonly endsIn?: string | null;
	readonly local?: Partial<LocalHost>;
	readonly folder?: string;
	readonly isShared?: boolean;
	/** Between the backend and the way to the host. */
	readonly through?: (transport: Transport) => Transport;
};

const same = (transport: Transport) => transport;

/** One for all tests of a group: a host takes a second to start. */
export function sharedWorld(options: WorldOptions = {}): () => World {
	let world: World | undefined;
	let folder = '';
	beforeAll(() => {
		folder = mkdtempSync(join(tmpdir(), 'switchback-host-'));
		world = openWorld({...options, folder, isShared: true});
	});
	afterAll(() => {
		world?.backend.close();
		rmSync(folder, {recursive: true, force: true});
	});
	return () => world as World;
}

export function openWorld({
	local,
	folder = temporaryFolder(),
	endsIn = join(folder, 'ends'),
	isShared = false,
	through = same,
	...options
}: WorldOptions = {}): World {
	const log: string[] = [];
	const waiting = new Set<() => void>();
	const changed = () => {
		for (const look of [...waiting]) look();
	};
	let hosts = 0;
	const started = localTransport({
		program: hostProgram(powershell ?? 'pwsh', hostScript),
		place: () => ({address: join(folder, `host-${process.pid}-${hosts++}`), release: () => {}}),
		...local,
	});
	const transport = through(started);
	const backend = createPowerShellBackend({
		session: 'session',
		transportTo: () => transport,
		load: testModule,
		module: 'TestCs',
		cmdlets,
		...(endsIn === null ? {} : {endsIn}),
		secretOf: reference => (reference === 'known' ? secretText : undefined),
		probe: async () => ({ok: true, output: 'open'}),
		now: () => performance.now(),
		log(_, text) {
			log.push(text);
			changed();
		},
		...options,
	});
	if (!isShared) onTestFinished(() => backend.close());

	const until = (holds: () => boolean) =>
		new Promise<void>(resolve => {
			const look = () => {
				if (!holds()) return;
				waiting.delete(look);
				resolve();
			};
			waiting.add(look);
			look();
		});
	let calls = 0;
	const asked = (what: Ask, id = `run/step/call${++calls}`): Asked => {
		const records: StreamRecord[] = [];
		const {promise, resolve} = Promise.withResolvers<AskEnd>();
		let ends = 0;
		const stop = backend.ask(id, what, {
			stream(record) {
				records.push(record);
				changed();
			},
			ended(end) {
				if (++ends > 1) throw new Error('A second end came.');
				resolve(end);
			},
		});
		return {records, end: promise, stop, said: text => until(() => records.some(record => record.text.includes(text)))};
	};
	const called =
		(changesState: boolean) =>
		(name: CmdletName, parameters: CmdletCall['parameters'] = {}, more: Partial<CmdletCall> = {}) =>
			asked({name, parameters, changesState, timeoutMs: 60_000, runsOn: computer, ...more});
	return {
		backend,
		folder,
		log,
		asked,
		read: called(false),
		change: called(true),
		logged: text => until(() => log.some(line => line.includes(text))),
	};
}

export function temporaryFolder(): string {
	const folder = mkdtempSync(join(tmpdir(), 'switchback-host-'));
	onTestFinished(() => rmSync(folder, {recursive: true, force: true}));
	return folder;
}
