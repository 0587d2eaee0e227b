/** The log at every width: when, where and what, the selected line whole. */
import {describe, expect, test} from 'vitest';
import type {LogLine} from '../../../src/machines/journal/log-line.js';
import {logAfter} from '../../../src/machines/journal/log-window.js';
import {say} from '../../../src/machines/message.js';
import {createRenderer} from '../../../src/ui/messages/render.js';
import {logRows} from '../../../src/ui/panes/log-rows.js';
import {type Row, rowWidth} from '../../../src/ui/row.js';
import {createVoice} from '../../../src/ui/situation.js';
import {newHeader, playOn} from '../../playing/play.js';

const {header, entries} = playOn(newHeader(), [], all => all.some(({kind}) => kind === 'runEnded'));
const voice = createVoice(header, createRenderer({language: 'en', timeZone: header.timeZone, startedAt: header.startedAt}));
const {lines} = logAfter({entryAt: seq => entries[seq - 1], from: 1, count: 10_000});
const textOf = (row: Row) => row.map(({text}) => text).join('');
const refused = lines.find(({message}) => message?.id === 'log.refused') as LogLine;
const widths = Array.from({length: 171}, (_, index) => index + 30);
const esc = String.fromCharCode(27);

describe('the log of a failover', () => {
	test('reads at 120 cells', () => {
		const from = lines.indexOf(refused);
		const shown = logRows(lines.slice(from - 2, from + 6), {width: 120, height: 8, voice});
		expect(shown.map(row => textOf(row).trimEnd()).join('\n')).toMatchInlineSnapshot(`
			"03:12:20           scripted: Answer, Aoife Byrne, Petra Lindqvist, and Aoife Byrne
			03:12:20           done
			03:12:36  fe21     Get-CsManagementStoreReplicationStatus: refused after 17 s. Cannot connect to the Central Management…
			03:13:04  fe21     Get-CsService: refused after 45 s. Cannot connect to the Central Management store on "sqlbe11": the …
			03:13:05  fe21     Get-CsTopology ended after 1 s
			03:13:05           done
			03:13:06  fe21     Get-CsPoolBackupRelationship pool1 ended after 1 s
			03:13:06           done"
		`);
	});

	test.each(widths)('fits in %i cells, whatever is selected', width => {
		expect(lines.length).toBeGreaterThan(100);
		for (const selectedSeq of [undefined, refused.seq]) {
			const rows = logRows(lines, {width, height: 10_000, voice, ...(selectedSeq ? {selectedSeq} : {})});
			expect(rows.length).toBeGreaterThanOrEqual(lines.length);
			expect(rows.filter(row => rowWidth(row) !== width)).toEqual([]);
		}
	});

	test('a long line is cut, and whole when it is selected', () => {
		const room = {width: 50, height: 10, voice};
		const [cut = []] = logRows([refused], room);
		expect(textOf(cut)).toContain('…');
		const whole = logRows([refused], {...room, selectedSeq: refused.seq});
		expect(whole.length).toBeGreaterThan(1);
		const words = whole.map(row => textOf(row).slice(19).trim()).join('');
		expect(words.replaceAll(' ', '')).toBe(voice.brief(refused.message ?? say('x')).replaceAll(' ', ''));
	});

	test('the last lines are shown, and the selected one wherever it is', () => {
		const rows = logRows(lines, {width: 80, height: 5, voice});
		expect(rows).toEqual(logRows(lines.slice(-5), {width: 80, height: 5, voice}));
		const [first] = lines;
		expect(textOf(logRows(lines, {width: 80, height: 5, voice, selectedSeq: first?.seq ?? 0})[0] ?? [])).toContain(
			voice.times.clock(first?.at ?? 0),
		);
	});

	test('errors are bad; notes and what others did are for the operator', () => {
		const toneOf = (severity: LogLine['severity']) =>
			logRows([{seq: 1, at: 0, severity, text: 'x'}], {width: 80, height: 1, voice})[0]?.[2]?.tone;
		expect((['error', 'note', 'outside', 'change', 'info'] as const).map(toneOf)).toEqual(['bad', 'yours', 'yours', 'strong', 'plain']);
	});
});

test('what could steer a terminal is shown as a code, and fits', () => {
	const text = `${esc}[2J\u202ered\r\nafter 全角全角 ${'x'.repeat(3_000)}`;
	const line: LogLine = {seq: 1, at: Number.NaN, severity: 'error', computer: `${esc}]0;`, text};
	for (const width of widths) {
		const rows = logRows([line], {width, height: 100, voice, selectedSeq: 1});
		expect(rows.filter(row => rowWidth(row) !== width)).toEqual([]);
		expect(rows.map(textOf).join('')).not.toMatch(/\p{C}/u);
	}
	expect(textOf(logRows([line], {width: 200, height: 1, voice})[0] ?? [])).toContain('<ESC>[2J<U+202E>red after');
});
