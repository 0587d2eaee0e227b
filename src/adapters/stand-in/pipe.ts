/**
 * Where the functions of the generated module find the simulator: a socket that only this account reaches. Each call is a connection: a
 * token first, which says on which computer it runs and is known only to what this session started there, then the call in one line.
 */
import {createServer, type Socket} from 'node:net';
import * as z from 'zod/mini';
import type {Json} from '../../machines/json.js';
import {once} from '../../machines/once.js';
import {readLines} from '../engine/lines.js';
import {lineOf, type Said} from './said.js';

/** As it was bound: parameters by their declared names. */
export type ArrivedCall = {readonly computer: string; readonly cmdlet: string; readonly parameters: Readonly<Record<string, Json>>};

export type PipeListener = {
	/** Returns what is called when the function goes, whether it was told its end or not. */
	readonly arrived: (call: ArrivedCall, tell: (said: Said) => void) => () => void;
	/** Of a token; undefined for one that is not known. */
	readonly computerWith: (token: string) => string | undefined;
	/** Nobody can call any more. */
	readonly failed: (error: Error) => void;
};

/** A list of a farm's users as a parameter, coded, is far below. */
const longestLine = 64 * 1024 * 1024;

export function openPipe(address: string, {arrived, computerWith, failed}: PipeListener): {readonly close: () => void} {
	const sockets = new Set<Socket>();
	const server = createServer(socket => {
		sockets.add(socket);
		let computer: string | undefined;
		let gone: (() => void) | undefined;
		socket.on('error', () => {});
		socket.on('close', () => {
			sockets.delete(socket);
			gone?.();
		});
		readLines(socket, longestLine, {
			line(line) {
				const call = computer === undefined ? undefined : parseCall(line);
				if (computer === undefined) {
					computer = computerWith(line);
					if (computer === undefined) socket.destroy();
				} else if (!call || gone) socket.destroy();
				else gone = arrived({computer, ...call}, said => void socket.write(lineOf(said)));
			},
			tooLong: () => socket.destroy(),
		});
	});
	server.on('error', failed);
	server.listen(address);
	return {
		close() {
			server.close();
			for (const socket of sockets) socket.destroy();
		},
	};
}

const shape = once(() => z.object({cmdlet: z.string(), parameters: z.record(z.string(), z.json())}));

/** The code units of its JSON, so that half a surrogate pair comes through as well. */
function parseCall(line: string): Omit<ArrivedCall, 'computer'> | undefined {
	try {
		const parsed = shape().safeParse(JSON.parse(Buffer.from(line, 'base64').toString('utf16le')));
		return parsed.success ? (parsed.data as Omit<ArrivedCall, 'computer'>) : undefined;
	} catch {
		return undefined;
	}
}
