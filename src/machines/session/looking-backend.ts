/** The door of a world, for whoever only looks: what could change anything is refused here, whoever asks for it, and never goes through. */
import {type Ask, isCmdletCall} from '../ask.js';
import type {Backend} from '../backend.js';
import type {CmdletFailure} from '../cmdlet.js';

/** A verb that reads. What else a cmdlet may be called is not known here, so it is taken for a change. */
const reads = /^(?:Get|Test)-/;

const mayBeAsked = (ask: Ask): boolean => !isCmdletCall(ask) || (!ask.changesState && reads.test(ask.name));

const refusal: {readonly ok: false} & CmdletFailure = {
	ok: false,
	reason: 'refused',
	errorId: 'LookOnly,Switchback',
	message: 'This session only looks: nothing that could change anything is asked.',
};

/** Nothing can be done by hand through it either, and no record is told to it. */
export function createLookingBackend({now, ask, after, place}: Backend): Backend {
	return {
		now,
		after,
		...(place ? {place} : {}),
		ask: (id, what, listener) => (mayBeAsked(what) ? ask(id, what, listener) : after(0, () => listener.ended(refusal))),
	};
}
