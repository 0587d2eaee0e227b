/**
 * The second person: where a deployment asks for one, a change that loses data is confirmed only after somebody else has approved it.
 *
 * What is approved is a text with session, question and exact calls in it, made by the engine alone and compared to the byte: so nobody
 * can put their words to another change. It is the same in every language, because it is signed.
 */
import type {CmdletCall} from '../cmdlet.js';
import {cmdletLine} from '../cmdlet-line.js';
import {type Header, type WorldName, worldOf} from '../journal/journal-entry.js';
import {type Message, say} from '../message.js';
import type {Approval} from './proof.js';
import type {LossBound} from './step.js';

/** What a signature of an approval is for: for nothing else it counts. */
export const approvalNamespace = 'switchback-approval';

/** A signature, and who may have made it; says whose it is, or why it does not count. Paths are of the engine's host. */
export type CheckApproval = (signed: {
	readonly text: string;
	readonly signature: string;
	readonly allowedSigners: string;
}) => Promise<{readonly signers: readonly string[]; readonly fingerprint: string} | {readonly why: Message}>;

export type Approved = {
	readonly header: Pick<Header, 'session' | 'world' | 'standIn' | 'deployment'>;
	readonly question: string;
	/** Who wants to run it. */
	readonly askedBy: string;
	readonly calls: readonly CmdletCall[];
	readonly loss: readonly LossBound[];
};

const firstLine = 'Switchback approval 1';
const worlds: Readonly<Record<WorldName, string>> = {live: 'live', standIn: 'live (stand-in)', rehearsal: 'rehearsal'};

export function approvalText({header, question, askedBy, calls, loss}: Approved): string {
	const lines: readonly (readonly [name: string, value: string])[] = [
		['session', header.session],
		['world', worlds[worldOf(header)]],
		['deployment', header.deployment],
		['question', question],
		['asked by', askedBy],
		...calls.flatMap(call => [['runs', cmdletLine(call)] as const, ['on', call.runsOn] as const, ['exactly', exact(call)] as const]),
		...loss.map(bound => ['loses', lossOf(bound)] as const),
		['means', 'I approve that this is run once, as the answer to this question and to no other. Data that is lost does not come back.'],
	];
	return [firstLine, ...lines.map(([name, value]) => `${name}: ${printable(value)}`), ''].join('\n');
}

const exact = ({name, parameters}: CmdletCall): string => JSON.stringify({name, parameters});

const lossOf = ({module, minutes}: LossBound): string => `${module}, ${minutes === null ? 'unknown how much' : `at most ${minutes} min`}`;

/** One line each, and nothing in it that a terminal would obey: what is read is what is signed. */
const printable = (text: string): string =>
	text.replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu, sign => `\\u{${sign.codePointAt(0)?.toString(16)}}`);

export const isApprovalText = (text: string): boolean => text.startsWith(`${firstLine}\n`);

const beginsSignature = '-----BEGIN SSH SIGNATURE-----';

/** A text and its signature behind it, as one file; undefined where no signature is in it. */
export function splitSigned(signed: string): {readonly text: string; readonly signature: string} | undefined {
	const at = signed.lastIndexOf(`\n${beginsSignature}`) + 1;
	return at === 0 ? undefined : {text: signed.slice(0, at), signature: signed.slice(at)};
}

/** The session or the question that a text is about. */
export const approvalField = (text: string, name: 'session' | 'question'): string | undefined => fieldsIn(text, name)[0];

const fieldsIn = (text: string, name: string): readonly string[] =>
	text.split('\n').flatMap(line => (line.startsWith(`${name}: `) ? [line.slice(name.length + 2)] : []));

/** Why a text is not what is to be approved, as exactly as can be said. */
export function misfitOf(text: string, wanted: string): Message | undefined {
	if (text === wanted) return undefined;
	if (!isApprovalText(text)) return say('refusal.noApproval');
	const differs = (...names: readonly string[]) => names.some(name => String(fieldsIn(text, name)) !== String(fieldsIn(wanted, name)));
	if (differs('session')) return say('refusal.approvalOfAnotherSession');
	if (differs('question')) return say('refusal.approvalOfAnotherQuestion');
	if (differs('runs', 'on', 'exactly')) return say('refusal.approvalOfAnotherCall');
	return say('refusal.approvalChanged');
}

/** Who approved it, and whether anything shows that it was them. */
export const approvalSaid = ({by, proof}: Approval): Message =>
	proof === 'sameAccount' ? say('approval.consented', {by}) : say('approval.signed', {by, fingerprint: proof.fingerprint});

/**
 * `J. Moreau` and `j.moreau@contoso.com` are one name. That two names are two people, nobody here can know.
 */
export function isSamePerson(one: string, other: string): boolean {
	const names = namesOf(one);
	return namesOf(other).some(name => names.includes(name));
}

function namesOf(who: string): readonly string[] {
	const plain = (text: string) =>
		text
			.normalize('NFKC')
			.toLowerCase()
			.replace(/[\s._-]+/g, ' ')
			.trim();
	// The name of an account without its domain, before the @ or behind the backslash.
	return [plain(who), plain(who.replace(/@.*$/, '').replace(/^.*\\/, ''))];
}
