/**
 * The passwords of a session: asked for at its consoles, kept in the memory of this process and nowhere else, gone with it. What others have
 * of one is its reference, the name of the account: that is what is said, journaled and sent about.
 */
import {type Message, say} from '../message.js';
import type {SecretDesk} from './client.js';
import type {SecretWanted} from './protocol.js';

export type Secrets = SecretDesk & {
	/** Asked for once; undefined where it was not typed. */
	readonly passwordOf: (account: string) => Promise<string | undefined>;
	/** Nothing opened with it: it is forgotten, and asked for anew when it is needed again. */
	readonly wasWrong: (account: string) => void;
	/** Nobody is asked any more. */
	readonly close: () => void;
};

/** Who did not want to type it is not asked on behalf of every other computer at once. */
const declinedForMs = 60_000;

/** `said`: what became of one, by its reference. `now`: ms of any clock that only goes forward. */
export function createSecrets({said, now}: {readonly said: (message: Message) => void; readonly now: () => number}): Secrets {
	const known = new Map<string, string>();
	const waiting = new Map<string, PromiseWithResolvers<string | undefined>>();
	const wrong = new Set<string>();
	const declinedAt = new Map<string, number>();
	const listeners = new Set<(wanted: SecretWanted | undefined) => void>();

	const wanted = (): SecretWanted | undefined => {
		const [reference] = waiting.keys();
		return reference === undefined ? undefined : {reference, isAgain: wrong.has(reference)};
	};
	const tell = () => {
		for (const listener of [...listeners]) listener(wanted());
	};

	function ask(account: string): Promise<string | undefined> {
		const open = Promise.withResolvers<string | undefined>();
		waiting.set(account, open);
		said(say('log.secretWanted', {account}));
		tell();
		return open.promise;
	}

	return {
		async passwordOf(account) {
			const text = known.get(account);
			if (text !== undefined) return text;
			if (now() - (declinedAt.get(account) ?? Number.NEGATIVE_INFINITY) < declinedForMs) return undefined;
			return waiting.get(account)?.promise ?? ask(account);
		},
		give(reference, text) {
			const open = waiting.get(reference);
			if (!open) return;
			waiting.delete(reference);
			if (text) known.set(reference, text);
			else declinedAt.set(reference, now());
			said(say('log.secretGiven', {account: reference, given: text ? 'yes' : 'no'}));
			open.resolve(text || undefined);
			tell();
		},
		wasWrong(account) {
			if (!known.delete(account)) return;
			wrong.add(account);
			said(say('log.secretWrong', {account}));
		},
		watch(listener) {
			listeners.add(listener);
			listener(wanted());
			return () => void listeners.delete(listener);
		},
		close() {
			known.clear();
			for (const open of waiting.values()) open.resolve(undefined);
			waiting.clear();
			listeners.clear();
		},
	};
}
