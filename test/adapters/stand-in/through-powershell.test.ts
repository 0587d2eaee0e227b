/** Both ways into the simulated world are the same to whoever reads the journal. Here PowerShell is pretended; test/powershell has the real one. */
import {describe, expect, test} from 'vitest';
import {bundledScenarios} from '../../../src/adapters/mock/bundled.js';
import {openRehearsal} from '../../../src/commands/rehearsal.js';
import type {CallEnd, CmdletCall} from '../../../src/machines/cmdlet.js';
import type {Scenario} from '../../../src/machines/deployment/scenario.js';
import type {JournalEntry} from '../../../src/machines/journal/journal-entry.js';
import {loadScenario, newHeader, play} from '../../playing/play.js';
import {type Pretended, type PretendedOptions, pretendPowerShell} from './pretended-powershell.js';
import {faultyScenarios, playThrough, wayThroughPretended, withoutItsOwn} from './through-play.js';

const tokenOf = (computer: string) => `token of ${computer}`;
const computerWith = (token: string) => /^token of (.*)$/.exec(token)?.[1];

async function playPretended(scenario: string | Scenario, options: Omit<PretendedOptions, 'address' | 'tokenOf'> = {}) {
	const header = newHeader({scenario: typeof scenario === 'string' ? loadScenario(scenario) : scenario});
	let shell: Pretended | undefined;
	const powershell = (address: string) => {
		shell = pretendPowerShell({address, tokenOf, ...options});
		return shell;
	};
	const played = await playThrough(header, wayThroughPretended({powershell, computerWith}));
	return {...played, ran: shell?.ran ?? []};
}

const callsOf = (entries: readonly JournalEntry[]) =>
	entries.flatMap(entry => (entry.kind === 'callBegan' && 'name' in entry.what ? [entry] : []));

test.each(bundledScenarios.map(({name}) => name))('%s played through PowerShell gives the same journal, entry for entry', async name => {
	const direct = play({scenario: loadScenario(name)});
	const through = await playPretended(name);
	expect(through.end).toEqual({end: 'sealed'});
	expect(withoutItsOwn(through.entries)).toEqual(withoutItsOwn(direct.entries));
	// And its cmdlets, where it has any, were run there: those whose computer answers.
	expect(through.ran.length).toBeGreaterThanOrEqual(callsOf(direct.entries).length / 2);
});

test.each(faultyScenarios)('where $title, the journal is the same through PowerShell, entry for entry', async scenario => {
	const direct = play({scenario});
	const through = await playPretended(scenario);
	expect(through.end).toEqual({end: 'sealed'});
	expect(withoutItsOwn(through.entries)).toEqual(withoutItsOwn(direct.entries));
	expect(direct.entries.some(entry => entry.kind === 'callEnded' && entry.changes && !entry.end.ok)).toBe(true);
});

const changesOf = (entries: readonly JournalEntry[]) => callsOf(entries).filter(({what}) => 'name' in what && what.changesState);

describe('what PowerShell says itself is heard', () => {
	const isFirstFailover = ({name, changesState}: CmdletCall) => changesState && name === 'Invoke-CsManagementServerFailover';

	test('a call that its binder refuses never reaches the simulated world', async () => {
		const refusal: CallEnd = {ok: false, reason: 'refused', errorId: 'Nonsense,Invoke-CsManagementServerFailover', message: 'Not so.'};
		const {entries} = await playPretended('edge-next-hop', {refuses: call => (isFirstFailover(call) ? refusal : undefined)});
		const ends = entries.flatMap(entry => (entry.kind === 'callEnded' && !entry.end.ok ? [entry.end] : []));
		expect(ends).toContainEqual(refusal);
		expect(entries.some(entry => entry.kind === 'stream' && /Activating the store/.test(entry.text))).toBe(false);
	});

	test('a change whose PowerShell dies is unknown, is looked for, and resumes into the same world', async () => {
		let shell: Pretended | undefined;
		const header = newHeader({scenario: loadScenario('edge-next-hop')});
		const powershell = (address: string) => {
			const pretended = pretendPowerShell({
				address,
				tokenOf,
				says(record) {
					if (/^Activating the store/.test(record.text)) shell?.kill(hostOfFailover);
					return record;
				},
			});
			shell = pretended;
			return pretended;
		};
		const hostOfFailover = callsOf(play({scenario: loadScenario('edge-next-hop')}).entries)
			.map(({what}) => what as CmdletCall)
			.find(isFirstFailover)?.runsOn as string;
		const {entries, rehearsal} = await playThrough(header, wayThroughPretended({powershell, computerWith}));
		const lost = entries.find(entry => entry.kind === 'callEnded' && !entry.end.ok && entry.end.errorId === 'HostDied,Switchback');
		expect(lost).toMatchObject({end: {reason: 'outcomeUnknown'}});
		const asked = entries.find(({kind, seq}) => kind === 'callBegan' && seq > (lost?.seq ?? 0));
		expect(asked).toBeDefined();
		expect(changesOf(entries.filter(({seq}) => seq > (lost?.seq ?? 0) && seq <= (asked?.seq ?? 0)))).toEqual([]);

		const again = openRehearsal(header, {record: entries, append: () => {}});
		// Time went on after the last entry of the one, and not of the other.
		expect({...again.truth(), at: 0}).toEqual({...rehearsal.truth(), at: 0});
	});

	test('a change that is stopped ends as one that is stopped without PowerShell, and is stopped there too', async () => {
		const stopped: string[] = [];
		const stopAfterFirstLine = (entries: readonly JournalEntry[], send: (id: string, question: string) => void) => {
			const question = entries.findLast(entry => entry.kind === 'asked' && !entry.isWaiting);
			const isRunning = entries.some(entry => entry.kind === 'stream' && /Activating the store/.test(entry.text));
			if (question?.kind === 'asked' && isRunning && stopped.length === 0) {
				stopped.push(question.question);
				send('stop', question.question);
			}
		};
		const header = newHeader({scenario: loadScenario('edge-next-hop')});
		const {entries} = await playThrough(
			header,
			wayThroughPretended({powershell: address => pretendPowerShell({address, tokenOf}), computerWith}),
			(_, rehearsal) =>
				stopAfterFirstLine(rehearsal.engine.entries, (choice, question) =>
					rehearsal.after(0, () => rehearsal.engine.send({id: 'stop', type: 'answer', question, choice, fields: {}, by: 'tester'})),
				),
		);
		const ends = entries.flatMap(entry => (entry.kind === 'callEnded' && entry.changes ? [entry.end] : []));
		expect(ends[0]).toEqual({
			ok: false,
			reason: 'outcomeUnknown',
			errorId: 'PipelineStopped',
			message: 'The pipeline has been stopped.',
		});
	});

	test('a line that it says in other words is not taken for the simulator’s', async () => {
		const {entries} = await playPretended('edge-next-hop', {says: record => ({...record, text: `${record.text}!`})});
		const said = entries.flatMap(entry => (entry.kind === 'stream' ? [entry] : []));
		expect(said.length).toBeGreaterThan(10);
		expect(said.filter(({text, isModel}) => !text.endsWith('!') || isModel)).toEqual([]);
	});
});
