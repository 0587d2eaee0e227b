/** What the process of a stand-in farm is told when it is started, and how a session finds the one that it has. */
import type {FarmPlace} from '../../adapters/stand-in/farm-link.js';
import type {Deployment} from '../../machines/deployment/deployment.js';
import type {Scenario} from '../../machines/deployment/scenario.js';
import {deploymentOf, type Header, scenarioOf} from '../../machines/journal/journal-entry.js';
import type {Message} from '../../machines/message.js';

export type FarmOrder = {
	readonly session: string;
	readonly recordings: string;
	readonly deployment: Deployment;
	readonly scenario: Scenario;
	readonly seed: number;
	readonly hitPool: string;
	readonly speed: number;
};

/** What it says back, in one line. */
export type FarmAnswer = {readonly address: string; readonly secret: string};

/** `told`: what a person should know of it. */
export type FindFarm = (order: FarmOrder, told: (message: Message) => void) => Promise<FarmPlace | undefined>;

/** Its day begins when the session did. */
export function farmOrderOf(header: Header, recordings: string): FarmOrder {
	const scenario = scenarioOf(header);
	if (!header.standIn || !scenario) throw new Error('This session is not against the stand-in farm');
	const {session, pool, startedAt, timeZone} = header;
	const {seed, speed} = header.standIn;
	return {
		session,
		recordings,
		deployment: deploymentOf(header),
		scenario: {...scenario, startsAt: startedAt, timeZone},
		seed,
		speed,
		hitPool: pool,
	};
}

/** Beside the sockets of engines: where the farm of a session says how it is reached. */
export const farmPath = ({recordings, session}: Pick<FarmOrder, 'recordings' | 'session'>): string =>
	`${recordings}/engines/farm-${session}`;
