/** The logon reaches what lies behind its computer: proved by one read of Active Directory and one of SQL Server through it. */
import {databaseRead, directoryRead, hopOf} from '../../adapters/powershell/second-hop.js';
import type {CallEnd} from '../../machines/cmdlet.js';
import {say} from '../../machines/message.js';
import type {Check, Finding} from './check.js';
import {unopened} from './unopened.js';

export const secondHop: Check = {
	id: 'secondHop',
	async look(_, {shell}) {
		const missing = await unopened(shell);
		if (missing) return missing;
		const {computer, ask} = shell;
		return judgeSecondHop(computer, {directory: await ask(directoryRead(computer)), database: await ask(databaseRead(computer))});
	},
};

type Reads = {readonly directory: CallEnd; readonly database: CallEnd};

export function judgeSecondHop(computer: string, {directory, database}: Reads): Finding {
	const found = [hopOf(directory), hopOf(database)];
	const evidence = [
		lineOf('directory', directoryRead(computer).name, computer, directory),
		lineOf('database', databaseRead(computer).name, computer, database),
	];
	if (found.includes('denied')) return {state: 'failed', evidence, remedy: say('doctor.secondHop.remedy')};
	if (!found.includes('unknown')) return {state: 'ok', evidence};
	// Credentials that reach the one reach the other (inferred).
	return {state: found.includes('proved') ? 'warning' : 'unknown', evidence, remedy: say('doctor.secondHop.again')};
}

const lineOf = (what: keyof Reads, cmdlet: string, computer: string, end: CallEnd) =>
	say('doctor.secondHop.read', {what, cmdlet, computer, hop: hopOf(end), message: end.ok ? '' : end.message});
