/**
 * The way of a rehearsal through PowerShell: hosts with the generated module and none of a farm, and the pipe by which its functions reach
 * the simulated deployment of this session. Loaded only where it is gone.
 */
import {randomBytes} from 'node:crypto';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {cmdletNames, moduleOf, yearOf} from '../adapters/mock/parameter-table.js';
import {createPowerShellBackend, type PowerShellBackend} from '../adapters/powershell/backend.js';
import {hostProgram, localTransport} from '../adapters/powershell/local-transport.js';
import {openPipe} from '../adapters/stand-in/pipe.js';
import {throughPowerShell} from '../adapters/stand-in/through-powershell.js';
import {isCmdletCall} from '../machines/ask.js';
import type {Backend} from '../machines/backend.js';
import type {CmdletName} from '../machines/cmdlet.js';
import {type Deployment, poolOf, type ServiceVersion} from '../machines/deployment/deployment.js';
import {deploymentOf} from '../machines/journal/journal-entry.js';
import {socketPlace} from '../storage/engine-file.js';
import type {Way} from './rehearsal.js';
import {orStop} from './usage-problem.js';

/** Beside the bundle: what the build has put there. */
const productFiles = fileURLToPath(new URL('.', import.meta.url));

/** `recordings`: beside them stand the sockets. `files`: where the hosts' script and the generated modules are. */
export const wayThrough =
	({executable}: {readonly executable: string}, recordings: string, files: string = productFiles): Way =>
	(world, header) => {
		const deployment = deploymentOf(header);
		const place = () => orStop(socketPlace(join(recordings, 'any'), randomBytes(16).toString('hex')));
		const pipePlace = place();
		const computers = new Map<string, string>();
		const shells = new Map<ServiceVersion, PowerShellBackend>();

		function shellFor(version: ServiceVersion): PowerShellBackend {
			const module = moduleOf(version);
			const open = (): PowerShellBackend =>
				createPowerShellBackend({
					session: header.session,
					transportTo(computer) {
						const token = randomBytes(32).toString('hex');
						computers.set(token, computer);
						return localTransport({
							program: hostProgram(executable, join(files, 'host.ps1')),
							place,
							environment: {
								SWITCHBACK_SIMULATOR: asPowerShellNames(pipePlace.address),
								SWITCHBACK_SIMULATOR_TOKEN: token,
							},
						});
					},
					load: {standIn: join(files, 'stand-in', yearOf(version), module, `${module}.psd1`)},
					module,
					cmdlets: cmdletNames as readonly CmdletName[],
					endsIn: join(dirname(pipePlace.address), 'ends'),
					// All that is no cmdlet is asked of the simulator.
					probe: () => Promise.reject(new Error('A host is asked for nothing but cmdlets')),
					now: world.backend.now,
				});
			const shell = shells.get(version) ?? open();
			shells.set(version, shell);
			return shell;
		}

		const powershell: Pick<Backend, 'ask'> = {
			ask: (id, what, listener) =>
				shellFor(isCmdletCall(what) ? versionOn(deployment, what.runsOn) : versionOn(deployment, '')).ask(id, what, listener),
		};
		const {backend, arrived} = throughPowerShell(world, powershell);
		const pipe = openPipe(pipePlace.address, {
			arrived,
			computerWith: token => computers.get(token),
			// Whoever calls then is told so by PowerShell: nobody is reached.
			failed: () => {},
		});
		return {
			backend,
			close() {
				for (const shell of shells.values()) shell.close();
				pipe.close();
				pipePlace.release();
			},
		};
	};

/** It knows a pipe of Windows by its last name. */
const asPowerShellNames = (address: string): string => address.replace(/^\\\\\.\\pipe\\/, '');

/** Of the pool that a computer belongs to; of what belongs to none, that of the pool with the store. */
const versionOn = (deployment: Deployment, computer: string): ServiceVersion =>
	(deployment.pools.find(({computers}) => computers.includes(computer)) ?? poolOf(deployment, deployment.cms.active))?.version ?? 6;
