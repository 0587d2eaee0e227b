/** What a PowerShell of this computer says of itself: where it is, which language it allows, whether it is elevated, whose cmdlets it has. */
import * as z from 'zod/mini';
import {once} from '../../machines/once.js';
import {type Asking, askOnce} from './ask-once.js';

export type PowerShellFacts = {
	/** As it was named. */
	readonly executable: string;
	readonly path: string;
	readonly version: string;
	readonly edition: string;
	/** `FullLanguage`, or what a policy of the machine allows. */
	readonly languageMode: string;
	/** Null where there is no such thing: elsewhere than on Windows. */
	readonly isElevated: boolean | null;
	/** Of scripts: a policy of the domain lets none be run that is not signed, or none at all, whatever a process is started with. */
	readonly forbidsFiles: boolean;
	/** Of Lync Server and Skype for Business Server. */
	readonly modules: readonly {readonly name: string; readonly version: string; readonly path: string}[];
};

/** Of the two policies of the domain the first that says anything holds. */
const askPolicy = [
	'$policies = @()',
	"if ($env:OS -eq 'Windows_NT') { $policies = @('MachinePolicy', 'UserPolicy' | ForEach-Object { \"$(Get-ExecutionPolicy -Scope $_)\" } | Where-Object { $_ -and $_ -ne 'Undefined' }) }",
	"$forbidsFiles = ($policies.Count -gt 0) -and (@('AllSigned', 'Restricted') -contains $policies[0])",
];
export const policyQuestion = [...askPolicy, 'ConvertTo-Json -Compress -InputObject @{ forbidsFiles = $forbidsFiles }'].join('; ');

/** Where only constrained language is allowed, no method may be called: the mode is said all the same. */
const question = [
	...askPolicy,
	'$mode = "$($ExecutionContext.SessionState.LanguageMode)"',
	'$elevated = $null',
	"if ($env:OS -eq 'Windows_NT') { try { $me = [Security.Principal.WindowsIdentity]::GetCurrent(); $elevated = (New-Object Security.Principal.WindowsPrincipal $me).IsInRole([Security.Principal.WindowsBuiltInRole]'Administrator') } catch { } }",
	"$modules = @(Get-Module -ListAvailable -Name 'Lync', 'SkypeForBusiness' | ForEach-Object { @{ name = $_.Name; version = \"$($_.Version)\"; path = $_.Path } })",
	"$edition = if ($PSVersionTable.PSEdition) { $PSVersionTable.PSEdition } else { 'Desktop' }",
	'ConvertTo-Json -Compress -Depth 4 -InputObject @{ path = "$((Get-Process -Id $PID).Path)"; version = "$($PSVersionTable.PSVersion)"; edition = "$edition"; languageMode = $mode; isElevated = $elevated; forbidsFiles = $forbidsFiles; modules = $modules }',
].join('; ');

const policyShape = once(() => z.object({forbidsFiles: z.boolean()}));

const shape = once(() =>
	z.object({
		path: z.string(),
		version: z.string(),
		edition: z.string(),
		languageMode: z.string(),
		isElevated: z.nullable(z.boolean()),
		...policyShape().shape,
		modules: z.array(z.object({name: z.string(), version: z.string(), path: z.string()})),
	}),
);

/** Of the first that answers; undefined when none does. */
export async function lookAtPowerShell(
	names: readonly string[],
	environment: Readonly<Record<string, string | undefined>>,
	asking?: Asking,
): Promise<PowerShellFacts | undefined> {
	for (const executable of names) {
		const parsed = shape().safeParse(await askOnce(executable, question, environment, asking));
		if (parsed.success) return {executable, ...parsed.data};
	}
	return undefined;
}

/** Whether its script files are forbidden, and nothing else, so that it knows at once. Elsewhere than on Windows, and of no answer: false. */
export async function forbidsFiles(
	executable: string,
	environment: Readonly<Record<string, string | undefined>>,
	asking?: Asking,
	platform: string = process.platform,
): Promise<boolean> {
	if (platform !== 'win32') return false;
	return policyShape().safeParse(await askOnce(executable, policyQuestion, environment, asking)).data?.forbidsFiles ?? false;
}
