/** A rehearsal of a deployment that asks for a second person, in memory: played by the drill's own operator until one is needed. */
import {createRehearsal} from '../../src/adapters/mock/rehearsal.js';
import {briefingOf} from '../../src/commands/scripted-play.js';
import type {DataLossApproval} from '../../src/machines/deployment/deployment.js';
import type {EntryOf, JournalEntry, Question} from '../../src/machines/journal/journal-entry.js';
import {applyEntry, emptyView, type SessionView} from '../../src/machines/journal/session-view.js';
import type {Command, Refusal} from '../../src/machines/session/client.js';
import {replyTo} from '../../src/machines/session/scripted-operator.js';
import {openSession} from '../../src/machines/session/session.js';
import type {CheckApproval} from '../../src/machines/step/approval.js';
import {loadDeployment, loadScenario, newHeader} from '../playing/play.js';
import {entriesOf} from './operator.js';

export const operator = 'J. Moreau';

export type Table = ReturnType<typeof sitDown>;
export type TableOptions = {
	readonly approval?: DataLossApproval;
	readonly check?: CheckApproval;
	readonly session?: string;
	readonly record?: readonly JournalEntry[];
};

const eventsAtMost = 20_000;

export function sitDown({approval = {sameAccount: true}, check, session = 'in-a-test', record = []}: TableOptions = {}) {
	const deployment = {...loadDeployment(), dataLossApproval: approval};
	const scenario = loadScenario('site-dark');
	const header = {...newHeader({deployment, scenario}), session};
	const world = createRehearsal({deployment, scenario, seed: 1, hitPool: header.pool});
	const engine = openSession({header, backend: world.backend, record, append: () => {}, checkApproval: check});
	let view: SessionView = emptyView;
	engine.follow(entry => {
		view = applyEntry(view, entry);
	});
	let sent = 0;

	const send = (command: Omit<Extract<Command, {type: 'answer'}>, 'id' | 'type'>) =>
		engine.send({id: `${++sent}`, type: 'answer', ...command});
	const question = (): Question => {
		if (!view.question) throw new Error('Nothing is asked');
		return view.question;
	};
	/** Answers like the drill's own operator, and lets time go, until this is so. */
	function playUntil(isSo: (view: SessionView) => boolean, by = operator) {
		for (let events = 0; !isSo(view); events++) {
			if (engine.fault()) throw engine.fault();
			const open = view.question;
			if (events > eventsAtMost || view.outcome) throw new Error(`Still not so at ${JSON.stringify(open)}`);
			if (!open?.isWaiting) {
				world.clock.advance();
				continue;
			}
			const reply = replyTo(view, open, briefingOf(header));
			if ('cannotAnswer' in reply) throw new Error(`Nobody answers ${reply.cannotAnswer}`);
			const refused = send({question: open.question, by, ...reply});
			if (refused) throw new Error(refused.why.id);
		}
	}
	playUntil(({question: open}) => open?.toApprove !== undefined);

	return {
		engine,
		world,
		header,
		view: () => view,
		question,
		text: () => question().toApprove ?? '',
		playUntil,
		choose: (choice: string, by = operator, fields = {}) => send({question: question().question, choice, fields, by}),
		/** As the operator who is asked would confirm it. */
		confirm(by = operator) {
			const reply = replyTo(view, question(), briefingOf(header));
			if ('cannotAnswer' in reply) throw new Error(reply.cannotAnswer);
			return send({question: question().question, by, ...reply});
		},
		consent: (by: string, asked = question().question): string | undefined =>
			engine.send({id: `${++sent}`, type: 'approve', question: asked, by})?.why.id,
		/** Resolves with why it was not taken; undefined when it was. */
		deliver(signed: string): Promise<string | undefined> {
			const {promise, resolve} = Promise.withResolvers<string | undefined>();
			const told = ({why}: Refusal) => resolve(why.id);
			const unfollow = engine.follow(entry => {
				if (entry.kind === 'decision' && entry.signature !== undefined && signed.endsWith(entry.signature)) resolve(undefined);
			});
			const refused = engine.send({id: `${++sent}`, type: 'approve', signed}, told);
			if (refused) told(refused);
			return promise.finally(unfollow);
		},
		failedOver: () =>
			entriesOf(engine.entries, 'callBegan').some(({what}) => 'name' in what && what.name === 'Invoke-CsPoolFailOver' && what.changesState),
		approvals: (): readonly EntryOf<'decision'>[] => entriesOf(engine.entries, 'decision').filter(({proof}) => proof !== undefined),
	};
}

export const stateIn = ({view}: Pick<Table, 'view'>) => view().steps.at(-1)?.state;
