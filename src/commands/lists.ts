/** `switchback sessions`, `scenarios`, `procedures`: what is recorded, what can be rehearsed, what can be run. */
import {bundledScenarios} from '../adapters/mock/bundled.js';
import type {Scenario} from '../machines/deployment/scenario.js';
import {parseScenario} from '../machines/deployment/scenario-file.js';
import {type Message, say} from '../machines/message.js';
import {procedures as catalog} from '../machines/procedures/catalog.js';
import {type Line, line} from '../ui/linear/line.js';
import {createPrinter} from '../ui/linear/printer.js';
import {type Desk, printJson} from './desk.js';
import {loadDeployment} from './inputs.js';
import {type Listed, listed} from './listed-sessions.js';
import {titleFor} from './rehearsal-header.js';
import {columnsOf} from './streams.js';
import {exitCodes, orStop} from './usage-problem.js';

type Options = {readonly json?: true};

export async function sessions(desk: Desk, {json}: Options): Promise<number> {
	const all = listed(desk);
	if (json)
		printJson(
			desk,
			all.map(each => sessionFields(each, desk.render)),
		);
	else print(desk, sessionLines(desk, all));
	return exitCodes.done;
}

const sessionFields = ({id, path, title, state, session, problem}: Listed, render: Desk['render']) => ({
	...{id, recording: path, title, state},
	...(session
		? {
				session: session.session,
				world: session.world,
				deployment: session.deployment,
				begunAt: session.begunAt,
				lastWrittenAt: session.lastWrittenAt,
				outcome: session.outcome ?? null,
				entries: session.entryCount,
				lookOnly: session.isLookOnly === true,
			}
		: {}),
	...(problem ? {problem: render(problem)} : {}),
});

export function sessionLines({render}: Desk, all: readonly Listed[]): readonly Line[] {
	if (all.length === 0) return [line(render(say('home.noRecordings')))];
	return all.map(each => line(each.problem ? render(each.problem) : render(sessionLabel(each))));
}

export function sessionLabel({id, title, state, session}: Listed): Message {
	const begun = session ? session.begunAt.slice(0, 16).replace('T', ' ') : '-';
	const sentence =
		state === 'running'
			? 'home.runningSession'
			: session?.heldBy
				? 'home.heldSession'
				: session?.isLookOnly
					? 'home.lookSession'
					: 'home.session';
	return say(sentence, {id, begun, title, outcome: state, pid: session?.heldBy?.pid ?? 0});
}

/** The scenarios that come with the product, their titles with the names of the bundled deployment. */
export function titledScenarios(): readonly Scenario[] {
	const {deployment} = loadDeployment(undefined);
	return bundledScenarios.map(({text, file}) => {
		const {scenario} = orStop(parseScenario(text, file));
		return {...scenario, title: titleFor(scenario, deployment)};
	});
}

export async function scenarios(desk: Desk, {json}: Options): Promise<number> {
	const all = titledScenarios();
	if (json)
		printJson(
			desk,
			all.map(({name, title, goal, briefing}) => ({name, title, goal, briefing: briefing.text})),
		);
	else
		print(
			desk,
			all.map(({name, title}) => line(desk.render(say('home.scenario', {name, title})))),
		);
	return exitCodes.done;
}

export async function procedures(desk: Desk, {json}: Options): Promise<number> {
	if (json)
		printJson(
			desk,
			catalog.map(({title, needs, otherVersions, ...fields}) => ({
				...fields,
				...{title: desk.render(title), needs: desk.render(needs), otherVersions: desk.render(otherVersions)},
			})),
		);
	else print(desk, procedureLines(desk));
	return exitCodes.done;
}

export const procedureLines = ({render}: Desk): readonly Line[] =>
	catalog.map(({letter, title, versions, needs, scenario}) =>
		line(render(say('home.procedure', {letter, title: render(title), versions, needs: render(needs), scenario}))),
	);

function print({streams}: Desk, lines: readonly Line[]) {
	// A program reads lines: into a pipe each entry stays one.
	const columns = streams.stdout.isTTY === true ? columnsOf(streams) : () => Number.POSITIVE_INFINITY;
	createPrinter(streams.stdout, columns).print(lines);
}
