/** Asks a simulated deployment and lets its time pass until it has answered. */
import {createRehearsal, type SimulatedDeployment} from '../../../src/adapters/mock/rehearsal.js';
import type {Act, Ask, AskEnd, Fate} from '../../../src/machines/ask.js';
import type {CmdletCall, StreamRecord} from '../../../src/machines/cmdlet.js';
import {change, read} from '../../../src/machines/cmdlet.js';
import type {Deployment} from '../../../src/machines/deployment/deployment.js';
import type {Scenario} from '../../../src/machines/deployment/scenario.js';
import type {JournalEntry} from '../../../src/machines/journal/journal-entry.js';
import type {Json} from '../../../src/machines/json.js';
import {tcp} from '../../../src/machines/probe.js';
import {contoso, siteDark} from './contoso.js';

export const hour = 3_600_000;
export const minute = 60_000;

export type Answered = {readonly end: AskEnd; readonly tookMs: number; readonly streams: readonly StreamRecord[]};

export type Player = ReturnType<typeof play>;

export const play = (
	scenario: Scenario = siteDark,
	{
		seed = 1,
		deployment = contoso,
		hitPool = deployment.cms.active,
		record = [] as readonly JournalEntry[],
	}: {readonly seed?: number; readonly deployment?: Deployment; readonly hitPool?: string; readonly record?: readonly JournalEntry[]} = {},
) => {
	const rehearsal: SimulatedDeployment = createRehearsal({deployment, scenario, seed, hitPool});
	const {backend, clock} = rehearsal;
	const journal: JournalEntry[] = [...record];
	let count = journal.length;
	if (record.length > 0) {
		backend.retell(record);
	}
	const write = (entry: object) => journal.push({seq: journal.length + 1, at: clock.now(), ...entry} as JournalEntry);

	/** Begins, and says how to look at it and stop it. */
	const start = (ask: Ask, id = `call${++count}`) => {
		const began = clock.now();
		const streams: StreamRecord[] = [];
		const started: {
			end: AskEnd | undefined;
			readonly stop: () => void;
			readonly streams: StreamRecord[];
			readonly id: string;
			tookMs: number;
		} = {
			end: undefined,
			stop: () => stop(),
			streams,
			id,
			tookMs: 0,
		};
		write({kind: 'callBegan', call: id, what: ask});
		const stop = backend.ask(id, ask, {
			stream: line => streams.push(line),
			ended: end => {
				if (started.end) {
					throw new Error('It ended twice.');
				}
				started.end = end;
				started.tookMs = clock.now() - began;
				write({kind: 'callEnded', call: id, end, changes: 'name' in ask && ask.changesState});
			},
		});
		return started;
	};
	const wait = (ms: number) => clock.runTo(clock.now() + ms);
	const finish = (started: ReturnType<typeof start>): Answered => {
		while (!started.end) {
			if (!clock.advance()) {
				throw new Error('Nothing is queued, and it has not ended.');
			}
		}
		return {end: started.end, tookMs: started.tookMs, streams: started.streams};
	};
	const ask = (question: Ask) => finish(start(question));

	return {
		...rehearsal,
		journal,
		start,
		finish,
		ask,
		wait,
		waitUntil: (holds: () => boolean, limitMs = 4 * hour) => {
			const until = clock.now() + limitMs;
			while (!holds()) {
				if (clock.now() >= until) {
					throw new Error('It never came to hold.');
				}
				wait(5_000);
			}
		},
		outside: (id: string, what: Act) => {
			write({kind: 'outside', id, what, by: 'somebody'});
			backend.act(id, what);
		},
		tcp: (to: string, port: number, from?: string) => {
			const {end} = ask(tcp(to, port, from));
			return end.ok ? end.output : undefined;
		},
		fate: (fateOf: string, runsOn: string): Fate => {
			const {end} = ask({fateOf, runsOn});
			if (!end.ok) {
				throw new Error('A question about a fate always has an answer.');
			}
			return end.output as Fate;
		},
		read: (runsOn: string, name: CmdletCall['name'], parameters: CmdletCall['parameters'] = {}) => ask(read(runsOn, name, parameters)),
		/** What it answers, or an error that says why not. */
		get: (runsOn: string, name: CmdletCall['name'], parameters: CmdletCall['parameters'] = {}): Json => {
			const {end} = ask(read(runsOn, name, parameters));
			if (!end.ok) {
				throw new Error(`${name}: ${end.errorId}: ${end.message}`);
			}
			return end.output as Json;
		},
		change: (runsOn: string, name: CmdletCall['name'], parameters: CmdletCall['parameters'] = {}, timeoutMs = 2 * hour) =>
			ask(change(runsOn, name, parameters, timeoutMs)),
	};
};

export const forceCms = {
	BackupSqlServerFqdn: 'sqlbe21.contoso.com',
	BackupSqlInstanceName: 'RTC',
	BackupMirrorSqlServerFqdn: 'sqlbe22.contoso.com',
	BackupMirrorSqlInstanceName: 'RTC',
	Force: true,
	Confirm: false,
} as const;

export const idOf = ({end}: Answered): string => (end.ok ? 'ok' : end.errorId);

const p1 = 'pool1.contoso.com';
const p2 = 'pool2.contoso.com';
const must = (answered: Answered) => {
	if (!answered.end.ok) {
		throw new Error(`${answered.end.errorId}: ${answered.end.message}`);
	}
	return answered;
};

/** The next hops of both Edge pools. */
export const pointEdgesAt = (world: Player, pool: string, runsOn = 'fe21.contoso.com') => {
	for (const edge of ['edge1', 'edge2']) {
		must(world.change(runsOn, 'Set-CsEdgeServer', {Identity: `EdgeServer:${edge}.contoso.com`, Registrar: `Registrar:${pool}`}));
	}
};

/** The store to Dublin, by force. */
export const moveCms = (world: Player) => {
	const moved = must(world.change('fe21.contoso.com', 'Invoke-CsManagementServerFailover', forceCms));
	world.waitUntil(() => world.truth().cms.master !== null);
	return moved;
};

export const disaster = {PoolFqdn: p1, DisasterMode: true, Confirm: false} as const;

/** Store and next hops away from the dead pool, everything ready for its users. */
export const prepare = (world: Player) => {
	moveCms(world);
	pointEdgesAt(world, p2);
};

export const failOver = (world: Player) => {
	prepare(world);
	return must(world.change('fe21.contoso.com', 'Invoke-CsPoolFailOver', disaster));
};

/** After a repair: the services of pool1, until it serves and is level with its partner. */
export const startPool1 = (world: Player) => {
	for (let n = 1; n <= 6; n++) {
		must(world.change('fe21.contoso.com', 'Start-CsWindowsService', {ComputerName: `fe1${n}.contoso.com`}));
	}
	world.waitUntil(() => world.world.pools[p1]?.downSince === null);
	world.wait(10 * minute);
};
