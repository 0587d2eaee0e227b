/** An operator who answers as the drill's own does, but goes and looks where the console cannot tell, and then says what is so. */
import type {Truth} from '../../src/adapters/mock/truth.js';
import type {Rehearsal} from '../../src/commands/rehearsal.js';
import {briefingOf} from '../../src/commands/scripted-play.js';
import {changesState} from '../../src/machines/ask.js';
import type {CmdletCall} from '../../src/machines/cmdlet.js';
import {deploymentOf, type Header, type JournalEntry, type Question} from '../../src/machines/journal/journal-entry.js';
import {type SessionView, stepOf} from '../../src/machines/journal/session-view.js';
import {type Reply, replyTo} from '../../src/machines/session/scripted-operator.js';

const answersAfterMs = 5_000;

/** What is known when a question is answered: `truth` is how the world is. */
export type Known = {
	readonly header: Header;
	readonly entries: readonly JournalEntry[];
	readonly view: SessionView;
	readonly truth: () => Truth;
};

export function replyKnowing({header, entries, view, truth}: Known, open: Question): Reply {
	const offers = (id: string) => open.choices.some(choice => choice.id === id);
	// An engine that died between two acts has done one of them: whoever looks there sees it, and does the other.
	const step = stepOf(view, open.step);
	if (offers('byHand') && offers('retry') && step?.card.change === undefined && (step?.attempt ?? 1) > 1)
		return {choice: 'byHand', fields: {}};
	if (!offers('nothingHappened')) return replyTo(view, open, briefingOf(header));
	const called = entries.findLast(
		entry => entry.kind === 'callBegan' && changesState(entry.what) && entry.call.startsWith(`${open.step}/`),
	);
	const isSo = called?.kind === 'callBegan' && isDone(header, called.what as CmdletCall, truth());
	const choice = isSo ? (offers('happened') ? 'happened' : 'retry') : 'nothingHappened';
	return {choice, fields: choice === 'retry' ? {} : {reason: 'looked at on the servers'}};
}

export const playKnowing =
	(header: Header) =>
	({engine, view, after, truth}: Rehearsal): void => {
		function answer(question: string) {
			const open = view().question;
			if (open?.question !== question) return;
			const reply = replyKnowing({header, entries: engine.entries, view: view(), truth}, open);
			if ('cannotAnswer' in reply) throw new Error(`Nobody answers ${reply.cannotAnswer}`);
			const refused = engine.send({id: question, type: 'answer', question, by: 'knowing', ...reply});
			if (refused) throw new Error(`${question}: ${refused.why.id}`);
		}
		engine.follow(entry => {
			if (entry.kind === 'asked' && entry.isWaiting) after(answersAfterMs, () => answer(entry.question));
		});
	};

/** Is what a call does so already, or on its way, in the world itself? False too where the world cannot be asked. */
export function isDone(
	header: Header,
	{name, parameters, runsOn}: CmdletCall,
	{nextHops, federationRoutes, xmppRoutes, mediaEdges, pools, cms}: Truth,
): boolean {
	const about = (value: unknown) => String(value).replace(/^\w+:/, '');
	const pool = pools[about(parameters.PoolFqdn)];
	switch (name) {
		case 'Set-CsEdgeServer':
			return nextHops[about(parameters.Identity)] === about(parameters.Registrar);
		case 'Set-CsRegistrar':
		case 'Set-CsConferenceServer':
		case 'Set-CsMediationServer':
			return mediaEdges[String(parameters.Identity)] === about(parameters.EdgeServer);
		case 'Set-CsSite':
			return parameters.XmppFederationRoute === undefined
				? federationRoutes[String(parameters.Identity)] === about(parameters.FederationRoute)
				: xmppRoutes[String(parameters.Identity)] === about(parameters.XmppFederationRoute);
		case 'Invoke-CsManagementServerFailover':
			// What is put back in service may have been there all the time: it is put back all the same.
			if (parameters.Restore === true) return cms.isMoving;
			return (
				cms.isMoving ||
				deploymentOf(header)
					.pools.find(({fqdn}) => fqdn === cms.active)
					?.computers.includes(runsOn) === true
			);
		case 'Invoke-CsPoolFailOver':
			return pool !== undefined && pool.state !== 'Normal' && pool.someOn === null;
		case 'Invoke-CsPoolFailBack':
			return pool !== undefined && pool.state !== 'FailedOver' && pool.someOn === null;
		case 'Invoke-CsBackupServiceSync':
			return pools[homeServedBy(header, about(parameters.PoolFqdn))]?.conferenceContent === 'synced';
		default:
			return false;
	}
}

/** Of a pair, the one whose meeting files this pool holds while it serves it. */
const homeServedBy = (header: Header, partner: string): string =>
	deploymentOf(header).pools.find(({backupPool}) => backupPool === partner)?.fqdn ?? header.pool;
