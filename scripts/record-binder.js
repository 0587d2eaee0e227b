/** Asks the binder of a real PowerShell, named by SWITCHBACK_PWSH or found, and stores what it says in recordings/powershell/. */
import {loadTypeScript, root} from './load-typescript.js';

const {askBinder, storeTranscript} = await loadTypeScript('test/powershell/binder-transcript.ts');
const {powershell} = await loadTypeScript('test/powershell/find.ts');
if (powershell === undefined) {
	process.stderr.write('There is no PowerShell here. Name one in SWITCHBACK_PWSH.\n');
	process.exit(2);
}
const transcript = askBinder(root, powershell);
storeTranscript(root, transcript);
process.stdout.write(`${transcript.answered.length} answers of PowerShell ${transcript.powershell} stored\n`);
