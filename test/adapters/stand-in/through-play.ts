/** Plays a rehearsal through a PowerShell, real or pretended, as fast as it goes. */
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {openPipe} from '../../../src/adapters/stand-in/pipe.js';
import {throughPowerShell} from '../../../src/adapters/stand-in/through-powershell.js';
import {openRehearsal, type Rehearsal, type Way} from '../../../src/commands/rehearsal.js';
import {briefingOf, type PlayEnd, playScripted} from '../../../src/commands/scripted-play.js';
import type {Backend} from '../../../src/machines/backend.js';
import type {Scenario} from '../../../src/machines/deployment/scenario.js';
import type {Header, JournalEntry} from '../../../src/machines/journal/journal-entry.js';
import {loadScenario} from '../../playing/play.js';

/** `address`: of the pipe. */
export type ThroughOptions = {
	readonly powershell: (address: string) => Pick<Backend, 'ask'>;
	readonly computerWith: (token: string) => string | undefined;
};

export type PlayedThrough = {readonly end: PlayEnd; readonly entries: readonly JournalEntry[]; readonly rehearsal: Rehearsal};

export const wayThroughPretended =
	({powershell, computerWith}: ThroughOptions): Way =>
	world => {
		const directory = mkdtempSync(join(tmpdir(), 'switchback-through-'));
		const address = join(directory, 'simulator');
		const {backend, arrived} = throughPowerShell(world, powershell(address));
		const pipe = openPipe(address, {
			arrived,
			computerWith,
			failed: error => {
				throw error;
			},
		});
		return {
			backend,
			close() {
				pipe.close();
				rmSync(directory, {recursive: true, force: true});
			},
		};
	};

export async function playThrough(
	header: Header,
	way: Way,
	heard: (entry: JournalEntry, rehearsal: Rehearsal) => void = () => {},
): Promise<PlayedThrough> {
	const rehearsal = openRehearsal(header, {record: [], append: () => {}}, {speed: 'max', isPerson: false}, way);
	rehearsal.engine.follow(entry => heard(entry, rehearsal));
	try {
		const end = await new Promise<PlayEnd>(over => playScripted(rehearsal, briefingOf(header), over));
		return {end, entries: rehearsal.engine.entries, rehearsal};
	} finally {
		rehearsal.stop();
	}
}

const minute = 60_000;
const dark = loadScenario('site-dark');

/** What can befall the way to a computer in the middle of a failover, beside what the bundled scenarios have. */
export const faultyScenarios: readonly Scenario[] = (
	[
		['the link breaks in the middle of a cmdlet', {fault: 'linkBreaks', role: 'hitPool', atMs: 11 * minute}],
		['the host loses its second hop', {fault: 'losesSecondHop', role: 'partner', atMs: 11 * minute}],
	] as const
).map(([title, fault]) => ({...dark, name: title.replaceAll(' ', '-'), title, faults: [...dark.faults, fault]}));

/** What the same journal means: without what belongs to the engine and to this run, and counted anew. */
export const withoutItsOwn = (entries: readonly JournalEntry[]): readonly object[] =>
	entries.filter(({kind}) => kind !== 'engine').map((entry, i) => ({...entry, seq: i + 1, env: undefined, hash: undefined}));
