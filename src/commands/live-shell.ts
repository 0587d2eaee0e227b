/** The PowerShell of a real computer, opened for what only reads: this computer's own, or that of another one through SSH. */

import {randomBytes} from 'node:crypto';
import {join} from 'node:path';
import {createPowerShellBackend, type PowerShellBackend} from '../adapters/powershell/backend.js';
import {forbidsFiles} from '../adapters/powershell/look-at-powershell.js';
import type {CallEnd, CmdletName} from '../machines/cmdlet.js';
import type {InstalledCmdlet} from '../machines/live/capability.js';
import {say} from '../machines/message.js';
import type {Desk} from './desk.js';
import {transportWith} from './live/real-farm.js';
import {isThisComputer} from './this-computer.js';
import {sayAsked} from './through.js';

export type LiveShell = {
	readonly backend: PowerShellBackend;
	readonly module: string;
	readonly installed: readonly InstalledCmdlet[];
	readonly close: () => void;
};

export type LiveShellOptions = {
	/** Name of a computer. */
	readonly on: string;
	/** Nothing else is run there. */
	readonly cmdlets: readonly CmdletName[];
	/** PowerShell on this computer. */
	readonly executable: string;
	/** Where the scripts of hosts are; by default beside the bundle. */
	readonly files?: string;
};

/** That of Lync Server 2013, and that of its successors. A server has one of them. */
const modules = ['SkypeForBusiness', 'Lync'];

/** The first module that can be loaded; else what the last one said. */
export async function openLiveShell(desk: Desk, options: LiveShellOptions): Promise<LiveShell | {readonly failure: CallEnd}> {
	let failure: CallEnd | undefined;
	const {environment} = desk.streams;
	const isForbidden = isThisComputer(options.on) && (await forbidsFiles(options.executable, environment, {asks: sayAsked(desk.say)}));
	for (const module of modules) {
		const backend = openBackend(desk, module, {...options, forbidsFiles: isForbidden});
		const described = await backend.describe(options.on);
		if ('cmdlets' in described) return {backend, module, installed: described.cmdlets, close: backend.close};
		backend.close();
		failure = described.failure;
		if (failure.ok || failure.errorId !== 'HostNotOpened,Switchback') break;
	}
	return {failure: failure as CallEnd};
}

function openBackend(
	desk: Desk,
	module: string,
	{on, cmdlets, executable, forbidsFiles, files}: LiveShellOptions & {readonly forbidsFiles: boolean},
): PowerShellBackend {
	const {recordings} = desk.home;
	const openedAt = performance.now();
	return createPowerShellBackend({
		session: randomBytes(16).toString('hex'),
		transportTo: transportWith({
			executable,
			forbidsFiles,
			recordings,
			environment: desk.streams.environment,
			...(files === undefined ? {} : {files}),
		}),
		load: module,
		module,
		cmdlets,
		// Nothing is changed, so no end is kept; on another computer the folder is that of its account.
		...(isThisComputer(on) ? {endsIn: join(recordings, 'engines', 'ends')} : {}),
		probe: async () => ({ok: true, output: 'silent'}),
		now: () => performance.now() - openedAt,
		opening: (computer, ms) => desk.say(say('log.opening', {computer, way: isThisComputer(computer) ? 'local' : 'ssh', most: {ms}})),
	});
}
