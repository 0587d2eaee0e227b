/**
 * Asks the network who answers, for home: of the deployment that the settings name, and of no other. The bundled Contoso is never asked
 * outside of a rehearsal: its names belong to somebody else.
 */
import {hostname} from 'node:os';
import {probeTcp} from '../adapters/network/tcp.js';
import type {Debt} from '../machines/debt.js';
import type {Deployment} from '../machines/deployment/deployment.js';
import {reachabilityOf, targetsOf} from '../machines/topology/reachability.js';
import {triage} from '../machines/triage/triage.js';
import {openDebts} from '../storage/debts.js';
import {settingsPath} from '../storage/settings.js';
import {type Looked, lookEveryMs, type Outlook} from '../ui/home/home-facts.js';
import type {Desk} from './desk.js';
import {timers} from './full-screen.js';
import {loadDeployment} from './inputs.js';
import {UsageProblem} from './usage-problem.js';

export type Lookout = {
	/** The one that is rehearsed on. */
	readonly deployment: Deployment;
	readonly outlook: () => Outlook;
	readonly lookAgain: () => void;
	/** Looks, now and then, and tells when there is something new; returns how to stop. */
	readonly watch: (changed: () => void) => () => void;
};

/** `probe`: handed in, so that a test needs no network. */
export function createLookout({settings, home}: Pick<Desk, 'settings' | 'home'>, probe = probeTcp): Lookout {
	const {deployment: bundled} = loadDeployment(undefined);
	const quiet = (deployment: Deployment, outlook: Outlook): Lookout => ({
		deployment,
		outlook: () => outlook,
		lookAgain: () => {},
		watch: () => () => {},
	});
	if (settings.deployment === undefined) return quiet(bundled, {has: 'none', settings: settingsPath(home)});
	try {
		const {deployment} = loadDeployment(settings.deployment);
		return isBundled(deployment)
			? quiet(deployment, {has: 'none', settings: settingsPath(home)})
			: lookingAt(deployment, probe, () => owedOn(home, deployment));
	} catch (error) {
		if (error instanceof UsageProblem) return quiet(bundled, {has: 'problem', problem: error.problem});
		throw error;
	}
}

/** A copy of the bundled file is still Contoso, whatever it is called. */
export function isBundled(deployment: Deployment): boolean {
	const {deployment: bundled} = loadDeployment(undefined);
	const theirs = new Set(targetsOf(bundled).map(({to}) => to));
	return targetsOf(deployment).some(({to}) => theirs.has(to));
}

/** What cannot be read is said elsewhere on home, and proposes nothing. */
function owedOn(home: Desk['home'], {name}: Deployment): readonly Debt[] {
	const owed = openDebts(home, name);
	return 'problem' in owed ? [] : owed.debts.map(({debt}) => debt);
}

function lookingAt(deployment: Deployment, probe: typeof probeTcp, owed: () => readonly Debt[]): Lookout {
	const targets = targetsOf(deployment);
	let looked: Looked | undefined;
	let heard = 0;
	let ending: AbortController | undefined;
	let changed = () => {};

	async function look() {
		if (ending) return;
		const own = new AbortController();
		ending = own;
		heard = 0;
		changed();
		const answers = await probe(targets, {signal: own.signal, heard: () => heard++});
		if (own.signal.aborted) return;
		ending = undefined;
		const reach = reachabilityOf(deployment, targets, answers);
		looked = {at: Date.now(), from: hostname(), reach, findings: triage(deployment, reach, owed())};
		changed();
	}

	return {
		deployment,
		outlook: () => ({has: 'topology', isLooking: ending !== undefined, heard, asked: targets.length, ...(looked ? {looked} : {})}),
		lookAgain: () => void look(),
		watch(listener) {
			changed = listener;
			void look();
			const stop = timers.every(lookEveryMs, () => void look());
			return () => {
				changed = () => {};
				stop();
				// What is still asked is taken back: nobody waits for it any more.
				ending?.abort();
				ending = undefined;
			};
		},
	};
}
