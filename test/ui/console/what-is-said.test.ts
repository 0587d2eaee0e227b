/** What the screens say of a drill: nothing that contradicts itself, nothing old as if it were new, nothing twice. */
import {readFileSync} from 'node:fs';
import {stripVTControlCharacters} from 'node:util';
import {expect, test} from 'vitest';
import {cmdletLine} from '../../../src/machines/cmdlet-line.js';
import type {JournalEntry} from '../../../src/machines/journal/journal-entry.js';
import {applyEntry, emptyView} from '../../../src/machines/journal/session-view.js';
import {say} from '../../../src/machines/message.js';
import {bannerRows} from '../../../src/ui/panes/banner-rows.js';
import {cmdletRows} from '../../../src/ui/panes/cmdlet-rows.js';
import {footerRow} from '../../../src/ui/panes/footer-rows.js';
import {helpRows} from '../../../src/ui/panes/page-rows.js';
import {createTheme} from '../../../src/ui/theme.js';
import {newHeader, playOn} from '../../playing/play.js';
import {enter, plainTheme, shownAt} from './shown.js';

const {header, entries} = playOn(newHeader(), []);
const large = {columns: 120, rows: 40};
const plain = stripVTControlCharacters;
/** Line breaks of a pane are not part of what it says. */
const told = (frame: string) =>
	plain(frame)
		.split('\n')
		.map(line => line.slice(Math.max(line.indexOf('│'), line.indexOf('┤')) + 1).trim())
		.join(' ')
		.replace(/\s+/g, ' ');
const first = (is: (entry: JournalEntry) => boolean) => entries.find(is)?.seq ?? 0;

test('what rests on the word of the operator alone is never said to be checked', () => {
	const seq = first(entry => entry.kind === 'asked' && entry.choices.some(({label}) => label.id === 'choice.byHand.unseen.noError'));
	const screen = shownAt(header, entries, seq);
	const {state} = screen.hear(enter, screen.state);
	expect(told(screen.frame(large, state))).toContain('Nothing checks it, here or later.');
});

test('the clock of a failover never goes back, and stands when its users were moved', () => {
	const units: Readonly<Record<string, number>> = {h: 3600, min: 60, s: 1};
	const inSeconds = (text: string) =>
		[...text.matchAll(/(\d+) (h|min|s)/g)].reduce((sum, [, n, unit = 's']) => sum + Number(n) * (units[unit] ?? 0), 0);
	const {situation} = shownAt(header, entries, 1);
	let view = emptyView;
	let last = 0;
	let stood = false;
	for (const entry of entries) {
		view = applyEntry(view, entry);
		const banner =
			bannerRows({...situation, view, at: view.at}, 'rehearsal', {width: 120, theme: plainTheme})[0]
				?.map(({text}) => text)
				.join('') ?? '';
		const [, took, clock] = /failover( took)? ((?:\d+ (?:h|min|s) ?)+)of 30 min/.exec(banner) ?? [];
		if (!clock) continue;
		expect(inSeconds(clock), `${entry.seq}: ${banner}`).toBeGreaterThanOrEqual(last);
		expect(stood && !took, `${entry.seq}: ${banner}`).toBe(false);
		last = inSeconds(clock);
		stood = took !== undefined;
	}
	expect(stood).toBe(true);
});

test('while a change runs, what was judged before it is not said to be so now', () => {
	const running = entries.filter(entry => entry.kind === 'stepMoved' && entry.to === 'running' && entry.why);
	expect(running.length).toBeGreaterThan(3);
	for (const {seq} of running) {
		const frame = plain(shownAt(header, entries, seq, 20_000).frame(large));
		expect(frame).toMatch(/│ Before {3}/);
		expect(frame).not.toMatch(/│ Now {6}/);
		expect(told(frame)).toMatch(/has been running for 20 s: .*Nothing to do\./);
	}
});

test('a wait says how old its last look is, and never younger than what it shows', () => {
	const waits = entries.filter(entry => entry.kind === 'stepMoved' && entry.to === 'verifying' && entry.until !== undefined);
	expect(waits.length).toBeGreaterThan(10);
	for (const entry of waits) {
		const screen = shownAt(header, entries, entry.seq, 60_000);
		const seen = screen.view.steps.findLast(({end}) => end === undefined)?.moved?.evidence ?? [];
		const newest = Math.max(...seen.map(({at}) => at));
		const ago = screen.situation.render(say('waiting.looked', {ago: {ms: screen.situation.at - newest}, since: ''}));
		expect(told(screen.frame(large))).toContain(ago.slice(0, ago.indexOf(';')));
	}
});

test('a form and a second key say their keys once, in the last row', () => {
	const asked = entries.filter(entry => entry.kind === 'asked' && entry.isWaiting);
	for (const {seq} of asked) {
		const screen = shownAt(header, entries, seq);
		const {state} = screen.hear(enter, screen.state);
		const lines = plain(screen.frame(large, state)).split('\n');
		const keys = lines.filter(line => /\bEnter (?:does|sends|runs|goes on|writes)|\bEsc {1,2}back/.test(line));
		if (state.dialog) expect(keys, `${seq}`).toEqual([lines.at(-1)]);
	}
});

test('a confirmation says in its title what is confirmed', () => {
	const seq = first(entry => entry.kind === 'asked' && entry.choices.some(({id}) => id === 'confirm'));
	expect(plain(shownAt(header, entries, seq).frame(large))).toContain('─ Confirm: Move the Central Management store to pool2 ─');
});

test('no value of a cmdlet stands on another row than its name, where a row has room for both', () => {
	const call = {
		name: 'Invoke-CsManagementServerFailover',
		parameters: {BackupSqlServerFqdn: 'sqlbe21.contoso.com', BackupSqlInstanceName: 'RTC', Force: true},
	} as const;
	for (let width = 60; width < 120; width++) {
		const rows = cmdletRows({...call, runsOn: 'fe21.contoso.com', changesState: true, timeoutMs: 1}, width).map(spans =>
			spans.map(({text}) => text).join(''),
		);
		expect(rows.join(' ').replace(/\s+/g, ' ').trim()).toBe(cmdletLine(call));
		for (const line of rows) expect(line).not.toMatch(/-(?:BackupSqlServerFqdn|BackupSqlInstanceName)$/);
	}
});

test('what is good news does not count to zero: a dead pool is silent as a whole', () => {
	const good = entries.flatMap(entry => (entry.kind === 'stepMoved' ? (entry.evidence ?? []) : [])).filter(({sign}) => sign === 'good');
	const {render} = shownAt(header, entries, 1).situation;
	const texts = [...new Set(good.map(({message}) => render(message)))];
	expect(texts).toContain('All 6 Front Ends of pool1.contoso.com are silent, as those of a dead pool are.');
	expect(texts.filter(text => /^0 of/.test(text))).toEqual([]);
});

test('no way is cut off beside its key, however narrow its pane is', () => {
	const seq = first(entry => entry.kind === 'asked' && entry.choices.some(({id}) => id === 'wait'));
	const screen = shownAt(header, entries, seq);
	const wait = screen.view.question?.choices.find(({id}) => id === 'wait');
	if (!wait) throw new Error('nobody may wait');
	for (const columns of [80, 110, 120]) expect(told(screen.frame({columns, rows: 40}))).toContain(screen.situation.brief(wait.label));
});

test('more room shows more of the topology, and what Enter closes stays closed', () => {
	const screen = shownAt(header, entries, 400);
	const computers = (frame: string) =>
		plain(frame)
			.split('\n')
			.filter(line => /^ {2,4}\S? ?fe1\d/.test(line)).length;
	expect(computers(screen.frame({columns: 120, rows: 40}))).toBe(0);
	expect(computers(screen.frame({columns: 200, rows: 60}))).toBe(6);
	const closed = {...screen.state, openNodes: ['pool/pool1.contoso.com']};
	expect(computers(screen.frame({columns: 200, rows: 60}, closed))).toBe(0);
});

test('the log says the direction of a run as a sentence', () => {
	const seq = first(({kind}) => kind === 'runBegan');
	const frame = told(shownAt(header, entries, seq).frame({columns: 200, rows: 60}));
	expect(frame).toContain('The run begins. 20,000 users who are at home on pool1 will be served by pool2.');
	expect(frame).not.toMatch(/\.:/);
});

test.each([
	[80, 24],
	[120, 40],
] as const)('the page of keys says what the signs mean, as this terminal draws them, at %d×%d', (columns, rows) => {
	const seq = first(({kind}) => kind === 'asked');
	for (const theme of [plainTheme, createTheme({isAscii: true, hasColor: false})]) {
		const screen = shownAt(header, entries, seq);
		const frame = plain(screen.frame({columns, rows}, {...screen.state, dialog: {at: 'help'}}, theme));
		expect(frame).toContain(`${theme.glyphs.bad} failed, dead or silent`);
		expect(frame).toContain('these keys');
	}
});

test('in ASCII no arrow looks like a key that does something else', () => {
	const ascii = createTheme({isAscii: true, hasColor: false});
	const screen = shownAt(header, entries, 400);
	const room = {width: 200, height: 60, theme: ascii};
	const shownOn = [
		...[footerRow(screen.situation, {...screen.state, focus: 'steps'}, 'replay', room)],
		...helpRows(screen.situation, 'replay', room),
	].map(spans => spans.map(({text}) => ascii.written(text)).join(''));
	expect(shownOn[0]).toMatch(/^ Up Down .* Right next .* Left back /);
	expect(shownOn.filter(line => /^ [>^v<]+ +(?:next entry|previous entry|move)/.test(line))).toEqual([]);
	expect(plain(screen.frame({columns: 80, rows: 24}, screen.state, ascii))).toMatch(/rows more, Down shows them/);
});

test('before anybody has looked what became of a change, no look before it is taken for one', () => {
	const [first, ...record] = readFileSync(new URL('../../../recordings/outcome-unknown.jsonl', import.meta.url), 'utf8')
		.trim()
		.split('\n')
		.map(line => JSON.parse(line));
	const seq = record.find(entry => entry.kind === 'stepMoved' && entry.to === 'unknown').seq;
	const shown = told(shownAt(first, [first, ...record], seq).frame(large));
	expect(shown).toContain('not looked at yet; waiting since');
	expect(shown).toContain('Seen before it began');
});

test('at 80 columns the ways at the foot are as many as can be, and no two look the same', () => {
	const foot = (choice: string) => {
		const seq = first(entry => entry.kind === 'asked' && entry.choices.some(({id}) => id === choice));
		return plain(shownAt(header, entries, seq).frame({columns: 80, rows: 24}))
			.trimEnd()
			.split('\n')
			.at(-1);
	};
	expect(foot('poolFailback')).toMatch(/^ Enter Wait until po… {2}f Fail back the… {2}5 Move federati… {2}/);
	expect(foot('poolFailover')).toMatch(/^ Enter Fail over the use… {2}s Fail over the who… {2}/);
});
