/** What a session is told at its start, and what it keeps between its runs. */
import type {Debt} from '../debt.js';
import type {Deployment} from '../deployment/deployment.js';
import type {Known, Outcome} from '../journal/journal-entry.js';

export type SessionInput = {
	readonly deployment: Deployment;
	readonly pool: string;
	readonly known: Known;
	readonly edge?: string;
	/** The id of the procedure that it was begun for. */
	readonly begunFor?: string;
};
export type SessionContext = SessionInput & {
	readonly debts: readonly Debt[];
	readonly outcomes: readonly Outcome[];
	readonly choice?: string;
	/** The pool was seen with power again since it was failed over. */
	readonly isRepaired: boolean;
	/** The servers of the lost Edge pool were seen with power again since federation was moved away from it. */
	readonly isEdgeRepaired: boolean;
};
