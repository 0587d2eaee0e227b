/** The PowerShell of a real computer, opened for what only reads: this computer's own, or that of another one through SSH. */
import {randomBytes} from 'node:crypto';
import {hostname} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {createPowerShellBackend, type PowerShellBackend} from '../adapters/powershell/backend.js';
import {hostProgram, localTransport} from '../adapters/powershell/local-transport.js';
import {hostTexts, sshTransport} from '../adapters/powershell/ssh-transport.js';
import type {Transport} from '../adapters/powershell/transport.js';
import type {InstalledCmdlet} from '../machines/capability.js';
import type {CallEnd, CmdletName} from '../machines/cmdlet.js';
import {firstLabel} from '../machines/deployment.js';
import {socketPlace} from '../storage/engine-file.js';
import {readTextFile} from '../storage/text-file.js';
import type {Desk} from './desk.js';
import {orStop} from './usage-problem.js';

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

export const thisComputer = (): string => hostname().toLowerCase();
export const isThisComputer = (name: string): boolean => firstLabel(name.toLowerCase()) === firstLabel(thisComputer());

/** The first module that can be loaded; else what the last one said. */
export async function openLiveShell(desk: Desk, options: LiveShellOptions): Promise<LiveShell | {readonly failure: CallEnd}> {
	let failure: CallEnd | undefined;
	for (const module of modules) {
		const backend = openBackend(desk, module, options);
		const described = await backend.describe(options.on);
		if ('cmdlets' in described) return {backend, module, installed: described.cmdlets, close: backend.close};
		backend.close();
		failure = described.failure;
		if (failure.ok || failure.errorId !== 'HostNotOpened,Switchback') break;
	}
	return {failure: failure as CallEnd};
}

function openBackend(
	{home, streams}: Desk,
	module: string,
	{on, cmdlets, executable, files = productFiles}: LiveShellOptions,
): PowerShellBackend {
	const place = () => orStop(socketPlace(join(home.recordings, 'any'), randomBytes(16).toString('hex')));
	const openedAt = performance.now();
	const local = (): Transport =>
		localTransport({program: hostProgram(executable, join(files, 'host.ps1')), place, environment: streams.environment});
	return createPowerShellBackend({
		session: randomBytes(16).toString('hex'),
		transportTo: () => (isThisComputer(on) ? local() : sshTransport({destination: on, texts: textsIn(files)})),
		load: module,
		module,
		cmdlets,
		// Nothing is changed, so no end is kept; on another computer the folder is that of its account.
		...(isThisComputer(on) ? {endsIn: join(home.recordings, 'engines', 'ends')} : {}),
		probe: async () => ({ok: true, output: 'silent'}),
		now: () => performance.now() - openedAt,
	});
}

/** Beside the bundle: what the build has put there. */
const productFiles = fileURLToPath(new URL('.', import.meta.url));

const textsIn = (files: string) => hostTexts(name => orStop(readTextFile(join(files, name))).text);
