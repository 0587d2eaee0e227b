/** Ids of messages that are put together while the program runs: by file and by what stands before the first `${`, all that they can be. */
import type {CallEnd} from '../../../src/machines/cmdlet.js';
import type {Message} from '../../../src/machines/message.js';
import {say} from '../../../src/machines/message.js';
import {procedures} from '../../../src/machines/procedures/catalog.js';
import {followUpDebts, followUpVoice, moveRoutes, pointDns} from '../../../src/machines/procedures/pool/steps/follow-ups.js';
import {emptyLedger} from '../../../src/machines/procedures/procedure.js';
import {sessionWays} from '../../../src/machines/procedures/steps/what-now.js';
import type {Change, Confirmation, Step, StepState} from '../../../src/machines/step/step.js';
import {questionOf} from '../../../src/machines/step/step-questions.js';
import {loadDeployment} from '../../playing/play.js';
import {messagesIn} from './messages-in.js';
import type {Said} from './said.js';

type Reasons = Record<Extract<CallEnd, {ok: false}>['reason'], true>;
const reasons: Reasons = {refused: true, notFound: true, interrupted: true, outcomeUnknown: true};

const stepStates: Record<StepState, true> = {
	inspecting: true,
	blocked: true,
	blind: true,
	asking: true,
	ready: true,
	previewing: true,
	awaitingApproval: true,
	confirming: true,
	rereading: true,
	running: true,
	examining: true,
	byHand: true,
	unknown: true,
	undecided: true,
	verifying: true,
	failed: true,
	ended: true,
};

/** Everything that a step can ask in any of its states. */
export function allQuestions() {
	const users = {homePool: '', otherPool: '', users: 1};
	const confirmations: readonly Confirmation[] = [
		{danger: 'reversible', label: '', of: 'pool'},
		{danger: 'movesUsers', ...users},
		{danger: 'losesData', ...users, loss: [], decider: ''},
	];
	const plain: Step = {title: say('step.whatNow.title'), why: say('step.whatNow.why'), maySkip: true};
	const steps: readonly Step[] = [
		plain,
		{...plain, manual: {items: []}},
		{...plain, manual: {items: []}, judge: () => ({says: 'holds', evidence: []})},
		{...plain, fact: {fields: [{id: 'fact', kind: 'text', label: say('field.ticket')}], refuses: () => undefined, learns: () => ({})}},
		...confirmations.map(confirmation => ({
			...plain,
			change: {hasPreview: true, calls: () => [], confirmation: () => confirmation, changes: () => plain.title} as unknown as Change,
		})),
	];
	const states = Object.keys(stepStates) as StepState[];
	const since = [undefined, {at: 0, fate: 'endedWell', calls: 1} as const];
	return steps.flatMap(step =>
		states.flatMap(state =>
			since.flatMap(began => {
				const question = questionOf(state, {step, attempt: 1, answers: [], lookedAt: 0, isByHand: false, until: 0, began});
				const isPossible = state !== 'confirming' || step.change !== undefined;
				return question && isPossible ? [{state, step, question}] : [];
			}),
		),
	);
}

function followUps(): readonly Message[] {
	const deployment = loadDeployment();
	const pool = deployment.cms.active;
	const facts = {deployment, pool, known: {lastSteady: [], debts: []}, ...emptyLedger([])};
	return [pointDns(facts), moveRoutes(facts), followUpVoice(facts)].flatMap(step =>
		messagesIn([step, followUpDebts(facts), followUpDebts(facts, undefined, true)]),
	);
}

/** The names that a wrapper is called with in its own file. */
const calledWith = (said: readonly Said[], file: string) =>
	said.filter(({at, call}) => call === 'refuse' && at.startsWith(file)).flatMap(({ids}) => ids);

export function putTogether(said: readonly Said[]): Readonly<Record<string, readonly string[]>> {
	const asked = messagesIn(allQuestions().map(({question}) => question)).map(({id}) => id);
	const startingWith = (ids: readonly string[], start: string) => ids.filter(id => id.startsWith(start));
	const followed = followUps().map(({id}) => id);
	const folder = 'src/machines/procedures';
	const followUpsFile = `${folder}/pool/steps/follow-ups.ts`;
	const ways = sessionWays.map(way => `way.${way}`);
	const refusedIn = (file: string, namespace: string) =>
		calledWith(said, `${folder}/${file}`).flatMap(id => [`${namespace}.${id}`, `${namespace}.${id}.remedy`]);
	return {
		'src/machines/step/step-events.ts step.call.': Object.keys(reasons).map(reason => `step.call.${reason}`),
		'src/machines/step/step-questions.ts choice.': startingWith(asked, 'choice.'),
		'src/machines/step/step-questions.ts field.': startingWith(asked, 'field.'),
		'src/machines/step/step-questions.ts question.': startingWith(asked, 'question.'),
		[`${folder}/catalog.ts procedure.`]: procedures.map(({id}) => `procedure.${id}`),
		[`${folder}/catalog.ts procedure.needs.`]: procedures.map(({id}) => `procedure.needs.${id}`),
		[`${folder}/steps/what-now.ts way.`]: ways,
		[`${folder}/steps/preflight.ts preflight.`]: refusedIn('steps/preflight.ts', 'preflight'),
		[`${folder}/edge/steps/edge-checks.ts preflight.`]: refusedIn('edge/steps/edge-checks.ts', 'preflight'),
		[`${folder}/steps/repair.ts repair.`]: refusedIn('steps/repair.ts', 'repair'),
		[`${followUpsFile} step.routes.`]: startingWith(followed, 'step.routes.'),
		[`${followUpsFile} step.voice.`]: startingWith(followed, 'step.voice.'),
		[`${followUpsFile} step.`]: startingWith(followed, 'step.'),
		[`${followUpsFile} debt.`]: startingWith(followed, 'debt.'),
		'src/storage/refusal.ts storage.': calledWith(said, 'src/storage/').map(id => `storage.${id}`),
		// What is refused in a file is `deployment.` or `scenario.`, and held to its texts where files are read.
		'src/machines/deployment/file-problem.ts ': [],
		'src/machines/deployment/deployment-checks.ts unknown': [],
	};
}
