/** Who sits at this console, and where. */
import {userInfo} from 'node:os';
import type {Client} from '../machines/protocol.js';
import type {Settings} from '../storage/settings.js';
import type {Streams} from './streams.js';

/** Written with every decision. */
export const operatorOf = ({operator}: Pick<Settings, 'operator'>): string => operator ?? userInfo().username;

/** The terminal, and the address that it was reached from. */
export function clientOf(settings: Pick<Settings, 'operator'>, {environment}: Pick<Streams, 'environment'>): Client {
	const address = environment.SSH_CONNECTION?.split(' ')[0];
	const terminal = environment.SSH_TTY ?? environment.TTY;
	const from = [address, terminal, environment.TMUX_PANE].filter(Boolean).join(' ');
	return {who: operatorOf(settings).slice(0, 200), from: from.slice(0, 200) || 'this computer', pid: process.pid};
}
