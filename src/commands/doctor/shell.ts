/** The PowerShell that doctor asks: that of the computer that is named, else of this one. The first check that needs it opens it. */
import type {PowerShellFacts} from '../../adapters/powershell/look-at-powershell.js';
import type {CallEnd, CmdletCall} from '../../machines/cmdlet.js';
import {once} from '../../machines/once.js';
import {usedCmdlets} from '../../machines/procedures/used-calls.js';
import type {Desk} from '../desk.js';
import {type LiveShell, openLiveShell} from '../live-shell.js';
import {isThisComputer, thisComputer} from '../this-computer.js';

export type AskedAccount = Awaited<ReturnType<LiveShell['backend']['account']>> & {
	/** How far this clock is behind that one, at least and at most, in ms. */
	readonly aheadMs?: readonly [least: number, most: number];
};

/** `none`: this computer has no PowerShell, or none with the cmdlets. */
export type Shell = {
	readonly computer: string;
	readonly opened: () => Promise<LiveShell | {readonly failure: CallEnd} | {readonly none: 'powershell' | 'module'}>;
	readonly ask: (call: CmdletCall) => Promise<CallEnd>;
	readonly account: () => Promise<AskedAccount>;
	readonly close: () => Promise<void>;
};

/** `on`: name of a computer. `files`: where the scripts of hosts are; by default beside the bundle. */
export function shellOf(
	desk: Desk,
	facts: () => Promise<PowerShellFacts | undefined>,
	{on, files}: {readonly on?: string | undefined; readonly files?: string | undefined},
): Shell {
	const computer = on ?? thisComputer();
	let hasOpened = false;
	const opened = once(async (): ReturnType<Shell['opened']> => {
		const isHere = isThisComputer(computer);
		const here = isHere ? await facts() : undefined;
		if (isHere && !here) return {none: 'powershell'};
		if (here?.modules.length === 0) return {none: 'module'};
		hasOpened = true;
		return openLiveShell(desk, {
			...{on: computer, cmdlets: usedCmdlets, executable: here?.executable ?? ''},
			...(files === undefined ? {} : {files}),
		});
	});
	const shellNow = async () => {
		const shell = await opened();
		return 'backend' in shell ? shell.backend : undefined;
	};
	return {
		computer,
		opened,
		async ask(call) {
			const backend = await shellNow();
			if (!backend) return notOpened;
			return new Promise(resolve => {
				backend.ask(`doctor/${call.name}`, call, {stream: () => {}, ended: end => resolve(end as CallEnd)});
			});
		},
		account: once(async (): Promise<AskedAccount> => {
			const backend = await shellNow();
			if (!backend) return {failure: notOpened};
			// The host is there and has nothing else to do, so that the answer comes at once.
			await backend.account(computer);
			const askedAt = Date.now();
			const account = await backend.account(computer);
			if ('failure' in account) return account;
			const there = Date.parse(account.clock);
			return {...account, aheadMs: [there - Date.now(), there - askedAt]};
		}),
		async close() {
			if (hasOpened) (await shellNow())?.close();
		},
	};
}

const notOpened: CallEnd = {ok: false, reason: 'interrupted', errorId: 'NotOpen,Switchback', message: ''};
