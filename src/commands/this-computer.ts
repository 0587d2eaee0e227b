/** Whether a name is that of the computer that this runs on. */
import {hostname} from 'node:os';
import {firstLabel} from '../machines/deployment/deployment.js';

export const thisComputer = (): string => hostname().toLowerCase();
export const isThisComputer = (name: string): boolean => firstLabel(name.toLowerCase()) === firstLabel(thisComputer());
