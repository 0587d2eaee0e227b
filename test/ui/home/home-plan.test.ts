/** The plan of a procedure on home: what it shows, and what its keys do. */
import {expect, test} from 'vitest';
import {catalog, procedures} from '../../../src/machines/procedures/catalog.js';
import {hearHome} from '../../../src/ui/home/hear-home.js';
import {homeLimit} from '../../../src/ui/home/home-rows.js';
import {firstHome} from '../../../src/ui/home/home-state.js';
import {key} from '../../../src/ui/terminal/key-events.js';
import {deployment, facts, press, render, textOf, theme} from './home-shown.js';

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
