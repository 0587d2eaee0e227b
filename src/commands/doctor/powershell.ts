/** A PowerShell that can run a host, and with which rights it runs. */
import type {PowerShellFacts} from '../../adapters/powershell/look-at-powershell.js';
import {say} from '../../machines/message.js';
import {isThisComputer} from '../this-computer.js';
import {powershellNames} from '../through.js';
import type {Check, Finding} from './check.js';
import {noPowerShell, noShell} from './unopened.js';

export const powershell: Check = {
	id: 'powershell',
	look: async ({streams}, about) => judgePowerShell(await about.powershell(), powershellNames(streams.environment)),
};

/** The language of the host's script. */
const leastVersion = 3;

export function judgePowerShell(facts: PowerShellFacts | undefined, names: readonly string[]): Finding {
	if (!facts) return {state: 'warning', evidence: [say('doctor.powershell.none', {names})], remedy: say('doctor.powershell.install')};
	const {path, executable, version, edition, languageMode, forbidsFiles} = facts;
	const evidence = [
		say('doctor.powershell.found', {path: path || executable, version, edition, mode: languageMode}),
		...(forbidsFiles ? [say('doctor.powershell.noFiles')] : []),
	];
	if (languageMode !== 'FullLanguage') return {state: 'failed', evidence, remedy: say('doctor.powershell.language')};
	const isOld = Number.parseInt(version, 10) < leastVersion;
	return isOld ? {state: 'failed', evidence, remedy: say('doctor.powershell.old', {least: leastVersion})} : {state: 'ok', evidence};
}

/** Of the computer that is named, else of this one. */
export const elevation: Check = {
	id: 'elevation',
	async look(_, {powershell: facts, shell}) {
		if (isThisComputer(shell.computer)) return judgeElevation(await facts());
		const account = await shell.account();
		if ('failure' in account) return noShell(shell.computer);
		return judgeElevation(account);
	},
};

export function judgeElevation(facts: Pick<PowerShellFacts, 'isElevated'> | undefined): Finding {
	if (!facts) return noPowerShell;
	if (facts.isElevated === null) return {state: 'unknown', evidence: [say('doctor.elevation.noWindows')]};
	const evidence = [say('doctor.elevation.found', {elevated: facts.isElevated ? 'yes' : 'no'})];
	return facts.isElevated ? {state: 'ok', evidence} : {state: 'warning', evidence, remedy: say('doctor.elevation.remedy')};
}
