/** How a drill went, for programs. Names of fields are a promise; texts are not. */
import {clocksOf, dataLossMinutes} from '../machines/journal/clocks.js';
import {deploymentOf, scenarioOf} from '../machines/journal/journal-entry.js';
import type {Message} from '../machines/message.js';
import type {Render} from '../ui/messages/render.js';
import {type PlayResult, rendererOf} from './link.js';
import type {PlayedSession} from './played-session.js';
import {exitCodes} from './usage-problem.js';

export function drillReport(session: PlayedSession, {exitCode, said}: PlayResult, warnings: readonly Message[], renderWarning: Render) {
	const {header, path, playing} = session;
	const view = playing.view();
	const render = rendererOf(session);
	const why = view.why ?? said;
	return {
		outcome: view.outcome ?? outcomeOf(exitCode),
		// One that is not can be gone on with.
		sealed: view.outcome !== undefined,
		...(why ? {why: render(why)} : {}),
		recording: path,
		session: header.session,
		scenario: scenarioOf(header)?.name,
		seed: header.rehearsal?.seed,
		deployment: header.deployment,
		pool: header.pool,
		clocks: clocksOf(view),
		dataLossMinutes: dataLossMinutes(view),
		debts: view.debts.map(({id, kind, title}) => ({id, kind, title: render(title)})),
		steps: view.steps.map(({id, card, beganAt, end}) => ({
			id,
			title: render(card.title),
			end: end?.kind ?? null,
			seconds: end ? Math.round((end.at - beganAt) / 1000) : null,
		})),
		defaults: deploymentOf(header).defaults,
		warnings: warnings.map(renderWarning),
	};
}

/** Outcome and exit code say the same, also of a session that was left. */
const outcomeOf = (exitCode: number): string => Object.entries(exitCodes).find(([, code]) => code === exitCode)?.[0] ?? 'ended';
