/** Does the simulated world agree with what a session says of it? A success that is none is the worst thing that a console can say. */
import type {Truth} from '../adapters/mock/truth.js';
import type {Debt, DebtKind} from '../machines/debt.js';
import {type Message, say} from '../machines/message.js';

/** Debts that the simulated world can be asked about; the others are people's. */
const seenInWorld: readonly DebtKind[] = ['failedOver', 'nextHop', 'cmsMoved', 'conferences', 'federation', 'edgeStopped', 'mediaEdge'];
const routes: readonly DebtKind[] = ['federationRoute', 'xmppRoute'];
/** A route that nobody moved yet is owed as work of people. */
const isSeenInWorld = ({kind, about}: Debt) =>
	seenInWorld.includes(kind) || (routes.includes(kind) && about.to !== undefined) || (kind === 'names' && about.isDone === true);

export function contradictionIn({left}: Pick<Truth, 'left'>, debts: readonly Debt[]): Message | undefined {
	const owed = new Set(debts.filter(isSeenInWorld).map(({id}) => id));
	const unsaid = left.filter(id => !owed.has(id));
	if (unsaid.length > 0) return say('rehearsal.leftUnsaid', {debts: unsaid, count: unsaid.length});
	const untrue = [...owed].filter(id => !left.includes(id));
	return untrue.length > 0 ? say('rehearsal.owedUntruly', {debts: untrue, count: untrue.length}) : undefined;
}
