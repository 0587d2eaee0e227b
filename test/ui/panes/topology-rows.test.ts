/** The topology at every width: it fits, it says in words what it says in colour, and nothing stale is green. */
import {describe, expect, test} from 'vitest';
import type {Header, JournalEntry} from '../../../src/machines/journal/journal-entry.js';
import {isStale, openAtFirst, topologyTree, visibleNodes} from '../../../src/machines/topology/topology-tree.js';
import {createTopologyView} from '../../../src/machines/topology/topology-view.js';
import {createRenderer} from '../../../src/ui/messages/render.js';
import {topologyPane} from '../../../src/ui/panes/topology-rows.js';
import {type Row, rowWidth} from '../../../src/ui/row.js';
import {createVoice} from '../../../src/ui/situation.js';
import {createTheme} from '../../../src/ui/theme.js';
import {loadDeployment, newHeader, playOn} from '../../playing/play.js';

const deployment = loadDeployment();
const pool = 'pool1.contoso.com';
const {header, entries} = playOn(newHeader(), [], all => all.some(({kind}) => kind === 'runEnded'));
const end = entries.at(-1)?.at ?? 0;
const theme = createTheme({isAscii: false, hasColor: true});
const voiceOf = (of: Header) => createVoice(of, createRenderer({language: 'en', timeZone: of.timeZone, startedAt: of.startedAt}));
const voice = voiceOf(header);
const textOf = (row: Row) => row.map(({text}) => text).join('');
const widths = Array.from({length: 171}, (_, index) => index + 30);

function nodesAt(seq = entries.length, open = openAtFirst(deployment, pool)) {
	const view = createTopologyView(header);
	for (const entry of entries) if (entry.seq <= seq) view.apply(entry);
	return visibleNodes(topologyTree(deployment, view, pool), open);
}
const everything = {has: () => true} as unknown as ReadonlySet<string>;

const moved = entries.find((entry): entry is JournalEntry => entry.kind === 'debtOpened' && entry.debt.kind === 'cmsMoved');
/** The titles of the columns first. */
const wholeAt = (width: number, now = end, nodes = nodesAt()) => topologyPane(nodes, {width, height: 100, now, theme, voice});
const rowsAt = (...of: Parameters<typeof wholeAt>) => wholeAt(...of).slice(1);

describe('the topology after a failover', () => {
	test('reads at 50 cells', () => {
		expect(rowsAt(50).map(textOf).join('\n')).toMatchInlineSnapshot(`
			"▼× Redmond             no answer         STALE 13m
			 ►× pool1              no answer  20,000       20s
			  ? CMS standby        not seen                   
			 ►× sqlbe11            no answer               20s
			 ►× edge1              no answer         STALE 13m
			  · federation         read              STALE 22m
			▼● Dublin              9 of 10, 1?       STALE 23m
			 ►● pool2              6 of 6     20,000 STALE 13m
			  ● CMS active         healthy                 20s
			 ►● sqlbe21            2 of 2            STALE 23m
			 ►● edge2              1 of 2, 1?         STALE 9m
			  · federation         read              STALE 22m
			►? Cork                not seen                   
			►○ Replicas            8 of 17            STALE 9m"
		`);
	});

	test('reads at 120 cells', () => {
		expect(
			wholeAt(120)
				.map(row => textOf(row).trimEnd())
				.join('\n'),
		).toMatchInlineSnapshot(`
			"name                            state      users  on         next hop   role      leads to    captured       seen
			▼× Redmond                      no answer                                                               STALE 13m
			 ►× pool1                       no answer  20,000 pool2                                       pool1           20s
			  ? CMS standby                 not seen                                                      active
			 ►× sqlbe11                     no answer                                                                     20s
			 ►× edge1                       no answer                    hop pool2                        pool1     STALE 13m
			  · federation                  read                                              edge1                 STALE 22m
			▼● Dublin                       9 of 10, 1 not seen                                                     STALE 23m
			 ►● pool2                       6 of 6     20,000 pool2                                                 STALE 13m
			  ● CMS active                  healthy                                                       standby         20s
			 ►● sqlbe21                     2 of 2                                  principal sqlbe21               STALE 23m
			 ►● edge2                       1 of 2, 1 not seen           hop pool2                                   STALE 9m
			  · federation                  read                                              edge1                 STALE 22m
			►? Cork                         not seen
			►○ Replicas                     8 of 17 up to date                                                       STALE 9m"
		`);
	});

	test.each(widths)('fits in %i cells', width => {
		const nodes = nodesAt(entries.length, everything);
		const rows = wholeAt(width, end + 600_000, nodes);
		expect(rows.length).toBeGreaterThan(25);
		expect(rows.filter(row => rowWidth(row) !== width)).toEqual([]);
	});

	test('nothing stale is green, and its age says so at every width', () => {
		const nodes = nodesAt(entries.length, everything);
		const now = end + 600_000;
		const stale = nodes.filter(node => isStale(node, now));
		expect(stale.length).toBeGreaterThan(15);
		expect(rowsAt(80, end, nodes).some(row => row.some(({tone}) => tone === 'good'))).toBe(true);
		for (const width of widths) {
			rowsAt(width, now, nodes).forEach((row, index) => {
				if (!stale.includes(nodes[index] as (typeof nodes)[number])) return;
				expect(row.some(({tone}) => tone === 'good' || tone === 'bad')).toBe(false);
				expect(textOf(row)).toContain('STALE');
			});
		}
	});

	test('what nobody has seen has a question mark, and loses it when it is seen', () => {
		const change = entries.find(entry => entry.kind === 'callBegan' && 'name' in entry.what && entry.what.name === 'Invoke-CsPoolFailOver');
		const done = entries.find(entry => entry.kind === 'callEnded' && change?.kind === 'callBegan' && entry.call === change.call);
		const rowOf = (seq?: number) => textOf(rowsAt(54, done?.at, nodesAt(seq))[1] ?? []);
		expect(done).toBeDefined();
		expect(rowOf(done?.seq)).toMatch(/pool1 .*no answer.*20,000 +pool2\?/);
		expect(rowOf()).toMatch(/pool1 .*no answer.*20,000 +pool2 /);
	});

	test('more width shows more columns, never fewer', () => {
		const captions = widths.map(
			width =>
				textOf(wholeAt(width)[0] ?? [])
					.trim()
					.split(/\s+/).length,
		);
		expect(captions.toSorted((a, b) => a - b)).toEqual(captions);
		expect(captions[0]).toBeLessThan(captions.at(-1) ?? 0);
	});

	const paneAt = (width: number, height: number, selectedId?: string, nodes = nodesAt(entries.length, everything)) =>
		topologyPane(nodes, {width, height, now: end, theme, voice, ...(selectedId ? {selectedId} : {})}).map(textOf);

	test('the columns have titles where there is room for them', () => {
		expect(paneAt(54, 8)[0]).toMatch(/^name +state +users +on +seen$/);
		expect(paneAt(54, 7)[0]).not.toContain('name');
	});

	test('what does not fit below is counted, and the last row is there when it is selected', () => {
		const nodes = nodesAt(entries.length, everything);
		const shown = paneAt(54, 12);
		expect(shown).toHaveLength(12);
		expect(shown.at(-1)?.trim()).toBe(`${nodes.length - 10} more below`);
		for (const {id, label} of nodes) {
			const around = topologyPane(nodes, {width: 54, height: 12, now: end, theme, voice, selectedId: id});
			expect(around).toHaveLength(12);
			expect(
				around.some(row => row.some(({tone}) => tone === 'chosen')),
				label,
			).toBe(true);
		}
		expect(paneAt(54, 12, nodes.at(-1)?.id).join('')).not.toContain('more below');
		expect(paneAt(54, 100).join('')).not.toContain('more below');
	});

	test('a next hop is called so at every width, has a question mark until it is read, and is never cut', () => {
		const before = visibleNodes(topologyTree(deployment, createTopologyView(header), pool), openAtFirst(deployment, pool));
		for (const width of widths.filter(each => each >= 54)) {
			const [first = ''] = rowsAt(width, 0, before)
				.map(textOf)
				.filter(text => text.includes('edge1'));
			expect(first).toMatch(/hop pool1\? /);
			const [read = ''] = rowsAt(width)
				.map(textOf)
				.filter(text => text.includes('edge1'));
			expect(read).toMatch(/hop pool2 /);
			expect(rowsAt(width).map(textOf).at(-1)).toMatch(/Replicas +8 of 17 up to date/);
		}
	});

	test('a route that was read does not look as if something answered', () => {
		const routes = rowsAt(80).filter(row => textOf(row).includes('federation'));
		expect(routes.length).toBeGreaterThan(1);
		for (const row of routes) {
			expect(textOf(row)).toContain(theme.glyphs.read);
			expect(textOf(row)).not.toContain(theme.glyphs.alive);
			expect(row.some(({tone}) => tone === 'good')).toBe(false);
		}
	});

	test('the selected one is where Enter acts', () => {
		const rows = topologyPane(nodesAt(), {width: 60, height: 100, now: end, theme, voice, selectedId: `pool/${pool}`});
		expect(rows.filter(row => row.some(({tone}) => tone === 'chosen'))).toHaveLength(1);
	});

	test('goes no lower than its room', () =>
		expect(topologyPane(nodesAt(), {width: 60, height: 3, now: end, theme, voice})).toHaveLength(3));
});

test('names that could steer a terminal are shown, and fit', () => {
	expect(moved).toBeDefined();
	const view = createTopologyView(header);
	const esc = String.fromCharCode(27);
	const debt = {
		id: `failedOver/${pool}`,
		kind: 'failedOver' as const,
		title: {id: 'x'},
		about: {pool, partner: `${esc}[2J\u202e全角全角全角`},
	};
	view.apply({seq: 1, at: 0, kind: 'debtOpened', debt});
	const nodes = visibleNodes(topologyTree(deployment, view, pool), openAtFirst(deployment, pool));
	for (const width of widths) {
		const rows = rowsAt(width, 0, nodes);
		expect(rows.filter(row => rowWidth(row) !== width)).toEqual([]);
		expect(rows.map(textOf).join('')).not.toMatch(/\p{C}/u);
	}
	expect(rowsAt(60, 0, nodes).map(textOf).join('')).toContain('<ESC>');
});
