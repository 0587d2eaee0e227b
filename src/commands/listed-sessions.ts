/** What is recorded, newest first, as lists show it. */
import type {Message} from '../machines/message.js';
import {livingEngine} from '../storage/engine-file.js';
import {type DamagedSession, listSessions, type Session} from '../storage/library.js';
import type {Desk} from './desk.js';
import {orStop} from './usage-problem.js';

export type Listed = {
	readonly id: string;
	readonly path: string;
	readonly title: string;
	/** `open`, `running` in an engine of its own, `held`, `damaged`, or how it was sealed. */
	readonly state: string;
	readonly session?: Session;
	readonly problem?: Message;
};

const shortId = (session: string) => session.replace(/[^A-Za-z0-9]/g, '').slice(0, 8);

export const listed = ({home}: Desk): readonly Listed[] => {
	const found = listSessions(home);
	return ('problem' in found ? orStop(found) : found).map(each => ('problem' in each ? damaged(each) : sound(each)));
};

const damaged = ({path, problem}: DamagedSession): Listed => ({id: '-', path, title: path, state: 'damaged', problem});

function sound(session: Session): Listed {
	const {path, title, outcome, heldBy} = session;
	return {id: shortId(session.session), path, title, state: outcome ?? stateOf(path, heldBy !== undefined), session};
}

function stateOf(path: string, isHeld: boolean): string {
	if (!isHeld) return 'open';
	return livingEngine(path) ? 'running' : 'held';
}

export const isOpen = ({state, session}: Listed): boolean =>
	(state === 'open' || state === 'running') && session !== undefined && !session.isLookOnly;
