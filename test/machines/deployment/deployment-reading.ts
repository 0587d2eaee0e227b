/** Reading deployment files in tests: Contoso's core, changes of it, and the sentence that a refusal becomes. */
import {readFileSync} from 'node:fs';
import {IntlMessageFormat} from 'intl-messageformat';
import type {Deployment} from '../../../src/machines/deployment/deployment.js';
import {parseDeployment} from '../../../src/machines/deployment/deployment-file.js';
import type {Message} from '../../../src/machines/message.js';
import {files} from '../../../src/ui/messages/en/files.js';

export type Form = {[field: string]: unknown; pools: Form[]; sites: Form[]; edgePools: Form[]; cms: Form; computers: string[]; sql: Form};

export const examplesFolder = new URL('../../fixtures/deployments/', import.meta.url);
export const core = readFileSync(new URL('contoso-core.json', examplesFolder), 'utf8');

export const loaded = (text: string): {deployment: Deployment; warnings: readonly Message[]} => {
	const parsed = parseDeployment(text, 'test.json');
	if ('problem' in parsed) throw new Error(JSON.stringify(parsed.problem));
	return parsed;
};
export const problemOf = (text: string): Message => {
	const parsed = parseDeployment(text, 'test.json');
	if (!('problem' in parsed)) throw new Error('it loads');
	return parsed.problem;
};
export const changed = (change: (form: Form) => void): string => {
	const form = JSON.parse(core) as Form;
	change(form);
	return JSON.stringify(form);
};
export const sentence = ({id, args}: Message): string =>
	String(new IntlMessageFormat(files[id as keyof typeof files], 'en').format(args as Record<string, string>));
