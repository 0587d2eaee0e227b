/** How a second person can approve what waits for them: as the deployment allows it. */
import {deploymentOf} from '../machines/journal/journal-entry.js';
import {type Message, say} from '../machines/message.js';
import type {Situation} from './situation.js';

export function approvalWays({header}: Pick<Situation, 'header'>): readonly Message[] {
	const {allowedSigners, sameAccount = true} = deploymentOf(header).dataLossApproval ?? {};
	const session = header.session.slice(0, 8);
	return [
		...(sameAccount ? [say('approval.byConsent', {session})] : []),
		...(allowedSigners ? [say('approval.bySignature', {session, allowedSigners})] : []),
	];
}
