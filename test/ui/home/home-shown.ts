import {contoso} from '../../../src/adapters/mock/bundled.js';
import {parseDeployment} from '../../../src/machines/deployment/deployment-file.js';
import {say} from '../../../src/machines/message.js';
import type {TcpOutput} from '../../../src/machines/probe.js';
import {procedures} from '../../../src/machines/procedures/catalog.js';
import {reachabilityOf, targetsOf} from '../../../src/machines/topology/reachability.js';
import {triage} from '../../../src/machines/triage/triage.js';
import {hearHome} from '../../../src/ui/home/hear-home.js';
import type {HomeFacts} from '../../../src/ui/home/home-facts.js';
import {homeRows} from '../../../src/ui/home/home-rows.js';
import {firstHome, type HomeEffect, type HomeState} from '../../../src/ui/home/home-state.js';
import {createRenderer} from '../../../src/ui/messages/render.js';
import {key} from '../../../src/ui/terminal/key-events.js';
import {createTheme} from '../../../src/ui/theme.js';

export const parsed = parseDeployment(contoso.text, 'contoso.json');
if ('problem' in parsed) throw new Error(parsed.problem.id);
export const {deployment} = parsed;
export const render = createRenderer({language: 'en', timeZone: 'UTC', startedAt: '2026-02-11T03:00:00Z'});
export const theme = createTheme({isAscii: false, hasColor: false});
export const facts: HomeFacts = {
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
export function looked(silent: string, at = 0): HomeFacts {
	const targets = targetsOf(deployment);
	const answers = targets.map(({to}): TcpOutput => (to.startsWith(silent) ? 'silent' : 'open'));
	const reach = reachabilityOf(deployment, targets, answers);
	const findings = triage(deployment, reach);
	return {
		...facts,
		outlook: {has: 'topology', isLooking: false, heard: 0, asked: targets.length, looked: {at, from: 'jump2', reach, findings}},
	};
}

export const names: Readonly<Record<string, string>> = {Enter: 'enter', Esc: 'escape', '↓': 'down', '↑': 'up'};

export function press(
	keys: readonly string[],
	given: HomeFacts = facts,
): {readonly state: HomeState; readonly effects: readonly HomeEffect[]} {
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

export const textOf = (state: HomeState, given: HomeFacts, now = 3_000, size = {width: 80, height: 24}) =>
	homeRows({screen: 'home', render, now, facts: given, state}, {...size, theme}).map(row =>
		row
			.map(({text}) => text)
			.join('')
			.trimEnd(),
	);
