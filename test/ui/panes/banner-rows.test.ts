/** Which world it is, said first, and never in the word of another one: on the full screen, in a replay, in the prompt, in what is approved. */
import {expect, test} from 'vitest';
import type {Header, JournalEntry} from '../../../src/machines/journal/journal-entry.js';
import {approvalText} from '../../../src/machines/step/approval.js';
import {bannerLines, worldWord} from '../../../src/ui/linear/banner.js';
import {bannerRows, type World} from '../../../src/ui/panes/banner-rows.js';
import type {Row} from '../../../src/ui/row.js';
import {loadDeployment, loadScenario, newHeader, playOn} from '../../playing/play.js';
import {plainTheme, shownAt} from '../console/shown.js';

const rehearsed = newHeader();
const {entries} = playOn(rehearsed, [], written => written.length > 3);
const {rehearsal, ...without} = rehearsed;
const live: Header = {...without, world: 'live'};
const standIn: Header = {...live, standIn: {scenario: rehearsal?.scenario ?? null, seed: 1, speed: 60}};
const {situation} = shownAt(rehearsed, entries, 1);
const textOf = (row: Row | undefined): string => (row ?? []).map(({text}) => text).join('');
const shown = (world: World, header: Header, width = 80) =>
	bannerRows({...situation, header}, world, {width, theme: plainTheme}).map(row => textOf(row));
const neverMet = 'This version has never run against a farm.';

test.each<[World, Header, string]>([
	['live', live, ' LIVE  '],
	['standIn', standIn, ' LIVE (STAND-IN)  '],
	['rehearsal', rehearsed, ' REHEARSAL  '],
	['replay', live, ' REPLAY  '],
	['replay', standIn, ' REPLAY, LIVE (STAND-IN)  '],
])('the banner of %s begins with its word', (world, header, word) => {
	expect(shown(world, header)[0]).toMatch(new RegExp(`^${word.replace(/[()]/g, '\\$&')}`));
});

test('under everything live stands that it has never met a farm, at every width that the console takes', () => {
	for (const width of [60, 80, 120, 200]) {
		for (const header of [live, standIn]) expect(shown('live', header, width)[1]).toContain(neverMet);
		expect(shown('rehearsal', rehearsed, width)[1]).not.toContain('farm');
	}
});

test('the linear console says the same, first and in every prompt', () => {
	const lines = (header: Header) => JSON.stringify(bannerLines({...situation, header}, {recording: '/r', speed: '1'}));
	expect([live, standIn, rehearsed].map(worldWord)).toEqual(['LIVE', 'LIVE (STAND-IN)', 'REHEARSAL']);
	expect(lines(live)).toContain(neverMet);
	expect(lines(live)).toContain('Cmdlets run on real servers.');
	expect(lines(standIn)).toContain('no cmdlet here reaches a real server');
	expect(lines(rehearsed)).not.toContain(neverMet);
});

test('what a second person approves against a stand-in is no approval of anything live', () => {
	const text = (header: Header) => approvalText({header, question: 'q', askedBy: 'a', calls: [], loss: []});
	expect(text(standIn)).toContain('\nworld: live (stand-in)\n');
	expect(text(live)).toContain('\nworld: live\n');
	expect(text(standIn)).not.toBe(text(live));
});

test.each(['federationFailover', 'xmppFailover', 'mediaFailover'])(
	'%s is held against no published time, since there is none',
	begunFor => {
		const header = newHeader({scenario: loadScenario('edge-dark'), begunFor});
		const changed = (written: readonly JournalEntry[]) => written.some(({kind}) => kind === 'outside' || kind === 'debtOpened');
		const played = playOn(header, [], changed);
		expect(
			textOf(bannerRows(shownAt(header, played.entries, played.entries.length).situation, 'rehearsal', {width: 160, theme: plainTheme})[0]),
		).not.toMatch(/ of \d+ min/);
	},
);

const outageIn = (header: Header, written: readonly JournalEntry[]) =>
	/outage(?: took)?/.exec(textOf(bannerRows(shownAt(header, written).situation, 'rehearsal', {width: 200, theme: plainTheme})[0]))?.[0];
const ended = (run: string) => (written: readonly JournalEntry[]) => written.some(entry => entry.kind === 'runEnded' && entry.run === run);

test('the outage of an Edge pool is not over while something that it carried is carried by nobody, and is when all was given back', () => {
	const header = newHeader({scenario: loadScenario('edge-dark'), begunFor: 'xmppFailover'});
	const moved = playOn(header, [], ended('xmppFailover')).entries;
	expect(moved.filter(({kind}) => kind === 'runEnded')).toHaveLength(1);
	expect(outageIn(header, moved)).toBe('outage');
	expect(outageIn(header, playOn(header, []).entries)).toBe('outage took');
});

test('the outage of an Edge pool that carried only federation is over when another one carries it, with what partners are answered', () => {
	const contoso = loadDeployment();
	const deployment = {
		...contoso,
		sites: contoso.sites.map(({xmppFederationRoute: _, ...site}) => site),
		pools: contoso.pools.map(pool => ({...pool, edgePool: 'edge2.contoso.com'})),
	};
	const header = newHeader({deployment, scenario: loadScenario('edge-dark')});
	const proved = playOn(header, [], written =>
		written.some(entry => entry.kind === 'stepBegan' && entry.step === 'federationFailover/inboundFederation/lookingAtAnswer'),
	).entries;
	expect(outageIn(header, proved)).toBe('outage');
	expect(outageIn(header, playOn(header, [], ended('federationFailover')).entries)).toBe('outage took');
});
