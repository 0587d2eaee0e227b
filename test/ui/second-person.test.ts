/** Both consoles say that a second person is waited for and how they approve; then who did, and whether anything shows that it was them. */
import {stripVTControlCharacters} from 'node:util';
import {describe, expect, test} from 'vitest';
import {logLineOf} from '../../src/machines/journal/log-line.js';
import {applyEntry, emptyView} from '../../src/machines/journal/session-view.js';
import {createTeller} from '../../src/ui/linear/teller.js';
import {createRenderer} from '../../src/ui/messages/render.js';
import {sitDown, type Table} from '../guards/second-person.js';
import {allKeys, shownAt} from './console/shown.js';

const signature = '-----BEGIN SSH SIGNATURE-----\nAAAA\n-----END SSH SIGNATURE-----\n';
const signers = '/etc/ssh/approvers';
const seat = () =>
	sitDown({
		approval: {allowedSigners: signers, sameAccount: true},
		check: async () => ({signers: ['k.brandt@contoso.com'], fingerprint: 'SHA256:abc'}),
	});

/** In one line; of panes side by side, the right one. */
const plain = (text: string) => stripVTControlCharacters(text).replace(/^.*│/gm, '').replace(/\s+/g, ' ');
const shownBy = ({header, engine}: Table) => shownAt(header, engine.entries);
const frameOf = (table: Table, columns: number, rows: number) => plain(shownBy(table).frame({columns, rows}));

function linear({header, engine}: Table): string {
	const {timeZone, startedAt} = header;
	const tell = createTeller({render: createRenderer({language: 'en', timeZone, startedAt}), recording: 'x', speed: '1'});
	let view = emptyView;
	const lines = engine.entries.flatMap(entry => {
		const before = view;
		view = applyEntry(view, entry);
		return tell(entry, before, view).map(({text}) => text);
	});
	return plain(lines.slice(-60).join('\n'));
}

test.each([
	[80, 24],
	[120, 40],
])('at %i×%i it waits for a second person, under the exact line that they approve', (columns, rows) => {
	const frame = frameOf(seat(), columns, rows);
	expect(frame).toMatch(/NOW .*waits for a SECOND PERSON to approve it/);
	expect(frame).toContain('Invoke-CsPoolFailOver -PoolFqdn pool1.contoso.com');
	expect(frame).toContain('approve in-a-tes --by NAME');
});

test('where there is room, it says how each way goes, what it proves, and against what it is checked', () => {
	const frame = frameOf(seat(), 200, 60);
	for (const part of ['proves nothing', '--export', '--sign KEY', '--deliver FILE', signers]) expect(frame).toContain(part);
});

test('the linear console says the same', () => {
	const told = linear(seat());
	for (const part of [
		'A SECOND PERSON has to approve it',
		'Invoke-CsPoolFailOver',
		'--by NAME',
		'proves nothing',
		'--deliver FILE',
		signers,
	])
		expect(told).toContain(part);
});

test('no key of the operator approves anything, and Enter undoes nothing', () => {
	const table = seat();
	const shown = shownBy(table);
	const answers = allKeys
		.flatMap(key => shown.hear(key, shown.state).effects)
		.flatMap(effect => (effect.type === 'answer' ? [effect.choice] : []));
	expect(answers).toEqual(['cancel']);
});

describe('once it is approved, both consoles and the log say by whom', () => {
	const logOf = ({engine}: Table) => {
		const {entries} = engine;
		const entry = entries.find(each => each.kind === 'decision' && each.proof);
		return entry && logLineOf(entry, {callOf: () => undefined, entryAt: seq => entries[seq - 1]})?.message?.id;
	};

	test('and that a consent proves nothing', () => {
		const table = seat();
		table.consent('K. Brandt');
		const said = /Approved by K\. Brandt, from this account\. That proves nothing/;
		expect(frameOf(table, 120, 40)).toMatch(said);
		expect(linear(table)).toMatch(said);
		expect(logOf(table)).toBe('approval.consented');
	});

	test('and by which key it is proven', async () => {
		const table = seat();
		await table.deliver(table.text() + signature);
		const said = /Approved by k\.brandt@contoso\.com, proven by a signature with the key SHA256:abc/;
		expect(frameOf(table, 120, 40)).toMatch(said);
		expect(linear(table)).toMatch(said);
		expect(logOf(table)).toBe('approval.signed');
	});
});

test('a recording with an approval shows the confirmation behind it', () => {
	const table = seat();
	table.consent('K. Brandt');
	expect(shownBy(table).view.question?.choices.map(({id}) => id)).toEqual(['confirm', 'cancel', 'abort']);
});
