/** The plan of a procedure before anything is started: its direction in one sentence, and its steps in the order in which they are taken. */
import {say} from '../../machines/message.js';
import {catalog} from '../../machines/procedures/catalog.js';
import {edgeNear} from '../../machines/procedures/edge/edge-facts.js';
import type {ProcedureId} from '../../machines/procedures/ids.js';
import type {Render} from '../messages/render.js';
import type {Room} from '../panes/pane.js';
import {plannedRows} from '../panes/plan-rows.js';
import {type Row, row, span, wrapped} from '../row.js';
import {createShortNames} from '../short-names.js';
import type {HomeFacts} from './home-facts.js';
import type {HomeState} from './home-state.js';
import {poolHit} from './pool-choice.js';

/** For the pool that a rehearsal hits. */
export function planRows(
	{deployment, procedures}: HomeFacts,
	state: HomeState,
	render: Render,
	{width}: Pick<Room, 'width'>,
): readonly Row[] {
	const procedure = procedures[state.procedure];
	if (!procedure) return [];
	const told = (text: string, isTitle = false) =>
		wrapped(text, width - 2, 0, isTitle ? 'strong' : 'plain').map((line): Row => [span(' '), ...line]);
	const {id} = procedure;
	// What is run within another procedure has no run of its own.
	const {within} = procedure;
	const run = catalog[within ?? (id as ProcedureId)];
	const pool = poolHit(deployment, state.pool);
	const edge = edgeNear(deployment, pool);
	const input = {deployment, pool, known: {lastSteady: [], debts: []}, debts: [], ...(edge ? {edge} : {})};
	const all = run.plan(input, id);
	const steps = within ? all.filter(({step}) => step.includes(`/${id}/`)) : all;
	const {short} = createShortNames(deployment);
	return [
		...told(render(procedure.title), true),
		...told(within ? render(say('home.planWithin', {procedure: within})) : render(run.direction(input))),
		row(),
		...plannedRows(steps, {render, brief: message => short(render(message)), short}, width),
		row(),
	];
}
