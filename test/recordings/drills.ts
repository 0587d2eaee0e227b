/**
 * The drills that are recorded: a deployment, a scenario, a seed, and an operator who answers as a person would have, at each point
 * where the story needs it. Everything else is answered as recommended.
 */
import type {Deployment} from '../../src/machines/deployment/deployment.js';
import type {Scenario} from '../../src/machines/deployment/scenario.js';
import type {JournalEntry} from '../../src/machines/journal/journal-entry.js';
import pairOfServers from '../fixtures/deployments/se-pair.json' with {type: 'json'};
import {always, inTurn, type Overrides} from '../guards/operator.js';
import {loadDeployment, loadScenario} from '../playing/play.js';

export type Drill = {
	/** Of the file, without its ending. */
	readonly name: string;
	/** Given, where a session of its own would throw dice: the only id that is random. */
	readonly session: string;
	readonly scenario: Scenario;
	readonly deployment: Deployment;
	readonly seed: number;
	readonly overrides: Overrides;
	/** What the operator writes down after a step of this name. */
	readonly notes?: Readonly<Record<string, string>>;
};

const minutes = 60_000;

/** Two Standard Edition servers: few computers, so that whoever reviews a record can read all of it. */
const fabrikam = loadDeployment(JSON.stringify(pairOfServers));
const [home, partner] = ['se1.fabrikam.com', 'se2.fabrikam.com'];

/** What a person on the bridge says, and what is done in other tools. */
const onTheBridge: Overrides = {
	'deciding asking': always('answer', {decider: 'Karin Brandt', outageMinutes: '12', ticket: 'INC-20417'}),
	'tellingDeadFromCutOff asking': always('answer', {witness1: 'Luis Ortega', witness2: 'Aoife Byrne', keptOffBy: 'Luis Ortega'}),
	'provingIt asking': always('answer', {seenBy: 'Aoife Byrne'}),
	'pointingDns byHand': always('noError'),
	'movingRoutes byHand': always('noError'),
	'followingUpVoice byHand': always('noError'),
	'awaitingAddressBook byHand': always('noError'),
};

/** Failed over, and that is all for tonight. */
const failoverOnly: Overrides = {'choosing asking': inTurn(undefined, {choice: 'close'})};

const siteDark = loadScenario('site-dark');

export const drills: readonly Drill[] = [
	{
		name: 'clean-failover-and-failback',
		session: '6f2b8a51-0c3d-4e7f-9a14-3d5c7b9e1f01',
		scenario: siteDark,
		deployment: loadDeployment(),
		seed: 1,
		overrides: onTheBridge,
		notes: {failingOverUsers: 'Karin has told the service desk that contacts and meetings are coming back.'},
	},
	{
		name: 'operator-errs-and-recovers',
		session: '2d9e4c70-7b1a-4f65-8c03-91e6a0d4b202',
		scenario: loadScenario('edge-next-hop'),
		deployment: fabrikam,
		seed: 1,
		overrides: {
			...onTheBridge,
			// The other pool's name, then fewer minutes than may be lost, then both as they are.
			'failingOverUsers confirming': inTurn(
				{choice: 'confirm', fields: {homePool: partner, lossMinutes: '4'}, afterMs: 21_000},
				{choice: 'confirm', fields: {homePool: home, lossMinutes: '1'}, afterMs: 17_000},
				{choice: 'confirm', fields: {homePool: home, lossMinutes: '4'}, afterMs: 30_000},
			),
			// Back before there is anything to go back to, which is refused; the failover stands, and that is all for tonight.
			'choosing asking': inTurn(undefined, {choice: 'poolFailback'}, {choice: 'close', afterMs: 30_000}),
		},
		notes: {checkingRepair: 'I wanted to go back too early. Luis says three hours at least; Jorge fails back in the morning.'},
	},
	{
		name: 'outcome-unknown',
		session: '81c5f3e6-42d8-4b90-a7e5-0f6b2c8d9303',
		scenario: {
			...siteDark,
			name: 'link-breaks',
			title: '{hitSite} goes dark, and the link breaks in the middle of the failover',
			faults: [
				{fault: 'off', role: 'hitSite', atMs: 0},
				// After the last change before the users are moved, so it is theirs that it meets.
				{fault: 'linkBreaks', role: 'hitPool', atMs: 11 * minutes},
			],
			goal: 'failover',
		},
		deployment: fabrikam,
		seed: 1,
		overrides: {
			...onTheBridge,
			...failoverOnly,
			// Two test users are no proof: somebody has to look, and to say so in writing.
			'failingOverUsers undecided': inTurn({
				choice: 'happened',
				fields: {reason: 'Aoife opened the clients of three people: contacts and meetings are there.'},
				afterMs: 4 * minutes,
			}),
		},
	},
	{
		name: 'step-done-by-hand',
		session: 'b40a7d19-95e2-4c38-8f61-5a7d3e1c0404',
		scenario: loadScenario('cms-blank'),
		deployment: fabrikam,
		seed: 1,
		overrides: {
			...onTheBridge,
			...failoverOnly,
			'failingOverUsers ready': inTurn({choice: 'byHand'}),
			'failingOverUsers byHand': inTurn({choice: 'act', afterMs: 90_000}, {choice: 'noError', afterMs: 6 * minutes}),
		},
	},
	{
		name: 'federation-moved-and-given-back',
		session: 'e7d2095c-1a6b-4c3f-b852-6f90d4a7c505',
		scenario: loadScenario('edge-dark'),
		deployment: loadDeployment(),
		seed: 1,
		overrides: {},
	},
	{
		name: 'store-put-back-in-service',
		session: '3c81e5f7-6d04-4a92-9b2e-7f15c0d8a606',
		scenario: loadScenario('store-blank'),
		deployment: fabrikam,
		seed: 1,
		overrides: {},
	},
];

/** The step that has just ended, without the runs that it stands in. */
export const stepEndedBy = (entry: JournalEntry): string | undefined =>
	entry.kind === 'stepEnded' ? entry.step.slice(entry.step.lastIndexOf('/') + 1) : undefined;
