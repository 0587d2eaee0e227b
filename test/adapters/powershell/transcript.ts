/**
 * What was said on the channel of a real host, kept: a header, then a line for each line, with its time and its way. Written only when
 * SWITCHBACK_TRANSCRIBE is set. Nothing of the machine stands in it: paths, process and token have names instead.
 */
import {hash} from 'node:crypto';
import {readFileSync, writeFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {afterAll} from 'vitest';
import {hostParts} from '../../../src/adapters/powershell/ssh-transport.js';
import type {Transport} from '../../../src/adapters/powershell/transport.js';
import type {JsonObject} from '../../../src/machines/json.js';
import {hostScript, testModule} from './world.js';

export const transcriptPath = fileURLToPath(new URL('../../../recordings/powershell/promises.jsonl', import.meta.url));

/** Of all that a transcript depends on: the host with its parts, and the cmdlets that were called. */
export const fingerprint = (): string =>
	hash(
		'sha256',
		[hostScript, ...hostParts.map(name => hostScript.replace('host.ps1', name)), testModule]
			.map(path => readFileSync(path, 'utf8'))
			.join(''),
	);

export type Header = {readonly transcript: 1; readonly powershell: string; readonly system: string; readonly fingerprint: string};
export type Line = {readonly at: number; readonly way: 'in' | 'out'; readonly line: JsonObject};

/** What differs from one machine and run to the next. */
export function withoutMachine(line: JsonObject): JsonObject {
	const {n: _, ...said} = line;
	switch (said.kind) {
		case 'hello':
			return {...said, token: 'token', pid: 1};
		case 'open':
			return {...said, modules: ['TestCs'], directory: 'ends'};
		case 'call':
			return {...said, parameters: (said.parameters as JsonObject[]).map(withoutSecret)};
		default:
			return said;
	}
}

const withoutSecret = (parameter: JsonObject): JsonObject => {
	const value = parameter.value as JsonObject;
	return value.type === 'secret' ? {...parameter, value: {...value, value: '=(secret)'}} : parameter;
};

/** They come when they come. */
export const isHeartbeat = ({kind}: JsonObject): boolean => kind === 'ping' || kind === 'pong';

/** Writes down the first host that is started through it. */
export const transcribed = (transport: Transport): Transport => {
	if (!process.env.SWITCHBACK_TRANSCRIBE) return transport;
	return listener => {
		const beganAt = performance.now();
		const lines: Line[] = [];
		const keep = (way: Line['way'], text: string) => {
			const line = JSON.parse(text) as JsonObject;
			if (!isHeartbeat(line)) lines.push({at: Math.round(performance.now() - beganAt), way, line: withoutMachine(line)});
		};
		const connection = transport({
			...listener,
			line(line) {
				keep('out', line);
				listener.line(line);
			},
		});
		afterAllOnce(() => {
			const hello = lines[0]?.line;
			const header: Header = {
				transcript: 1,
				powershell: `${hello?.version} (${hello?.edition})`,
				system: process.platform,
				fingerprint: fingerprint(),
			};
			writeFileSync(transcriptPath, [header, ...lines].map(line => `${asAscii(JSON.stringify(line))}\n`).join(''));
		});
		return {
			...connection,
			send(line) {
				keep('in', line);
				connection.send(line);
			},
		};
	};
};

const asAscii = (text: string) => text.replace(/[^ -~]/g, sign => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);

const finishing: (() => void)[] = [];
const afterAllOnce = (go: () => void) => void finishing.push(go);
if (process.env.SWITCHBACK_TRANSCRIBE) afterAll(() => finishing[0]?.());
