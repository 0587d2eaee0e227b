/** `switchback drill --read-only`: a procedure is walked by looking only, and what was found is printed. */

import {cmdletLine} from '../machines/cmdlet-line.js';
import {deploymentOf, scenarioOf} from '../machines/journal/journal-entry.js';
import type {StepView} from '../machines/journal/session-view.js';
import type {Message} from '../machines/message.js';
import {procedures} from '../machines/procedures/catalog.js';
import {type LookedAt, walkedIds} from '../machines/procedures/ids.js';
import {lookLines} from '../ui/linear/look-lines.js';
import {createPrinter} from '../ui/linear/printer.js';
import {notCome} from '../ui/plan.js';
import {createVoice} from '../ui/situation.js';
import {type Desk, printJson} from './desk.js';
import {loadDeployment, loadScenario, readSeed} from './inputs.js';
import {type PlayResult, rendererOf} from './link.js';
import {playAlone} from './play.js';
import {type PlayedSession, startSession} from './played-session.js';
import {headerOf} from './rehearsal-header.js';
import {columnsOf} from './streams.js';
import {usage} from './usage-problem.js';

/** By its id or its letter, as “switchback procedures” lists them; without one, the failover. */
export function findWalk(named: string | undefined): LookedAt {
	const offered = procedures.filter(({id}) => walkedIds.some(walk => walk === id));
	const found = offered.find(({id, letter}) => named === undefined || named === id || named === letter);
	const known = offered.map(({id}) => id);
	return found ? (found.id as LookedAt) : usage('unknownWalk', {procedure: named ?? '', known});
}

type Walk = {readonly scenario: string; readonly procedure: LookedAt; readonly pool?: string};

/** The walk is over before it is shown: a recording on the screen, at its end, from where nothing can be run. */
export async function lookOnScreen(desk: Desk, {scenario: name, procedure, pool}: Walk, options: {readonly ascii?: true}): Promise<number> {
	const {settings, home} = desk;
	const {scenario} = loadScenario(name);
	const {deployment} = loadDeployment(settings.deployment);
	const header = headerOf({scenario, deployment, seed: readSeed(settings.seed), lookOnly: procedure, ...(pool ? {pool} : {})});
	const session = startSession(header, home, {speed: 'max', isPerson: false});
	const {exitCode} = await walkThrough(desk, session);
	const {replay} = await import('./replay.js');
	await replay(desk, session.path, {...options, at: String(session.playing.engine.entries.length)});
	return exitCode;
}

/** It is over when this resolves: nobody is asked anything, and time goes as fast as it can. */
const walkThrough = (desk: Desk, session: PlayedSession): Promise<PlayResult> => playAlone(desk, session, 'max', undefined);

export async function printWalk(desk: Desk, session: PlayedSession, warnings: readonly Message[], asJson: boolean): Promise<number> {
	const {exitCode, said} = await walkThrough(desk, session);
	if (asJson) printJson(desk, reportOf(session, warnings, desk.render));
	else {
		const {header, playing, path} = session;
		const view = playing.view();
		const {stdout} = desk.streams;
		const printer = createPrinter(stdout, columnsOf(desk.streams));
		printer.print(lookLines({...createVoice(header, rendererOf(session)), view, at: view.at}, path));
		await printer.drained();
	}
	if (said) desk.say(said);
	return exitCode;
}

function reportOf(session: PlayedSession, warnings: readonly Message[], renderWarning: Desk['render']) {
	const {header, playing, path} = session;
	const view = playing.view();
	const render = rendererOf(session);
	const stepOf = ({id, card, moved, end}: StepView) => ({
		...{id, number: card.number ?? null, title: render(card.title), found: end?.found ?? null},
		...{why: end?.why ? render(end.why) : null, remedy: moved?.remedy ? render(moved.remedy) : null},
		evidence: (moved?.evidence ?? []).map(({message, sign, source}) => ({sign, source, text: render(message)})),
		wouldRun: (moved?.calls ?? []).map(call => ({runsOn: call.runsOn, line: cmdletLine(call)})),
	});
	return {
		outcome: view.outcome ?? 'ended',
		...(view.why ? {why: render(view.why)} : {}),
		procedure: header.lookOnly,
		...{recording: path, session: header.session},
		...{scenario: scenarioOf(header)?.name, seed: header.rehearsal?.seed, deployment: header.deployment, pool: header.pool},
		steps: view.steps.map(stepOf),
		notCome: notCome(view).map(({step, number, title}) => ({id: step, number, title: render(title)})),
		defaults: deploymentOf(header).defaults,
		warnings: warnings.map(renderWarning),
	};
}
