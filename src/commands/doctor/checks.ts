/** All of them, in the order in which they are told. */
import type {Check} from './check.js';
import {clock} from './clock.js';
import {cmdlets} from './cmdlets.js';
import {deploymentFile} from './deployment-file.js';
import {diskSpace} from './disk-space.js';
import {hostClock} from './host-clock.js';
import {nameServers} from './name-servers.js';
import {poolClocks} from './pool-clocks.js';
import {elevation, powershell} from './powershell.js';
import {roles} from './roles.js';
import {secondHop} from './second-hop.js';
import {settingsFile} from './settings-file.js';
import {socketPath} from './socket-path.js';
import {sshClient} from './ssh-client.js';
import {stateDirectory} from './state-directory.js';
import {survivesLogout} from './survives-logout.js';
import {terminal} from './terminal.js';

export const checks: readonly Check[] = [
	...[survivesLogout, terminal, stateDirectory, diskSpace, socketPath, settingsFile],
	...[deploymentFile, powershell, elevation, cmdlets, roles, secondHop, sshClient, nameServers, clock, poolClocks, hostClock],
];
