/** The text of the host, for computers on which none of its files lies. */
import {join} from 'node:path';
import {type HostTexts, hostTexts} from '../../adapters/powershell/ssh-transport.js';
import {readTextFile} from '../../storage/text-file.js';
import {orStop} from '../usage-problem.js';

/** `files`: where its scripts are. */
export const textsIn = (files: string): HostTexts => hostTexts(name => orStop(readTextFile(join(files, name))).text);
