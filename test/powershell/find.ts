/** The PowerShell of this computer, for tests that need one: what `SWITCHBACK_PWSH` names, else `pwsh`, else `powershell`. */
import {spawnSync} from 'node:child_process';

const answers = (name: string) =>
	spawnSync(name, ['-NoProfile', '-NonInteractive', '-Command', '1'], {encoding: 'utf8'}).stdout?.trim() === '1';

/** Undefined where there is none. */
export const powershell: string | undefined = process.env.SWITCHBACK_PWSH
	? process.env.SWITCHBACK_PWSH
	: ['pwsh', 'powershell'].find(answers);
