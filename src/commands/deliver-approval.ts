/** Hands the word of a second person to the engine of a session, and hears whether it was taken. */
import {randomUUID} from 'node:crypto';
import type {Message} from '../machines/message.js';
import type {Engine} from '../machines/session/client.js';
import {approvalField, splitSigned} from '../machines/step/approval.js';
import type {Approval} from '../machines/step/proof.js';

/** A consent from this account, or an approved text with its signature behind it. */
export type Given = {readonly question: string; readonly by: string} | {readonly signed: string};

/** Resolves with the approval as the journal has it, or with why it was not taken. The engine is one that lives: it may check for a while. */
export function deliver(engine: Pick<Engine, 'follow' | 'send'>, given: Given): Promise<Approval | {readonly why: Message}> {
	const {promise, resolve} = Promise.withResolvers<Approval | {readonly why: Message}>();
	const parts = 'signed' in given ? splitSigned(given.signed) : undefined;
	const question = 'signed' in given ? approvalField(parts?.text ?? '', 'question') : given.question;
	const unfollow = engine.follow(entry => {
		if (entry.kind !== 'decision' || entry.question !== question || !entry.proof) return;
		const isThis = 'signed' in given ? entry.signature === parts?.signature : entry.proof === 'sameAccount' && entry.by === given.by.trim();
		if (isThis) resolve({by: entry.by, proof: entry.proof});
	});
	engine.send({id: randomUUID(), type: 'approve', ...given}, ({why}) => resolve({why}));
	return promise.finally(unfollow);
}
