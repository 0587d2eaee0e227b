/** The questions of the triage on home: by keys, on every screen, and said as what they are. */
import {expect, test} from 'vitest';
import type {Deployment} from '../../../src/machines/deployment/deployment.js';
import type {TcpOutput} from '../../../src/machines/probe.js';
import {procedures} from '../../../src/machines/procedures/catalog.js';
import {reachabilityOf, targetsOf} from '../../../src/machines/topology/reachability.js';
import {triageQuestions} from '../../../src/machines/triage/told.js';
import {triage} from '../../../src/machines/triage/triage.js';
import {hearHome} from '../../../src/ui/home/hear-home.js';
import type {HomeFacts} from '../../../src/ui/home/home-facts.js';
import {homeRows} from '../../../src/ui/home/home-rows.js';
import {firstHome, type HomeEffect, type HomeState} from '../../../src/ui/home/home-state.js';
import {findingLines, questionMenu} from '../../../src/ui/home/told-lines.js';
import {createRenderer} from '../../../src/ui/messages/render.js';
import {rowWidth} from '../../../src/ui/row.js';
import {key} from '../../../src/ui/terminal/key-events.js';
import {createTheme} from '../../../src/ui/theme.js';
import {largeDeployment} from '../../fixtures/large-deployment.js';
import {loadDeployment} from '../../playing/play.js';
import {firstHidden, hostile} from '../messages/hidden.js';

const render = createRenderer({language: 'en', timeZone: 'UTC', startedAt: '2026-02-11T03:00:00Z'});
const theme = createTheme({isAscii: false, hasColor: false});
const now = Date.parse('2026-02-11T03:12:05Z');

/** What answers how, by the beginning of a name; undefined: nothing was asked of the network. */
function factsOf(deployment: Deployment, answers?: Readonly<Record<string, TcpOutput>>): HomeFacts {
	const targets = targetsOf(deployment);
	const heard = targets.map(({to}) => Object.entries(answers ?? {}).find(([start]) => to.startsWith(start))?.[1] ?? 'open');
	const reach = reachabilityOf(deployment, targets, heard);
	const looked = {at: now, from: 'jump2', reach, findings: triage(deployment, reach)};
	return {
		version: '0',
		deployment,
		outlook: answers
			? {has: 'topology', isLooking: false, heard: 0, asked: targets.length, looked}
			: {has: 'none', settings: '/home/settings.json'},
		scenarios: [],
		procedures,
		open: [],
		recordings: [],
		debts: [],
		owed: [],
		unread: 0,
		live: 'farm',
	};
}
const blind = factsOf(loadDeployment());

const names: Readonly<Record<string, string>> = {Enter: 'enter', Esc: 'escape', '↓': 'down', '↑': 'up', '→': 'right', '←': 'left'};
function press(keys: readonly string[], facts: HomeFacts = blind) {
	const effects: HomeEffect[] = [];
	let state: HomeState = firstHome;
	for (const pressed of keys) {
		const heard = hearHome(names[pressed] ? key(names[pressed]) : {type: 'text', text: pressed}, state, facts, {now});
		state = heard.state;
		if (heard.effect) effects.push(heard.effect);
	}
	return {state, effects};
}
const shown = (state: HomeState, facts: HomeFacts, size = {width: 80, height: 24}) =>
	homeRows({screen: 'home', render, now, facts, state}, {...size, theme}).map(spans =>
		spans
			.map(({text}) => text)
			.join('')
			.trimEnd(),
	);

const down = (count: number) => Array.from({length: count}, () => '↓');
/** Redmond is dark; the Front Ends of pool2 and Edge pool edge2 serve. */
const siteLost = ['w', ' ', ...down(6), '←', ...down(2), '←'];

test('a few keys say what is known, and the proposal follows each; nothing is started by any of them', () => {
	const asked = shown(press(['w']).state, blind).join('\n');
	expect(asked).toMatch(/► Redmond +- +not seen/);
	expect(asked).toContain('Nothing was said yet.');
	expect(shown(press(['w', ' ']).state, blind).join('\n')).toContain(
		'Whether the partner pool2.contoso.com serves was neither seen nor said',
	);
	const {state, effects} = press(siteLost);
	expect(effects).toEqual([]);
	expect(shown(state, blind)).toEqual([
		expect.stringContaining('Contoso'),
		expect.any(String),
		expect.stringContaining('An answer starts nothing'),
		expect.any(String),
		expect.any(String),
		'   Redmond                  dark            said 03:12:05  not seen',
		'     Front Ends of pool1    -                              not seen',
		'     SQL of pool1           -                              not seen',
		'     CMS on sqlbe11         -                              not seen',
		'     Edge pool edge1        -                              not seen',
		'   Dublin                   -                              not seen',
		'     Front Ends of pool2    serves          said 03:12:05  not seen',
		'     SQL of pool2           -                              not seen',
		' ►   Edge pool edge2        serves          said 03:12:05  not seen',
		' Do the servers of Edge pool edge2.contoso.com serve?',
		expect.stringContaining('What this speaks for'),
		' Said, not seen: Redmond is dark, and with it pool pool1.contoso.com.',
		' Proposed, never started by itself: procedures a to k, fail over the users of',
		' pool1.contoso.com and what its site carried.',
		expect.stringContaining('From here, Redmond cut off looks the same'),
		expect.any(String),
		'',
		'',
		expect.stringMatching(/Space answer .* q quit$/),
	]);
});

test('Enter shows what was said under its own heading with its times, and l and Enter go on as from what was seen', () => {
	const {state} = press([...siteLost, 'Enter']);
	const [, seen = '', said = '', against = ''] = shown(state, blind, {width: 80, height: 40})
		.join('\n')
		.split(/ Seen, or known.*| Said, not seen by this console| Against it.*/);
	expect(seen).not.toMatch(/serve|answer|dark/);
	expect(said).toContain('Said at 03:12:05: Redmond is dark.');
	expect(said).toContain('Said at 03:12:05: all Front Ends of pool2.contoso.com serve.');
	expect(against).toContain('Rehearse it now');
	const proposed = {procedure: 'siteFailover', pool: 'pool1.contoso.com'};
	expect(press([...siteLost, 'Enter', 'l']).effects).toEqual([{type: 'runLive', ...proposed}]);
	expect(press([...siteLost, 'Enter', 'Enter']).effects).toMatchObject([{type: 'rehearse', begunFor: 'siteFailover'}]);
	expect(press([...siteLost, 'Enter', 'Esc']).state.place).toBe('questions');
});

test('home itself marks what is proposed on a word, and forgets it when the word is taken back', () => {
	expect(shown(press([...siteLost, 'Esc']).state, blind).join('\n')).toMatch(
		/ Said, not seen: Redmond is dark[\s\S]*► As said {2}Proposed: fail over the site of pool1/,
	);
	const takenBack = press(['w', ' ', '←', 'Esc']);
	expect(takenBack.state.told).toEqual({});
	expect(shown(takenBack.state, blind)).toEqual(shown(firstHome, blind));
});

test('what contradicts what is seen says so beside it, and nothing is proposed on it', () => {
	const facts = factsOf(loadDeployment(), {});
	const {state, effects} = press(['w', '↓', ' ', 'Enter', 'l'], facts);
	expect(shown(press(['w', '↓', ' '], facts).state, facts).join('\n')).toMatch(
		/Front Ends of pool1 +does not serve +said 03:12:05 +seen 6 of 6: differs/,
	);
	expect(effects).toEqual([]);
	const text = shown(state, facts, {width: 80, height: 30}).join('\n');
	expect(text).toContain('What was said and what is seen differ: the Front Ends of pool1.contoso.com.');
	expect(text).toContain('6 of 6 answer on their port');
	expect(text).toContain('Said at 03:12:05: no Front End of pool1.contoso.com serves.');
});

test('where nothing answers, what was found leads to the questions', () => {
	const facts = factsOf(loadDeployment(), {'': 'silent'});
	const {state} = press(['Enter', 'Enter'], facts);
	expect(state.place).toBe('questions');
});

test('a deployment file that cannot be read leaves nothing to ask about', () => {
	const facts: HomeFacts = {...blind, outlook: {has: 'problem', problem: {id: 'home.notLooked'}}};
	expect(press(['w'], facts).state).toMatchObject({place: 'home', said: {id: 'home.dead.noDeployment'}});
	expect(press([' ']).state.said?.id).toBe('home.dead.noQuestion');
});

/** Names as a captured file could have them. */
function named(name: string): Deployment {
	const {sites, pools, edgePools, ...rest} = loadDeployment();
	const [site] = sites;
	const [pool] = pools;
	const [edge] = edgePools;
	if (!site || !pool || !edge) throw new Error('No Contoso');
	return {
		...rest,
		sites: [{...site, name}],
		pools: [{...pool, site: name, fqdn: name, backupPool: name}],
		edgePools: [{...edge, site: name, fqdn: name}],
	};
}

test.each([
	[60, 15],
	[80, 24],
	[120, 40],
	[200, 60],
])('at %i×%i, whatever the names are and however many, every row fits and none steers the terminal', (width, height) => {
	const deployments = [...hostile.map(named), loadDeployment(largeDeployment()), loadDeployment()];
	for (const deployment of deployments)
		for (const facts of [factsOf(deployment), factsOf(deployment, {'': 'silent'}), factsOf(deployment, {})])
			for (const keys of [['w'], ['w', ' ', '↓', ' '], ['w', ' ', 'Enter'], ['w', ' ', '↓', ' ', 'Esc']]) {
				const {state} = press(keys, facts);
				const rows = homeRows({screen: 'home', render, now, facts, state}, {width, height, theme});
				expect(rows).toHaveLength(height);
				for (const row of rows) {
					expect(rowWidth(row)).toBeLessThanOrEqual(width);
					expect(row.map(({text}) => firstHidden(text)).filter(Boolean)).toEqual([]);
				}
			}
});

test('on the smallest screen the selected question, its answer and the proposal are in sight, however many questions there are', () => {
	const facts = factsOf(loadDeployment(largeDeployment()));
	const count = triageQuestions(facts.deployment).length;
	expect(count).toBeGreaterThan(15);
	const text = shown(press(['w', ...down(count), ' '], facts).state, facts, {width: 60, height: 15}).join('\n');
	expect(text).toMatch(/ ► .* (?:dark|does not serve) /);
	expect(text).toContain('What this speaks for');
});

test('as text that only grows, the same is said: each answer with its time, what is seen beside it, the finding in full', () => {
	const facts = factsOf(loadDeployment(), {fe1: 'silent'});
	const {told} = press(['w', '↓', '↓', '←'], facts).state;
	const menu = questionMenu(facts, {told}, render).map(({label}) => render(label));
	expect(menu.slice(0, 3)).toEqual([
		'Redmond, nothing said; seen 4 of 10',
		'Front Ends of pool1.contoso.com, nothing said; seen 0 of 6',
		'SQL of pool1.contoso.com, serves, said at 03:12:05; seen 2 of 2',
	]);
	const text = findingLines(facts, {told}, render)
		.map(({text, indent = 0}) => ' '.repeat(indent) + text)
		.join('\n');
	expect(text).toMatch(/Said, not seen by this console\n {4}Said at 03:12:05: SQL of pool1.contoso.com serves\.\n {2}Against it/);
});
