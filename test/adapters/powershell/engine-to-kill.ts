/** A process that begins a change and waits to be killed. Arguments: PowerShell, host script, module, folder, the change's mark, what it waits for. */
import {join} from 'node:path';
import {createPowerShellBackend} from '../../../src/adapters/powershell/backend.js';
import {hostProgram, localTransport} from '../../../src/adapters/powershell/local-transport.js';

const [executable = '', script = '', load = '', folder = '', mark = '', go = ''] = process.argv.slice(2);
const transport = localTransport({
	program: hostProgram(executable, script),
	place: () => ({address: join(folder, 'engine'), release: () => {}}),
});
const backend = createPowerShellBackend({
	session: 'session',
	transportTo: () => transport,
	load,
	module: 'TestCs',
	cmdlets: ['Set-CsSlowly'],
	endsIn: join(folder, 'ends'),
	probe: async () => ({ok: true, output: 'silent'}),
	now: () => performance.now(),
});
backend.ask(
	'c1',
	{name: 'Set-CsSlowly', parameters: {Mark: mark, Go: go}, changesState: true, timeoutMs: 60_000, runsOn: 'fe01.contoso.test'},
	{stream: ({text}) => console.log(text), ended: end => console.log(JSON.stringify(end))},
);
