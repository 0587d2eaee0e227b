/** One sentence: what is happening and who must act. And one on what the users of the pool have meanwhile, marked as expected or seen. */

import {debtId} from '../../machines/debt.js';
import {firstLabel, poolOf} from '../../machines/deployment/deployment.js';
import {isFailover} from '../../machines/journal/clocks.js';
import {deploymentOf} from '../../machines/journal/journal-entry.js';
import {currentRun, currentStep, type SessionView} from '../../machines/journal/session-view.js';
import {say} from '../../machines/message.js';
import {familyOf, isPlanned, mainProcedure} from '../../machines/procedures/ids.js';
import {totalOf} from '../plan.js';
import {cut, padded, type Row, span, type Tone, wrapped} from '../row.js';
import {isSilent, mayAct, type Situation} from '../situation.js';
import type {Room} from './pane.js';

/** Always three rows, so that nothing below it moves when a sentence is long. */
export const nowHeight = 3;

export function nowRows(situation: Situation, {width}: Pick<Room, 'width'>): readonly Row[] {
	const label = situation.render(say('now.label'));
	const indent = label.length + 3;
	const room = width - indent - 1;
	const tone: Tone = isSilent(situation) ? 'bad' : situation.view.question?.isWaiting && mayAct(situation) ? 'yours' : 'plain';
	const line = (spans: Row | undefined) => [span(' '.repeat(indent)), ...(spans ?? [])];
	const begin = (spans: Row) => [span(padded(` ${label}`, indent), 'strong'), ...emphasized(spans, tone)];
	const {trouble} = situation;
	if (trouble) {
		// What users have, and the rest of a long sentence, can wait; that nothing is on disk cannot.
		const [first = [], ...rest] = wrapped(situation.render(trouble), room, 0, 'bad');
		const second = cut(rest.map(rowText).join(' '), room);
		return [begin([span(cut(nowSentence(situation), room))]), line(first), line([span(second, 'bad')])];
	}
	const [first = [], second] = wrapped(nowSentence(situation), room);
	const users = wrapped(situation.render(usersNow(situation)), room);
	const told = second
		? [line(emphasized(second, tone)), line([span(cut(situation.render(usersNow(situation)), room))])]
		: [line(users[0]), line(users[1])];
	return [begin(first), ...told];
}

const rowText = (spans: Row): string => spans.map(({text}) => text).join('');
const emphasized = (spans: Row, tone: Tone): Row => spans.map(({text}) => span(text, tone === 'plain' ? 'strong' : tone));

function nowSentence(situation: Situation): string {
	const {view, render, brief, at, isOpening, waitsFor} = situation;
	if (isOpening) return render(waitsFor ?? say('now.opening'));
	const held = heldSentence(situation);
	if (held) return held;
	const step = currentStep(view);
	if (view.outcome && view.header?.lookOnly)
		return render(say('now.lookedOnly', {outcome: view.outcome, why: view.why ? brief(view.why) : ''}));
	if (view.outcome) return render(say('now.sealed', {outcome: view.outcome}));
	if (!step) return render(say('now.between'));
	const {card, state, movedAt, moved} = step;
	return render(
		say('now.step', {
			state: view.question?.isWaiting
				? state === 'byHand' || state === 'awaitingApproval'
					? state
					: 'you'
				: moved?.says === 'cannotTell' && state === 'verifying'
					? 'waiting'
					: state,
			isNumbered: card.number ? 'yes' : 'no',
			number: card.number ?? '',
			total: totalOf(view),
			title: brief(card.title),
			since: {ms: at - movedAt},
		}),
	);
}

/** What stands before everything else: that what is shown may be old, or that somebody else acts. */
function heldSentence(situation: Situation): string | undefined {
	const {hold, view, render, brief} = situation;
	if (!hold || view.outcome) return undefined;
	if (isSilent(situation)) return render(say('now.silent', {silent: {ms: hold.silentForMs}}));
	if (hold.behind > 0) return render(say('now.behind', {count: hold.behind}));
	const {control} = hold;
	if (control?.isMine && control.asking) return render(say('now.asksForControl', {who: control.asking.who, from: control.asking.from}));
	if (!control || control.isMine || !view.question?.isWaiting) return undefined;
	const step = currentStep(view);
	return render(
		say('now.othersControl', {
			has: control.holder ? 'yes' : 'no',
			isObserver: control.isObserver ? 'yes' : 'no',
			who: control.holder?.who ?? '-',
			from: control.holder?.from ?? '-',
			held: {ms: control.holder?.heldForMs ?? 0},
			idle: {ms: control.holder?.idleForMs ?? 0},
			title: step ? brief(step.card.title) : '-',
		}),
	);
}

/** What the console follows from what was done; only the proof of a failover is something that was seen. */
export function usersNow({view, header}: Situation) {
	const {pool} = header;
	const home = poolOf(deploymentOf(header), pool);
	const names = {pool: firstLabel(pool), partner: firstLabel(home?.backupPool ?? '-'), users: home?.users ?? 0};
	const isFailedOver = view.debts.some(({id}) => id === debtId('failedOver', pool));
	const run = currentRun(view) ?? view.runs.at(-1);
	const provedAt = view.runs.findLast(({procedure, provedAt: at}) => isFailover(procedure) && at !== undefined)?.provedAt;
	const isOnTheWayBack = run?.procedure === 'poolFailback' && run.firstChangeAt !== undefined;
	if (header.edge !== undefined) return partnersNow(view, header.edge);
	if (familyOf(mainProcedure(header)) === 'store') return say('now.store');
	if (!home?.backupPool) return say('now.users', {...names, are: 'alone'});
	if (isOnTheWayBack && run.provedAt === undefined) return say('now.users', {...names, are: 'back'});
	if (isOnTheWayBack) return say('now.users', {...names, are: 'provedBack', seen: {at: run.provedAt ?? 0}});
	if (isFailedOver) return say('now.users', {...names, are: provedAt === undefined ? 'moved' : 'proved', seen: {at: provedAt ?? 0}});
	return say('now.users', {...names, are: isPlanned(mainProcedure(header)) ? 'home' : 'stranded'});
}

/** By what is owed of the Edge pool: what was led away from it is away until its route was given back, and it is back when nothing is owed. */
function partnersNow({debts, runs}: SessionView, edge: string) {
	const owed = debts.filter(({about}) => about.edge === edge);
	const to = owed.find(({kind, about}) => kind === 'federationRoute' && about.to !== undefined)?.about.to;
	const last = runs.at(-1);
	const isBack = owed.length === 0 && last?.procedure === 'edgeFailback' && last.outcome === 'done';
	const names = {edge: firstLabel(edge), to: typeof to === 'string' ? firstLabel(to) : '-'};
	if (isBack) return say('now.partners', {...names, are: 'back'});
	return say('now.partners', {...names, are: to === undefined ? 'lost' : 'away'});
}
