/**
 * The steps that the runbook numbers (letters b, d–k), in a few words, and where a machine walks them. Where the text of a letter has no
 * numbers (i, j), its actions and checks are counted in the order in which it names them.
 */
export type RunbookStep = {
	readonly letter: string;
	/** As printed; of e, the repair of a stuck store counts on its own, and what stands beside the steps has a name. */
	readonly step: string;
	readonly name: string;
	/** Of the pages that print it; `inferred`: no page does. */
	readonly sources: readonly string[];
	/** `procedure/state`, each of them one. Nothing: no machine walks it. */
	readonly walkedIn: readonly string[];
	/** Not walked, or a part of it is not: `DECISIONS.md` says why. */
	readonly isLeft?: true;
};

type Told = readonly [step: string, name: string, walkedIn: readonly string[], isLeft?: 'left'];

const stepsOf = (letter: string, sources: readonly string[], steps: readonly Told[]): readonly RunbookStep[] =>
	steps.map(([step, name, walkedIn, isLeft]) => ({...{letter, step, name, sources, walkedIn}, ...(isLeft ? {isLeft: true} : {})}));

export const runbookSteps: readonly RunbookStep[] = [
	...stepsOf(
		'b',
		['L-BKP', 'PS-FO', 'B-JENS'],
		[
			['1', 'backup state both ways', ['plannedFailover/checkingBackup']],
			['2', 'deep compare', ['plannedFailover/askingAboutCompare', 'plannedFailover/comparingPools']],
			['3', 'the store moved first, without force', ['plannedFailover/movingCmsAway', 'cmsFailover/movingCms']],
			['4', 'Edge next hop away', ['plannedFailover/findingEdges', 'plannedFailover/changingNextHops']],
			['5', 'announce, drain meetings', ['plannedFailover/announcing']],
			['6', 'fail over', ['plannedFailover/boundingWait', 'plannedFailover/failingOverUsers', 'plannedFailover/provingIt']],
			['7', 'maintenance', ['plannedFailover/handingOver'], 'left'],
			['8', 'fail back by c', ['poolFailback/failingBackUsers']],
		],
	),
	...stepsOf(
		'd',
		['S004', 'L-MAN', 'PS-FB'],
		[
			['1', 'fail the own users back', ['swap/failingPartnerBack', 'forcedSwap/failingPartnerBack']],
			['2', 'fail the partner over', ['swap/failingOver', 'forcedSwap/failingOverUsers']],
			['3', 'later, fail the partner back', ['poolFailback/failingBackUsers']],
		],
	),
	...stepsOf(
		'e',
		['PS-CMSFO', 'C-CMSCHK'],
		[
			['1', 'where the store is', ['storeFailover/locatingCms', 'storeMove/locatingCms']],
			['2', 'its standby', ['cmsFailover/findingStandby']],
			['3', 'its principal database', ['cmsFailover/findingDatabase']],
			['4', 'move it', ['cmsFailover/movingCms']],
			['5', 'masters on the other pool', ['cmsFailover/movingCms']],
			['6', 'all replicas', ['cmsFailover/waitingForReplicas'], 'left'],
			['7', 'both pointers name one store', ['cmsFailover/comparingStores', 'storeRestore/comparingStores']],
		],
	),
	...stepsOf(
		'e',
		['SUP-CMS'],
		[
			['repair 1', 'four services on both pools', ['storeRepair/startingServices']],
			['repair 2', 'whose store the connection names', ['storeRepair/findingConnection']],
			['repair 3', 'restore', ['storeRepair/restoring', 'storeRestore/restoring']],
			['repair 4', 'configuration out and in on each server', ['storeRepair/reloadingLocalStores']],
			['repair 5', 'force replication on each server', ['storeRepair/forcingReplication']],
			['repair 6', 'the failover again', ['storeRepair/askingAboutMove', 'storeRepair/awaitingStandby', 'storeRepair/movingCms']],
		],
	),
	...stepsOf('e', ['L-CMS'], [['back', 'move back', ['storeMoveBack/movingCmsBack', 'poolFailback/movingCmsBack']]]),
	...stepsOf('e', ['PS-MOVE', 'B-UCVN2'], [['unpaired', 'move between pools that are not paired', [], 'left']]),
	...stepsOf('e', ['B-VALE1', 'B-VALE2'], [['two active', 'work-around of two active stores on 2015 RTM', [], 'left']]),
	...stepsOf(
		'f',
		['L-EDGEFED', 'S000', 'S003'],
		[
			['1', 'clear the box', ['federationFailover/enablingFederation']],
			['2', 'tick the other box', ['federationFailover/enablingFederation']],
			['3', 'publish', ['federationFailover/enablingFederation']],
			['4', 'wizard on each new Edge server', ['federationFailover/enablingFederation']],
			['5', 'media of living Front Ends (i)', ['mediaFailover/associating', 'siteFailover/movingMedia']],
			['6', 'route, replica, ports, partner', ['federationFailover/waitingForReplicas', 'federationFailover/provingIt']],
		],
	),
	...stepsOf(
		'g',
		['L-EDGEXMPP', 'PS-SITE'],
		[
			['1', 'a second Edge pool', ['xmppFailover/checkingEdgePools'], 'left'],
			['2', 'stop its services', ['xmppFailover/stoppingServices']],
			['3', 'move the route', ['xmppFailover/movingRoutes']],
			['4', 'A record', ['xmppFailover/changingNames']],
			['5', 'SRV record, port 5269', ['xmppFailover/lookingAtNames', 'xmppFailover/changingNames']],
			['6', 'firewall, 5269 and 23456', ['xmppFailover/openingPorts']],
			['7', 'start its services', ['xmppFailover/startingServices']],
			['8', 'ports, gateway service, a message', ['xmppFailover/provingIt'], 'left'],
		],
	),
	...stepsOf(
		'h',
		['S001', 'L-EDGEFB'],
		[
			['1', 'start the services', ['edgeFailback/startingServices']],
			['2', 'boxes, publication, wizard', ['edgeFailback/enablingFederation', 'edgeFailback/givingRoutesBack']],
			['3', 'XMPP route and names', ['edgeFailback/givingXmppBack', 'edgeFailback/restoringAnswers', 'edgeFailback/provingXmpp']],
			['4', 'media back', ['edgeFailback/associating', 'edgeFailback/settingServices', 'edgeFailback/provingMedia']],
			['5', 'then the pool by c', ['poolFailback/failingBackUsers']],
		],
	),
	...stepsOf(
		'i',
		['L-EDGEASSOC', 'PS-PUB', 'PS-REG', 'PS-CONF', 'PS-MED'],
		[
			['1', 'associate by the dialog', ['mediaFailover/associating']],
			['2', 'publish', ['mediaFailover/associating']],
			['3', 'or by three cmdlets', ['mediaFailover/choosingWay', 'mediaFailover/settingServices']],
			['4', 'the Edge of the services, and its ports', ['mediaFailover/provingIt'], 'left'],
		],
	),
	...stepsOf(
		'j',
		['S000', 'S003', 'SFB-DNS'],
		[
			['1', 'SRV answer', ['remoteAccess/checkingSignIn']],
			['2', 'A answer', ['remoteAccess/checkingSignIn']],
			['3', 'TCP 443', ['remoteAccess/checkingSignIn']],
			['4', 'name on the certificate', ['remoteAccess/checkingSignIn']],
			['5', 'sign in from outside', ['remoteAccess/askingOutside'], 'left'],
			['6', 'firewall, every pool and every Edge', ['remoteAccess/openingWays'], 'left'],
			['7', 'lyncdiscover', ['remoteAccess/checkingDiscovery']],
		],
	),
	...stepsOf(
		'k',
		['S003', 'L-DNS', 'inferred'],
		[
			['1', 'the record that a partner picks', ['inboundFederation/lookingAtAnswer']],
			['2', 'its target, from outside', ['inboundFederation/lookingAtAnswer'], 'left'],
			['3', 'f first', ['federationFailover/enablingFederation', 'inboundFederation/findingFederation']],
			['4', 'change the answer', ['inboundFederation/choosingPlan', 'inboundFederation/changingAnswer']],
			['5', 'wait for the TTL', ['inboundFederation/changingAnswer']],
			['6', 'test out and in', ['inboundFederation/askingPartner', 'inboundFederation/provingIt']],
		],
	),
];
