/** All of them, in the order in which they are told. */
import type {Check} from './check.js';
import {diskSpace} from './disk-space.js';
import {settingsFile} from './settings-file.js';
import {socketPath} from './socket-path.js';
import {stateDirectory} from './state-directory.js';
import {survivesLogout} from './survives-logout.js';

export const checks: readonly Check[] = [survivesLogout, stateDirectory, diskSpace, socketPath, settingsFile];
