/** Who sits at this console, and where: for decisions, and for the lock on the deployment. */
import {userInfo} from 'node:os';
import type {Client} from '../machines/session/protocol.js';
import type {Place} from '../storage/deployment-lock.js';
import {terminalName} from '../storage/terminal-name.js';
import type {Desk} from './desk.js';

export const operatorOf = ({settings}: Desk): string => settings.operator ?? userInfo().username;

export function placeOf({streams: {environment}}: Desk): Place {
	// `10.0.0.5 50022 10.0.0.9 22`: the client comes first.
	const client = (environment.SSH_CONNECTION ?? environment.SSH_CLIENT)?.split(' ', 1)[0];
	const terminal = terminalName();
	return {...(client && {client}), ...(terminal && {terminal})};
}

/** As an engine is told, and the other consoles with it. */
export function clientOf(desk: Desk): Client {
	const {client, terminal} = placeOf(desk);
	const from = [client, terminal].filter(Boolean).join(' ') || 'this computer';
	return {who: operatorOf(desk).slice(0, longestName), from: from.slice(0, longestName), pid: process.pid};
}

const longestName = 200;
