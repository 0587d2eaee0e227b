/** A temporary change that must be reversed, or a follow-up that is still to do. It belongs to the deployment and outlives the run. */
import type {JsonObject} from './json.js';
import type {Message} from './message.js';

export type DebtKind =
	| 'failedOver'
	| 'nextHop'
	| 'cmsMoved'
	| 'conferences'
	| 'dns'
	| 'federation'
	| 'names'
	| 'federationRoute'
	| 'xmppRoute'
	| 'mediaEdge'
	| 'edgeStopped'
	| 'voice';

export type Debt = {
	/** `nextHop/edge1.contoso.com`: kind and what it is about, so that it can be opened only once. */
	readonly id: string;
	readonly kind: DebtKind;
	readonly title: Message;
	/** What is needed to pay it: the pool whose users they are, the next hop to be given back. */
	readonly about: JsonObject;
};

export const debtId = (kind: DebtKind, about: string): string => `${kind}/${about}`;
