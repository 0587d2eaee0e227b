/**
 * `switchback verify`: reads a recording line by line and says whether it is unbroken, sealed or not, and signed by whom. Without a
 * signature it shows accidents, not forgery.
 */
import {say} from '../machines/message.js';
import {findSession} from '../storage/library.js';
import {verifyRecording} from '../storage/recording.js';
import {line} from '../ui/linear/line.js';
import {createPrinter} from '../ui/linear/printer.js';
import {type Desk, printJson} from './desk.js';
import {allowedSignersFile, isTrusted, readSealSignature, type SealSignature} from './seal-signature.js';
import {columnsOf} from './streams.js';
import {emptyValue, exitCodes, orStop, stopWith} from './usage-problem.js';

export type VerifyOptions = {readonly json?: true; readonly allowedSigners?: string};

export async function verify(desk: Desk, name: string, {json, allowedSigners}: VerifyOptions): Promise<number> {
	const {render, streams} = desk;
	if (name === '') return emptyValue('recording', 'verify');
	const signers = allowedSignersFile(desk, allowedSigners);
	const {path} = orStop(findSession(desk.home, name));
	const {isUnbroken, isSealed, entries, brokenAt, torn, hash} = orStop(verifyRecording(path));
	// Without one whole line it is no recording at all.
	if (brokenAt && entries === 0) stopWith(brokenAt.why);
	// Of a broken one nobody knows what was signed.
	const signature = isUnbroken ? await readSealSignature(path, hash, signers) : undefined;
	if (json) {
		printJson(desk, {
			recording: path,
			unbroken: isUnbroken,
			sealed: isSealed,
			entries,
			...(signature ? {signature: signatureFacts(signature, desk)} : {}),
			...(brokenAt ? {brokenAt: {line: brokenAt.line, why: render(brokenAt.why)}} : {}),
			...(torn ? {torn} : {}),
		});
	} else {
		const printer = createPrinter(streams.stdout, columnsOf(streams));
		if (brokenAt) printer.print([line(`${render(say('cli.broken', {path, line: brokenAt.line, entries}))} ${render(brokenAt.why)}`)]);
		else printer.print([line(render(say('cli.unbroken', {path, entries, sealed: isSealed ? 'yes' : 'no'})))]);
		if (signature) printer.print([line(signatureSentence(signature, desk))]);
		if (torn) printer.print([line(render(say('cli.torn', {...torn})))]);
	}
	return isUnbroken && (!signature || isTrusted(signature)) ? exitCodes.done : exitCodes.failed;
}

function signatureSentence(signature: SealSignature, {render}: Desk): string {
	if ('why' in signature) return `${render(say(`signature.${signature.says}`))} ${render(signature.why)}`;
	if (signature.says === 'signedBy')
		return render(say('signature.signedBy', {signers: signature.signers, fingerprint: signature.fingerprint}));
	return render(say(`signature.${signature.says}`, {fingerprint: signature.fingerprint}));
}

const signatureFacts = (signature: SealSignature, {render}: Desk) =>
	'why' in signature ? {...signature, why: render(signature.why)} : signature;
