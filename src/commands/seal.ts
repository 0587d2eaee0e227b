/** `switchback seal`: says whether a session is sealed; with a key, signs its last hash, beside the recording. */
import {signText} from '../adapters/signing/sign.js';
import {say} from '../machines/message.js';
import {findSession, listSessions} from '../storage/library.js';
import {verifyRecording} from '../storage/recording.js';
import {hasSignature, keepSignature, signaturePathOf} from '../storage/signature.js';
import {line} from '../ui/linear/line.js';
import {createPrinter} from '../ui/linear/printer.js';
import type {Desk} from './desk.js';
import {sealNamespace, sealText} from './seal-signature.js';
import {columnsOf, hasKeyboard} from './streams.js';
import {emptyValue, exitCodes, orStop, stopWith} from './usage-problem.js';

export async function seal(desk: Desk, name: string | undefined, {sign}: {readonly sign?: string} = {}): Promise<number> {
	const {render, streams} = desk;
	if (name === '') return emptyValue('session', 'seal');
	if (sign === '') return emptyValue('--sign', 'seal');
	const path = name === undefined ? newest(desk) : orStop(findSession(desk.home, name)).path;
	const {brokenAt, isSealed, entries, hash} = orStop(verifyRecording(path));
	if (brokenAt) stopWith(say('seal.broken', {path, line: brokenAt.line}), {exitCode: exitCodes.refused, reason: brokenAt.why});

	const printer = createPrinter(streams.stdout, columnsOf(streams));
	if (sign === undefined) {
		const [sealed, signed] = [isSealed, hasSignature(path)].map(yes => (yes ? 'yes' : 'no')) as [string, string];
		printer.print([line(render(say('seal.is', {path, entries, sealed, signed}))), line(render(say('seal.what')))]);
		return exitCodes.done;
	}
	const refused = {exitCode: exitCodes.refused};
	if (!isSealed) stopWith(say('seal.notSealed', {path}), refused);
	// Before anybody types a passphrase for nothing.
	if (hasSignature(path)) stopWith(say('storage.signedAlready', {path: signaturePathOf(path)}), refused);
	const made = await signText({text: sealText(hash), key: sign, namespace: sealNamespace, mayAsk: hasKeyboard(streams)});
	if ('problem' in made) stopWith(made.problem, {exitCode: exitCodes.failed});
	const kept = keepSignature(path, made.signature);
	if ('problem' in kept) stopWith(kept.problem, {exitCode: exitCodes.failed});
	printer.print([line(render(say('seal.signed', {path, signature: kept.path})))]);
	return exitCodes.done;
}

function newest({home}: Desk): string {
	const [first] = orStop(listSessions(home));
	return first ? first.path : stopWith(say('seal.nothing'));
}
