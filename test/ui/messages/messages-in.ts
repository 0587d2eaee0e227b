/** Finds the messages in anything: an entry of a journal, a card of a step, a question. */
import type {Message} from '../../../src/machines/message.js';

export function messagesIn(value: unknown): readonly Message[] {
	if (typeof value !== 'object' || value === null) return [];
	if (isMessage(value)) return [value];
	return Object.values(value).flatMap(messagesIn);
}

function isMessage(value: object): value is Message {
	const {id, ...rest} = value as {id?: unknown};
	return typeof id === 'string' && /^[a-z]\w*\.[\w.]+$/i.test(id) && Object.keys(rest).every(key => key === 'args');
}
