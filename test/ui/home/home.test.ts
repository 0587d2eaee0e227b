/** Home by its keys, and as rows, without a terminal. */
import {expect, test} from 'vitest';
import {say} from '../../../src/machines/message.js';
import {procedures} from '../../../src/machines/procedures/catalog.js';
import {hearHome} from '../../../src/ui/home/hear-home.js';
import type {HomeFacts} from '../../../src/ui/home/home-facts.js';
import {homeKeys} from '../../../src/ui/home/home-keys.js';
import {homeRows} from '../../../src/ui/home/home-rows.js';
import {firstHome, type HomeState} from '../../../src/ui/home/home-state.js';
import {rowWidth} from '../../../src/ui/row.js';
import {key} from '../../../src/ui/terminal/key-events.js';
import {deployment, facts, looked, press, render, textOf, theme} from './home-shown.js';

test.each<[string, readonly string[], object]>([
	['the first scenario by two keys', ['Enter', 'Enter'], {type: 'rehearse', scenario: 'site-dark'}],
	['the second scenario', ['Enter', '↓', 'Enter'], {type: 'rehearse', scenario: 'cms-blank'}],
	['a recording', ['↓', '↓', 'Enter', 'Enter'], {type: 'replay', path: '/r/1.jsonl'}],
	['q', ['q'], {type: 'quit'}],
	['quit from the list', ['↑', '↓', '↓', '↓', '↓', '↓', 'Enter'], {type: 'quit'}],
])('%s', (_, keys, effect) => {
	expect(press(keys).effects).toEqual([effect]);
});

test('an open session is gone on with', () => {
	const open = [{path: '/r/2.jsonl', label: say('home.rehearse')}];
	expect(press(['↓', 'Enter', 'Enter'], {...facts, open}).effects).toEqual([{type: 'resume', path: '/r/2.jsonl'}]);
});

test.each<[string, readonly string[], string]>([
	['nothing is open', ['↓', 'Enter'], 'home.dead.noneOpen'],
	['no plan to look along', ['o'], 'home.dead.noPlan'],
	['nothing to look at', ['r'], 'home.dead.noTopology'],
	['nowhere to go back to', ['Esc'], 'home.dead.first'],
	['a key that means nothing', ['z'], 'key.dead.unknown'],
	['nothing to choose in the help', ['?', 'Enter'], 'home.dead.nothingToChoose'],
])('a dead key says why: %s', (_, keys, id) => {
	const {state, effects} = press(keys);
	expect([state.said?.id, effects]).toEqual([id, []]);
	expect(textOf(state, facts).at(-1)).toBe(` ${render(say(id, {key: 'z'}))}`);
});

test('Ctrl-C leaves, and what is pasted is no key', () => {
	expect(hearHome(key('c', {ctrl: true}), firstHome, facts).effect).toEqual({type: 'quit'});
	expect(hearHome({type: 'paste', text: 'q'}, firstHome, facts)).toEqual({state: {...firstHome, said: say('key.pasted')}});
});

test('every key of the table is in the help, and does something or says why not', () => {
	const help = textOf(press(['?']).state, facts).join('\n');
	for (const {key: printed} of homeKeys) expect(help).toContain(printed);
});

test('a lost pool is proposed first, with its evidence and what speaks against it, and rehearsed with that pool', () => {
	const given = looked('fe1');
	const {state, effects} = press(['Enter'], given);
	expect(effects).toEqual([]);
	const text = textOf(state, given).join('\n');
	expect(text).toContain('Proposed, never started by itself');
	expect(text).toContain('0 of 6 Front Ends of pool1.contoso.com serve');
	expect(text).toContain('Against it');
	expect(press(['Enter', 'Enter'], given).effects).toEqual([
		{type: 'rehearse', scenario: 'edge-next-hop', pool: 'pool1.contoso.com', begunFor: 'poolFailover'},
	]);
});

test('how old it is is said, and nothing that is old is green', () => {
	const given = looked('nothing');
	expect(textOf(firstHome, given)[3]).toBe(' looked 3s ago from jump2, by TCP');
	expect(textOf(firstHome, given, 400_000)[3]).toContain('STALE 6m');
	const tones = homeRows({screen: 'home', render, now: 400_000, facts: given, state: firstHome}, {width: 80, height: 24, theme}).slice(
		3,
		12,
	);
	expect(tones.flat().filter(({tone}) => tone === 'good')).toEqual([]);
});

const damaged: HomeFacts = {
	...facts,
	warning: say('storage.settingsNotJson', {path: '/home/me/settings.json', line: 1, column: 2, setAside: '/home/me/settings.json.bad-1'}),
};

test('settings that are not in force are the first thing that home says, and what is owed stays in sight', () => {
	expect(textOf(firstHome, damaged)).toEqual(
		expect.arrayContaining([
			expect.stringMatching(/^ The settings are not in force\. \/home\/me\/settings\.json, line 1/),
			expect.stringContaining('Never rehearsed'),
		]),
	);
	expect(textOf(firstHome, damaged, 1, {width: 60, height: 15})[2]).toMatch(/^ The settings are not in force\. .*…$/);
	expect(textOf(firstHome, facts).join()).not.toContain('settings are not');
});

test.each([
	[60, 15],
	[80, 24],
	[120, 40],
	[200, 60],
])('at %i×%i no row is too wide and none is missing, at every place', (width, height) => {
	for (const given of [facts, damaged, looked('fe1'), looked('')])
		for (const keys of [[], ['Enter'], ['?'], ['↓', '↓', '↓', 'Enter'], ['↓', '↓', '↓', 'Enter', 'Enter'], ['↓', 'Enter']]) {
			const rows = homeRows({screen: 'home', render, now: 1, facts: given, state: press(keys, given).state}, {width, height, theme});
			expect(rows).toHaveLength(height);
			for (const row of rows) expect(rowWidth(row)).toBeLessThanOrEqual(width);
		}
});

const drawnAt = (state: HomeState, given: HomeFacts = facts) =>
	homeRows({screen: 'home', render, now: 1, facts: given, state}, {width: 80, height: 24, theme})
		.map(spans => spans.map(({text}) => text).join(''))
		.join('\n');

test('what is owed says that rehearsals are not counted, and the last rehearsal stands under its own rule', () => {
	const [, owed = '', rehearsed = ''] = drawnAt(firstHome).split(/^.*(?:Left to undo|Last rehearsal) .*$/m);
	expect(owed).toContain('rehearsals are not counted');
	expect(rehearsed).toContain('Never rehearsed to its end');
	expect(owed).not.toContain('rehearsed to its end');
});

test('the list of procedures calls them procedures, so that no letter looks like a key', () => {
	for (const [index, {letter, title}] of procedures.entries()) {
		const shown = drawnAt({...firstHome, place: 'procedures', selected: {procedures: index}});
		expect(shown).toContain(`procedure ${letter}  ${render(title)}`);
	}
});

test.each([
	[6, []],
	[7, []],
	[8, ['xmppFailover']],
] as const)('of version %i, the list of procedures keeps what is not there, and says why when it is chosen', (version, gone) => {
	const given = {...facts, deployment: {...deployment, pools: deployment.pools.map(pool => ({...pool, version}))}};
	for (const [index, {id, otherVersions}] of procedures.entries()) {
		const at: HomeState = {...firstHome, place: 'procedures', selected: {procedures: index}};
		const {state} = hearHome(key('enter'), at, given);
		const isGone = gone.some(each => each === id);
		expect([state.place, state.said]).toEqual(isGone ? ['procedures', otherVersions] : ['plan', undefined]);
	}
	const rows = homeRows(
		{screen: 'home', render, now: 1, facts: given, state: {...firstHome, place: 'procedures'}},
		{width: 160, height: 40, theme},
	);
	const shown = rows.map(spans => spans.map(({text}) => text).join('')).join('\n');
	expect(shown.includes('not in 2019')).toBe(gone.length > 0);
});

test('Esc goes back from a plan to the list that it was chosen from', () => {
	const plan: HomeState = {...firstHome, place: 'plan', selected: {procedures: 1}, procedure: 1};
	const {state} = hearHome(key('escape'), plan, facts);
	expect(state).toEqual({...plan, place: 'procedures'});
	expect(hearHome(key('escape'), state, facts).state.place).toBe('home');
});

test('the help says of Esc that it goes back', () => {
	expect(drawnAt({...firstHome, place: 'help'})).toMatch(/Esc +back/);
});

test('a sentence on the first screen stands there once, whatever was found', () => {
	for (const silent of ['', 'pool1', 'fe1', 'edge1', 'sqlbe1', 'fe11'])
		for (const width of [80, 120, 200]) {
			const lines = textOf(firstHome, looked(silent), 0, {width, height: 60}).map(line => line.replace(/^[ ►]+/, ''));
			const sentences = lines.filter(line => line.length > 30);
			expect(sentences, `${silent} ${width}`).toEqual([...new Set(sentences)]);
		}
});

test('a wide screen keeps a name and what is said of it together, and a high one shows what was recorded', () => {
	const lines = textOf(firstHome, looked('fe1'), 0, {width: 200, height: 60});
	for (const line of lines.filter(each => /Redmond|pool1 |Rehearse/.test(each) && !each.includes('Proposed')))
		expect(line.length).toBeLessThanOrEqual(150);
	expect(lines.join('\n')).toMatch(/─ Recorded last ─+\n {3}one: first/);
	expect(textOf(firstHome, looked('fe1')).join('\n')).not.toContain('Recorded last');
});
