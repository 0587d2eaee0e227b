/** Home by its keys, and as rows, without a terminal. */
import {expect, test} from 'vitest';
import {contoso} from '../../../src/adapters/mock/bundled.js';
import {parseDeployment} from '../../../src/machines/deployment/deployment-file.js';
import {say} from '../../../src/machines/message.js';
import type {TcpOutput} from '../../../src/machines/probe.js';
import {catalog, procedures} from '../../../src/machines/procedures/catalog.js';
import {reachabilityOf, targetsOf} from '../../../src/machines/topology/reachability.js';
import {triage} from '../../../src/machines/triage/triage.js';
import {hearHome} from '../../../src/ui/home/hear-home.js';
import type {HomeFacts} from '../../../src/ui/home/home-facts.js';
import {homeKeys} from '../../../src/ui/home/home-keys.js';
import {homeLimit, homeRows} from '../../../src/ui/home/home-rows.js';
import {firstHome, type HomeEffect, type HomeState} from '../../../src/ui/home/home-state.js';
import {createRenderer} from '../../../src/ui/messages/render.js';
import {rowWidth} from '../../../src/ui/row.js';
import {key} from '../../../src/ui/terminal/key-events.js';
import {createTheme} from '../../../src/ui/theme.js';

const parsed = parseDeployment(contoso.text, 'contoso.json');
if ('problem' in parsed) throw new Error(parsed.problem.id);
const {deployment} = parsed;
const render = createRenderer({language: 'en', timeZone: 'UTC', startedAt: '2026-02-11T03:00:00Z'});
const theme = createTheme({isAscii: false, hasColor: false});
const facts: HomeFacts = {
	version: '0',
	deployment,
	outlook: {has: 'none', settings: '/home/settings.json'},
	scenarios: [
		{name: 'site-dark', titleFor: pool => `${pool} goes dark`},
		{name: 'cms-blank', titleFor: () => 'nobody is master'},
	],
	procedures,
	open: [],
	recordings: [{path: '/r/1.jsonl', label: say('home.scenario', {name: 'one', title: 'first'})}],
	debts: [],
	owed: [],
	unread: 0,
};

/** With a topology of one's own, of which what begins so is silent. */
function looked(silent: string, at = 0): HomeFacts {
	const targets = targetsOf(deployment);
	const answers = targets.map(({to}): TcpOutput => (to.startsWith(silent) ? 'silent' : 'open'));
	const reach = reachabilityOf(deployment, targets, answers);
	const findings = triage(deployment, reach);
	return {
		...facts,
		outlook: {has: 'topology', isLooking: false, heard: 0, asked: targets.length, looked: {at, from: 'jump2', reach, findings}},
	};
}

const names: Readonly<Record<string, string>> = {Enter: 'enter', Esc: 'escape', '↓': 'down', '↑': 'up'};

function press(keys: readonly string[], given: HomeFacts = facts): {readonly state: HomeState; readonly effects: readonly HomeEffect[]} {
	const effects: HomeEffect[] = [];
	let state = firstHome;
	for (const pressed of keys) {
		const name = names[pressed];
		const heard = hearHome(name ? key(name) : {type: 'text', text: pressed}, state, given);
		state = heard.state;
		if (heard.effect) effects.push(heard.effect);
	}
	return {state, effects};
}

const textOf = (state: HomeState, given: HomeFacts, now = 3_000, size = {width: 80, height: 24}) =>
	homeRows({screen: 'home', render, now, facts: given, state}, {...size, theme}).map(row =>
		row
			.map(({text}) => text)
			.join('')
			.trimEnd(),
	);

test.each<[string, readonly string[], object]>([
	['the first scenario by two keys', ['Enter', 'Enter'], {type: 'rehearse', scenario: 'site-dark'}],
	['the second scenario', ['Enter', '↓', 'Enter'], {type: 'rehearse', scenario: 'cms-blank'}],
	['a recording', ['↓', '↓', 'Enter', 'Enter'], {type: 'replay', path: '/r/1.jsonl'}],
	['q', ['q'], {type: 'quit'}],
	['quit from the list', ['↑', '↓', '↓', '↓', '↓', '↓', 'Enter'], {type: 'quit'}],
])('%s', (_, keys, effect) => {
	expect(press(keys).effects).toEqual([effect]);
});

test('a procedure shows its plan before it is rehearsed', () => {
	const {state, effects} = press(['↓', '↓', '↓', 'Enter', 'Enter']);
	expect(effects).toEqual([]);
	const text = textOf(state, facts).join('\n');
	expect(text).toContain('PoolFqdn is pool1.contoso.com.');
	expect(text).toMatch(/ 5 {2}Move the Central Management store/);
	expect(press(['↓', '↓', '↓', 'Enter', 'Enter', 'Enter']).effects).toEqual([
		{type: 'rehearse', scenario: 'site-dark', begunFor: 'poolFailover'},
	]);
	expect(textOf(press(['↓', '↓', '↓', 'Enter', '↓', '↓', '↓', '↓', '↓', '↓', 'Enter']).state, facts).join('\n')).toContain(
		'run within the failover',
	);
});

test('l on a plan runs it live where a farm is known, within what it belongs to; else it says what is missing', () => {
	const toPlan = ['↓', '↓', '↓', 'Enter', 'Enter'];
	expect(press([...toPlan, 'l'], {...facts, live: 'farm'}).effects).toEqual([{type: 'runLive', procedure: 'poolFailover'}]);
	const within = procedures.findIndex(({id}) => id === 'cmsFailover');
	const toStore = ['↓', '↓', '↓', 'Enter', ...Array.from({length: within}, () => '↓'), 'Enter'];
	expect(press([...toStore, 'l'], {...facts, live: 'standIn'}).effects).toEqual([{type: 'runLive', procedure: 'poolFailover'}]);
	expect(press([...toPlan, 'l'])).toMatchObject({effects: [], state: {said: {id: 'home.dead.noFarm'}}});
	expect(press(['l'], {...facts, live: 'farm'})).toMatchObject({effects: [], state: {said: {id: 'home.dead.nothingLive'}}});
});

test('a plan says what each step needs, beside it or below it, and can be read to its end on a small screen', () => {
	const {state} = press(['↓', '↓', '↓', 'Enter', 'Enter']);
	const size = {width: 80, height: 24};
	const model = (scroll: number) => ({screen: 'home', render, now: 0, facts, state: {...state, scroll}}) as const;
	const limit = homeLimit(model(0), {...size, theme});
	expect(textOf(state, facts).join('\n')).toMatch(/rows more, Down shows them\n ► Rehearse it/);
	const down = hearHome(key('end'), state, facts, {scrollLimit: limit}).state;
	expect(down.scroll).toBe(limit);
	expect(textOf(down, facts).join('\n')).toMatch(
		/12 {2}Follow up voice for pool1 .*\n {5}needs exports of voice settings, and the carrier\n/,
	);
	expect(hearHome(key('up'), down, facts, {scrollLimit: limit}).state.scroll).toBe(limit - 1);

	const wide = textOf(state, facts, 0, {width: 160, height: 50});
	expect(wide.find(line => line.includes('step, and what it changes'))).toMatch(/where +who +needs$/);
	expect(wide.find(line => line.startsWith('  8 '))).toMatch(/typed +steps 6 and 7, and the loss that is accepted$/);
	for (const [id, {plan}] of Object.entries(catalog)) {
		const input = {deployment, pool: deployment.cms.active, known: {lastSteady: [], debts: []}, debts: []};
		expect(plan(input, id).filter(({needs}) => needs === undefined)).toEqual([]);
	}
});

test('o looks along the plan that is shown, and the footer offers it there only', () => {
	const plan = ['↓', '↓', '↓', 'Enter', 'Enter'];
	expect(press([...plan, 'o']).effects).toEqual([{type: 'lookOnly', scenario: 'site-dark', procedure: 'poolFailover'}]);
	const planned = ['↓', '↓', '↓', 'Enter', '↓', 'Enter', 'o'];
	expect(press(planned).effects).toEqual([{type: 'lookOnly', scenario: 'maintenance', procedure: 'plannedFailover'}]);
	const failback = ['↓', '↓', '↓', 'Enter', '↓', '↓', 'Enter', 'o'];
	expect(press(failback).effects).toEqual([{type: 'lookOnly', scenario: 'site-dark', procedure: 'poolFailback'}]);
	const cms = ['↓', '↓', '↓', 'Enter', '↓', '↓', '↓', '↓', '↓', '↓', 'Enter', 'o'];
	expect(press(cms).effects).toEqual([{type: 'lookOnly', scenario: 'cms-blank', procedure: 'poolFailover'}]);
	expect(textOf(press(plan).state, facts).at(-1)).toContain('o look only');
	expect(textOf(firstHome, facts).at(-1)).not.toContain('look only');
});

test('p chooses which pool is hit, for the list of scenarios and for a plan, and comes back there', () => {
	const list = press(['Enter', 'p']);
	expect(textOf(list.state, facts).join('\n')).toMatch(
		/► pool1\.contoso\.com {2}Redmond .*CMS active.*\n {3}pool2\.contoso\.com {2}Dublin/,
	);
	const chosen = press(['Enter', 'p', '↓', 'Enter']);
	expect(chosen.effects).toEqual([]);
	expect(textOf(chosen.state, facts).join('\n')).toMatch(/Hit: pool2\.contoso\.com[\s\S]*► site-dark: pool2\.contoso\.com goes dark/);
	expect(press(['Enter', 'p', '↓', 'Enter', 'Enter']).effects).toEqual([
		{type: 'rehearse', scenario: 'site-dark', pool: 'pool2.contoso.com'},
	]);

	const plan = ['↓', '↓', '↓', 'Enter', 'Enter', 'p', '↓', 'Enter'];
	expect(textOf(press(plan).state, facts).join('\n')).toContain('PoolFqdn is pool2.contoso.com.');
	expect(press([...plan, 'Enter']).effects).toEqual([
		{type: 'rehearse', scenario: 'site-dark', pool: 'pool2.contoso.com', begunFor: 'poolFailover'},
	]);
	expect(press([...plan, 'o']).effects).toMatchObject([{type: 'lookOnly', pool: 'pool2.contoso.com'}]);
	expect(press([...plan.slice(0, -2), 'Esc']).state.place).toBe('plan');
	expect(textOf(firstHome, facts).at(-1)).not.toContain('pool…');
	const alone = {...deployment, pools: deployment.pools.filter(({fqdn}) => fqdn.startsWith('pool1'))};
	expect(press(['Enter', 'p'], {...facts, deployment: alone}).state.said?.id).toBe('home.dead.onePool');
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
