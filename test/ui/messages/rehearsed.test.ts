/** Every sentence of whole rehearsals, as an operator would read it: none is missing, none lacks an argument, none has a hole. */
import {readFileSync} from 'node:fs';
import {describe, expect, test} from 'vitest';
import type {Message} from '../../../src/machines/message.js';
import {changeNextHops, giveNextHopsBack} from '../../../src/machines/procedures/edge/steps/edge.js';
import {emptyLedger} from '../../../src/machines/procedures/procedure.js';
import {startServices, syncConferences} from '../../../src/machines/procedures/steps/repair.js';
import {moveCms} from '../../../src/machines/procedures/store/steps/central-management.js';
import {createRenderer} from '../../../src/ui/messages/render.js';
import {loadDeployment, loadScenario, newHeader, playOn} from '../../playing/play.js';
import {messagesIn} from './messages-in.js';
import {allQuestions} from './put-together.js';

const render = createRenderer({language: 'en', timeZone: 'Europe/Dublin', startedAt: '2026-02-11T03:12:00Z'});
const fixture = (name: string) => loadDeployment(readFileSync(new URL(`../../fixtures/deployments/${name}.json`, import.meta.url), 'utf8'));

const holes = (messages: readonly Message[]) =>
	messages
		.map(message => ({message, shown: render(message)}))
		.filter(({message, shown}) => shown.startsWith(message.id) || /undefined|\[object|NaN|\(unreadable\)| {2}|\.\.(?!\.)/.test(shown));

const rehearsals = [
	{deployment: 'contoso-core', scenario: 'site-dark'},
	{deployment: 'contoso-core', scenario: 'cms-blank'},
	{deployment: 'sfb-2019', scenario: 'edge-next-hop'},
	{deployment: 'se-pair', scenario: 'back-end-dead'},
	{deployment: 'unpaired', scenario: 'site-dark'},
	{deployment: 'mixed-2010', scenario: 'site-dark'},
	{deployment: 'same-site', scenario: 'site-dark'},
] as const;

test.each(rehearsals)('$scenario on $deployment can be read from its first sentence to its last', ({deployment, scenario}) => {
	const {entries} = playOn(newHeader({deployment: fixture(deployment), scenario: loadScenario(scenario)}), []);
	const messages = messagesIn(entries);
	expect(messages.length).toBeGreaterThan(5);
	expect(holes(messages)).toEqual([]);
});

test('every question of every state of a step can be read', () => {
	expect(holes(messagesIn(allQuestions().map(({question}) => question)))).toEqual([]);
});

describe('the name to be typed is the first in the sentence of what changes', () => {
	const deployment = loadDeployment();
	const pool = deployment.cms.active;
	const facts = {
		deployment,
		pool,
		known: {lastSteady: [], debts: []},
		...emptyLedger([]),
		edgesOnPool: ['edge1.contoso.com', 'edge2.contoso.com'],
	};
	const target = 'pool2.contoso.com';
	const owed = {
		...facts,
		debts: changeNextHops(facts, target).opens?.({}, 'done', []) ?? [],
	};

	test.each([
		['moving the store', moveCms({...facts, target, isDisaster: true})],
		['moving it back', moveCms({...facts, cmsPool: target, target: pool, isDisaster: false})],
		['changing next hops', changeNextHops(facts, target)],
		['giving them back', giveNextHopsBack(owed)],
		['starting services', startServices(facts)],
		['copying meeting files', syncConferences(facts)],
	])('%s', (_, {change}) => {
		const confirmation = change?.confirmation([]);
		if (confirmation?.danger !== 'reversible') throw new Error('It asks for something else');
		const [first] = /[a-z]\w*(?=\.contoso\.com)/.exec(render(change?.changes([]) ?? {id: 'none'})) ?? [];
		expect(first).toBe(confirmation.label);
	});
});
