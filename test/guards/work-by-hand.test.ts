/** Work by hand: what nothing can look at is said by the operator, in writing, and is never called checked. */
import {describe, expect, test} from 'vitest';
import {type Answer, all} from '../../src/machines/ask.js';
import {read} from '../../src/machines/cmdlet.js';
import {say} from '../../src/machines/message.js';
import {tcp} from '../../src/machines/probe.js';
import type {Facts} from '../../src/machines/procedures/facts.js';
import {closeFollowUps} from '../../src/machines/procedures/pool/steps/follow-ups.js';
import {loadDeployment, loadScenario} from '../playing/play.js';
import {ended, endOfStep, entriesOf, inTurn, lifeOf, sit} from './operator.js';

const scenario = loadScenario('site-dark');
const reason = {reason: 'the name server shows it'};
const asked = (sitting: ReturnType<typeof sit>, step: string, prompt: string) =>
	entriesOf(sitting.entries, 'asked').filter(entry => entry.step.includes(step) && entry.prompt.id.startsWith(prompt));

describe('in a tool that nothing here can look into', () => {
	const unsure = {'pointingDns byHand': inTurn({choice: 'dontKnow'})};
	const says = (choice: string) => ({...unsure, 'pointingDns undecided': inTurn({choice, fields: reason})});

	test('“I do not know” is decided at once: nobody waits for looks that are never made', () => {
		const sitting = sit({scenario, overrides: says('nothingHappened'), until: ended('pointingDns')});
		expect(lifeOf(sitting, 'pointingDns')).toEqual(['inspecting', 'byHand', 'undecided', 'byHand']);
		const [undecided] = asked(sitting, 'pointingDns', 'question.undecided');
		expect(undecided?.choices.map(({id}) => id)).toEqual(['happened', 'nothingHappened', 'abort']);
	});

	test('“It happened” is final, on the word of who said it, with the reason', () => {
		const sitting = sit({scenario, overrides: says('happened'), until: ended('pointingDns')});
		expect(endOfStep(sitting, 'pointingDns')).toMatchObject({kind: 'byHand', why: {id: 'step.onTheirWord', args: reason}});
		expect(lifeOf(sitting, 'pointingDns')).toEqual(['inspecting', 'byHand', 'undecided']);
	});

	test('“done” says that nothing checks it, and is not recommended', () => {
		const sitting = sit({scenario, until: ended('pointingDns')});
		const [question] = asked(sitting, 'pointingDns', 'question.byHand');
		expect(question?.choices.find(({id}) => id === 'noError')?.label.id).toBe('choice.byHand.unseen.noError');
		expect(question?.choices.filter(({isRecommended}) => isRecommended)).toEqual([]);
	});
});

test('in a rehearsal the work by hand is recommended first, is done once, and then its end is recommended', () => {
	const sitting = sit({
		scenario,
		overrides: {'changingNextHops ready': inTurn({choice: 'byHand'})},
		until: ended('changingNextHops'),
	});
	const offers = asked(sitting, 'changingNextHops', 'question.byHand').map(({choices}) => ({
		first: choices[0]?.id,
		recommended: choices.flatMap(({id, isRecommended}) => (isRecommended ? [id] : [])),
	}));
	expect(offers).toEqual([
		{first: 'act', recommended: ['act']},
		{first: 'noError', recommended: ['noError']},
	]);
	expect(endOfStep(sitting, 'changingNextHops')?.kind).toBe('byHand');
});

describe('what is closed after a failback', () => {
	const deployment = loadDeployment();
	const pool = deployment.cms.active;
	const factsWith = (...about: Facts['debts'][number]['about'][]): Facts => ({
		...{deployment, pool, known: {lastSteady: [], debts: []}, hasChanged: false, host: 'fe11.contoso.com'},
		debts: about.map((each, index) => ({
			id: `x/${index}`,
			kind: 'federationRoute',
			title: say('t'),
			about: {...each, pool, isDone: false},
		})),
	});

	test('has no evidence where nothing was compared', () => {
		const step = closeFollowUps(factsWith({}));
		expect(step.look?.([])).toEqual([]);
		expect(step.judge?.([], 'notBegun')).toMatchObject({says: 'holds', evidence: []});
	});

	test('names the probe that looked at an Edge pool, and the cmdlet that looked at the routes', () => {
		const edge = deployment.edgePools[0];
		const step = closeFollowUps(factsWith({edge: edge?.fqdn ?? ''}));
		const [host = '', computer = ''] = ['fe11.contoso.com', edge?.computers[0]];
		expect(step.look?.([])).toEqual(all(read(host, 'Get-CsSite'), tcp(computer, 5061, host))([]));
		const answers: readonly Answer[] = [
			{ask: read(host, 'Get-CsSite'), end: {ok: true, output: [{FederationRoute: `EdgeServer:${edge?.fqdn}`}]}, at: 0},
			{ask: tcp(computer, 5061, host), end: {ok: true, output: 'open'}, at: 0},
		];
		expect(step.judge?.(answers, 'notBegun').evidence.map(({source, sign}) => [source, sign])).toEqual([
			['Get-CsSite', 'good'],
			['TCP 5061', 'good'],
		]);
	});
});
