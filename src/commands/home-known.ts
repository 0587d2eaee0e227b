/** What home shows of the recordings that are kept, and what it offers. Read anew each time that home comes back. */
import {bundledScenarios} from '../adapters/mock/bundled.js';
import {parseScenario} from '../machines/deployment/scenario-file.js';
import {say} from '../machines/message.js';
import {procedures} from '../machines/procedures/catalog.js';
import {openDebts} from '../storage/debts.js';
import type {HomeFacts} from '../ui/home/home-facts.js';
import type {Desk} from './desk.js';
import {isOpen, type Listed, listed} from './listed-sessions.js';
import {sessionLabel} from './lists.js';
import {isBundled, type Lookout} from './lookout.js';
import {titleFor} from './rehearsal-header.js';
import {orStop} from './usage-problem.js';
import {version} from './version.js';

/** Newer ones are what is looked for; the others are in “switchback sessions”. */
const mostRecordings = 500;

/** `isStandIn`: a live run reaches the stand-in farm. */
export function homeKnown(desk: Desk, {deployment}: Pick<Lookout, 'deployment'>, isStandIn = false): Omit<HomeFacts, 'outlook'> {
	const all = listed(desk);
	const sound = all.filter(({session}) => session !== undefined);
	const owed = openDebts(desk.home, deployment.name);
	const last = all.find(isRehearsedToItsEnd);
	const live = isStandIn ? 'standIn' : desk.settings.deployment !== undefined && !isBundled(deployment) ? 'farm' : undefined;
	return {
		version,
		deployment,
		scenarios: bundledScenarios.map(({text, file}) => {
			const {scenario} = orStop(parseScenario(text, file));
			return {name: scenario.name, titleFor: (pool: string) => titleFor(scenario, deployment, pool)};
		}),
		procedures,
		open: all.filter(isOpen).map(recorded),
		recordings: sound.slice(0, mostRecordings).map(recorded),
		owed: 'problem' in owed ? [] : owed.debts.map(({debt}) => debt),
		debts: 'problem' in owed ? [owed.problem] : owed.debts.map(({debt}) => debt.title),
		unread: 'problem' in owed ? 0 : owed.problems.length,
		...(live ? {live} : {}),
		...(desk.warning ? {warning: desk.warning} : {}),
		...(last?.session
			? {
					lastRehearsal: say('home.lastRehearsed', {
						ago: {ms: Math.max(0, Date.now() - Date.parse(last.session.lastWrittenAt))},
						title: last.title,
						outcome: last.state,
					}),
				}
			: {}),
	};
}

const recorded = (each: Listed) => ({path: each.path, label: sessionLabel(each)});
const isRehearsedToItsEnd = ({session}: Listed): boolean =>
	session?.world === 'rehearsal' && session.outcome !== undefined && !session.isLookOnly;
