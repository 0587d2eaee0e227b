/** Hears a second person: takes a consent of this account, or a signed approval, for the question that waits for one; or says why not. */
import type {AnyActorRef} from 'xstate';
import type {DataLossApproval} from '../deployment/deployment.js';
import type {Question} from '../journal/journal-entry.js';
import {type Message, say} from '../message.js';
import type {Command, Refusal} from '../session/client.js';
import {type CheckApproval, isSamePerson, misfitOf, splitSigned} from './approval.js';
import type {Approval} from './proof.js';
import type {StepContext} from './step-life.js';

export type AwaitedApproval = {readonly question: Question; readonly actor: AnyActorRef; readonly context: StepContext};
type Given = Extract<Command, {type: 'approve'}>;

export type ApprovingOptions = {
	readonly policy: DataLossApproval | undefined;
	readonly check: CheckApproval | undefined;
	readonly open: () => AwaitedApproval | undefined;
	/** Why nothing is taken any more. */
	readonly trouble: () => Message | undefined;
	/** Writes it down, and tells the step. `signature`: so that the record can be checked again. */
	readonly accept: (asked: AwaitedApproval, approval: Approval, signature?: string) => void;
};

/** Longer than any text with its signature, but for a change of thousands of calls. */
const longestSigned = 256 * 1024;
const longestName = 200;

/**
 * A consent is taken at once. A signature takes a while to check: undefined then means that it is looked at, and `refused` hears what
 * was wrong with it. Meanwhile the question may have gone.
 */
export function createApproving({policy, check, open, trouble, accept}: ApprovingOptions) {
	const asked = () => {
		const waiting = open();
		return waiting?.question.toApprove === undefined ? undefined : {waiting, text: waiting.question.toApprove};
	};

	function consent(question: string, name: string): Message | undefined {
		const found = asked();
		if (!found) return say('refusal.nothingToApprove');
		const by = name.trim();
		if (found.waiting.question.question !== question) return say('refusal.approvalOfAnotherQuestion');
		if (policy?.sameAccount === false) return say('refusal.signatureNeeded');
		if (by === '' || by.length > longestName) return say('refusal.approverUnnamed');
		if (isOwn(found.waiting, by)) return say('refusal.ownApproval', {by});
		accept(found.waiting, {by, proof: 'sameAccount'});
		return trouble();
	}

	/** What can be said of it without asking whose signature it is. */
	function read(signed: string) {
		const found = asked();
		if (!found) return {why: say('refusal.nothingToApprove')};
		const parts = signed.length > longestSigned ? undefined : splitSigned(signed);
		if (!parts) return {why: say('refusal.noApproval')};
		const why = misfitOf(parts.text, found.text);
		if (why) return {why};
		const {allowedSigners} = policy ?? {};
		if (!allowedSigners || !check) return {why: say('refusal.nobodyMaySign')};
		return {...parts, allowedSigners, check};
	}

	async function judge(signed: string): Promise<Message | undefined> {
		const given = read(signed);
		if ('why' in given) return given.why;
		const {text, signature, allowedSigners} = given;
		const checked = await given.check({text, signature, allowedSigners});
		if ('why' in checked) return checked.why;
		// While it was checked, the question may have been answered otherwise.
		const found = asked();
		const why = trouble() ?? (found?.text === text ? undefined : say('refusal.approvalOfAnotherQuestion'));
		if (why || !found) return why;
		// A pattern says which people there are, not which one this is.
		const people = checked.signers.filter(signer => !/[*?!]/.test(signer));
		const own = people.find(signer => isOwn(found.waiting, signer));
		if (own) return say('refusal.ownApproval', {by: own});
		const [signer] = people;
		if (signer === undefined) return say('refusal.unknownSigner', {fingerprint: checked.fingerprint});
		accept(found.waiting, {by: signer, proof: {signer, fingerprint: checked.fingerprint}}, signature);
		return trouble();
	}

	return (command: Given, refused: (refusal: Refusal) => void): Refusal | undefined => {
		const {id} = command;
		const refusal = (why: Message | undefined) => (why ? {id, why} : undefined);
		if (!('signed' in command)) return refusal(consent(command.question, command.by));
		const given = read(command.signed);
		if ('why' in given) return refusal(given.why);
		judge(command.signed)
			.catch((error: unknown) => say('engine.broken', {error: String(error)}))
			.then(why => why && refused({id, why}));
		return undefined;
	};
}

const isOwn = ({context}: AwaitedApproval, by: string): boolean => isSamePerson(by, context.askedBy ?? '');
