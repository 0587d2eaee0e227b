/** Which PowerShell there is to rehearse through, and whether it has the product's own cmdlets: those must not be in reach of a rehearsal. */
import * as z from 'zod/mini';
import {once} from '../../machines/once.js';
import {type Asking, askOnce} from '../powershell/ask-once.js';

export type FoundPowerShell = {
	/** As it was named: a path, or a name that is looked for where programs are. */
	readonly executable: string;
	readonly version: string;
	/** Paths of the modules of Lync Server or Skype for Business Server that it would load. */
	readonly realModules: readonly string[];
};

const question = [
	"$found = @(Get-Module -ListAvailable -Name 'Lync', 'SkypeForBusiness' | ForEach-Object { $_.Path })",
	'ConvertTo-Json -Compress -InputObject @{ version = $PSVersionTable.PSVersion.ToString(); realModules = $found }',
].join('; ');

const shape = once(() => z.object({version: z.string(), realModules: z.array(z.string())}));

/** The first that answers; undefined when none does. */
export async function findPowerShell(
	names: readonly string[],
	environment: Readonly<Record<string, string | undefined>>,
	asking?: Asking,
): Promise<FoundPowerShell | undefined> {
	for (const executable of names) {
		const found = await ask(executable, environment, asking);
		if (found) return found;
	}
	return undefined;
}

async function ask(
	executable: string,
	environment: Readonly<Record<string, string | undefined>>,
	asking?: Asking,
): Promise<FoundPowerShell | undefined> {
	const parsed = shape().safeParse(await askOnce(executable, question, environment, asking));
	return parsed.success ? {executable, ...parsed.data} : undefined;
}
