/** Where a cmdlet is run, of the computers on which it may be: what is shown, approved and written is what is done. */
import {expect, test} from 'vitest';
import {openRehearsal, type Way} from '../../src/commands/rehearsal.js';
import {isCmdletCall} from '../../src/machines/ask.js';
import type {JournalEntry} from '../../src/machines/journal/journal-entry.js';
import {applyEntry, emptyView} from '../../src/machines/journal/session-view.js';
import {mayRunOn, type Placed} from '../../src/machines/live/where-to-run.js';
import {createRenderer} from '../../src/ui/messages/render.js';
import {whereSaid} from '../../src/ui/where-said.js';
import {changesIn, loadDeployment, loadScenario, newHeader, play, playRehearsal} from './play.js';

const contoso = loadDeployment();

test('a Front End stands for those of its pool, what stands alone for itself, and nothing runs on an Edge server', () => {
	expect(mayRunOn(contoso, 'fe23.contoso.com').slice(0, 2)).toEqual(['fe23.contoso.com', 'fe21.contoso.com']);
	expect(mayRunOn(contoso, 'fe23.contoso.com').length).toBe(6);
	expect(mayRunOn(contoso, 'edge21.contoso.com')).toEqual([]);
});

/** No PowerShell opens on the first Front End of the partner. */
const withoutFirst: Way = world => ({
	backend: {
		...world.backend,
		place(wanted: string, _: unknown, placed: (where: Placed) => void) {
			const failed = [{computer: 'fe21.contoso.com', why: 'SSH does not reach it.'}];
			const about = {way: 'ssh', account: 'CONTOSO\\adm', isElevated: true};
			placed(
				wanted === 'fe21.contoso.com'
					? {wanted, computer: 'fe22.contoso.com', ...about, failed}
					: {wanted, computer: wanted, ...about, failed: []},
			);
		},
	},
	close: () => {},
});

const scenario = loadScenario('edge-next-hop');
const header = newHeader({scenario});
const {entries} = playRehearsal(header, openRehearsal(header, {record: [], append: () => {}}, undefined, withoutFirst));
const seen = (kind: JournalEntry['kind']) => entries.filter(entry => entry.kind === kind);

test('with one of them out of reach the same is done on the next, and no line names the one that cannot', () => {
	expect(entries.at(-1)).toMatchObject({kind: 'sealed', outcome: 'done'});
	expect(changesIn(entries)).toEqual(changesIn(play({scenario}).entries));
	const ran = entries.flatMap(entry => (entry.kind === 'callBegan' && isCmdletCall(entry.what) ? [entry.what.runsOn] : []));
	expect(new Set(ran)).toEqual(new Set(['fe22.contoso.com', 'fe11.contoso.com']));
	const shown = entries.flatMap(entry => (entry.kind === 'stepMoved' ? (entry.calls ?? []).map(({runsOn}) => runsOn) : []));
	expect(shown).not.toContain('fe21.contoso.com');
});

test('where it runs is written once, and said on the card with the way, the account and its rights', () => {
	const facts = seen('fact').filter(entry => entry.kind === 'fact' && entry.about === 'host/fe21.contoso.com');
	expect(facts).toMatchObject([{value: {computer: 'fe22.contoso.com', account: 'CONTOSO\\adm'}}]);
	let view = emptyView;
	for (const entry of entries) view = applyEntry(view, entry);
	const render = createRenderer({language: 'en', timeZone: 'UTC', startedAt: '2026-02-11T03:00:00Z'});
	expect(whereSaid({runsOn: 'fe22.contoso.com', name: 'Set-CsEdgeServer'}, {view, render})).toBe(
		'fe22.contoso.com, by SSH, CONTOSO\\adm, elevated, because no PowerShell opens on fe21.contoso.com',
	);
});
