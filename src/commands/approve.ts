/**
 * `switchback approve`: the word of a second person. It shows what waits for one; hands a consent of this account to the session; or
 * makes, for another account, the text to be signed, signs it, and delivers it. What counts, the engine says.
 */
import {signText} from '../adapters/signing/sign.js';
import type {Engine} from '../machines/session/client.js';
import {approvalField, approvalNamespace, approvalSaid, splitSigned} from '../machines/step/approval.js';
import {approvalWays} from '../ui/approval-ways.js';
import {line} from '../ui/linear/line.js';
import {createPrinter} from '../ui/linear/printer.js';
import {safe} from '../ui/safe-text.js';
import {reachToApprove} from './attach.js';
import {deliver, type Given} from './deliver-approval.js';
import type {Desk} from './desk.js';
import {type OpenApproval, pathToApprove, readOpenApproval, readRequest, readSigned} from './open-approval.js';
import {columnsOf, hasKeyboard} from './streams.js';
import {emptyValue, exitCodes, stopWith, usage} from './usage-problem.js';

export type ApproveOptions = {readonly by?: string; readonly export?: true; readonly sign?: string; readonly deliver?: string};

/** The living engine of a session, by the path of its journal. `close` lets go of it. */
export type Reach = (path: string) => Promise<{readonly engine: Pick<Engine, 'follow' | 'send'>; readonly close: () => void}>;

export async function approve(
	desk: Desk,
	name: string | undefined,
	options: ApproveOptions = {},
	reach: Reach = path => reachToApprove(desk, path),
): Promise<number> {
	const [one, other] = (['by', 'export', 'sign', 'deliver'] as const).filter(option => options[option] !== undefined);
	if (one && other) return usage('twoModes', {one: `--${one}`, other: `--${other}`});
	const {by, sign} = options;
	if (by?.trim() === '') return emptyValue('--by', 'approve');
	if (sign === '') return emptyValue('--sign', 'approve');

	if (options.deliver !== undefined) {
		const signed = readSigned(options.deliver);
		const session = name ?? approvalField(splitSigned(signed)?.text ?? '', 'session');
		return handOver(desk, pathToApprove(desk, session), {signed}, reach);
	}
	const request = sign === undefined || name === undefined ? undefined : readRequest(name);
	if (sign !== undefined && request !== undefined) {
		desk.streams.stdout.write(await signedBy(desk, sign, request));
		return exitCodes.done;
	}
	const path = pathToApprove(desk, name);
	const open = readOpenApproval(path);
	if (options.export) {
		desk.streams.stdout.write(open.text);
		return exitCodes.done;
	}
	show(desk, open, by === undefined && sign === undefined);
	if (by !== undefined) return handOver(desk, path, {question: open.question, by}, reach);
	if (sign !== undefined) return handOver(desk, path, {signed: await signedBy(desk, sign, open.text)}, reach);
	return exitCodes.done;
}

/** The text and its signature behind it: one file, that can be handed back as it is. */
async function signedBy({streams}: Desk, key: string, text: string): Promise<string> {
	const made = await signText({text, key, namespace: approvalNamespace, mayAsk: hasKeyboard(streams)});
	return 'problem' in made ? stopWith(made.problem, {exitCode: exitCodes.failed}) : text + made.signature;
}

function show({streams, render}: Desk, {header, text}: OpenApproval, withWays: boolean) {
	const printer = createPrinter(streams.stdout, columnsOf(streams));
	const told = text.trimEnd().split('\n');
	printer.print(told.map(each => line(safe(each, text.length))));
	if (withWays) printer.print(approvalWays({header}).map(way => line(render(way), 2)));
}

async function handOver({streams, render}: Desk, path: string, given: Given, reach: Reach): Promise<number> {
	const {engine, close} = await reach(path);
	try {
		const end = await deliver(engine, given);
		if ('why' in end) return stopWith(end.why, {exitCode: exitCodes.refused});
		createPrinter(streams.stdout, columnsOf(streams)).print([line(render(approvalSaid(end)))]);
		return exitCodes.done;
	} finally {
		close();
	}
}
