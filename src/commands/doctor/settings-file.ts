/** The settings are read, or there are none. */
import {say} from '../../machines/message.js';
import {settingsPath} from '../../storage/settings.js';
import type {Check} from './check.js';

export const settingsFile: Check = {
	id: 'settingsFile',
	look({home, settings, warning}) {
		if (warning) return {state: 'failed', evidence: [warning]};
		return {state: 'ok', evidence: [say('doctor.settingsFile.read', {path: settingsPath(home), count: Object.keys(settings).length})]};
	},
};
