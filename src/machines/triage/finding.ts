/** What is so in a deployment, and which procedure is proposed for it. */
import type {Message} from '../message.js';
import type {ProcedureId} from '../procedures/ids.js';

export type Situation =
	| 'nothingAnswers'
	| 'siteLost'
	| 'poolLost'
	| 'backEndLost'
	| 'cmsLost'
	| 'partnerDownToo'
	| 'noPartner'
	| 'contradiction'
	| 'onlyCutOff'
	| 'someServers'
	| 'edgeLost'
	| 'cannotTell'
	| 'allAnswers';

export type Finding = {
	readonly situation: Situation;
	/** What is so, in one sentence. */
	readonly what: Message;
	/** Of the catalogue; absent: nothing is to be failed over for this. */
	readonly proposes?: {readonly procedure: ProcedureId; readonly pool: string};
	/** What was seen. */
	readonly evidence: readonly Message[];
	/** What somebody said, with its time. */
	readonly said?: readonly Message[];
	readonly against: readonly Message[];
};
