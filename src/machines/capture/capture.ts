/**
 * A live deployment captured with cmdlets that only read: asked in two rounds, and put into the form of a deployment file. With the
 * Central Management store dead, the local store of one living Front End answers in its place, as far as it can.
 */
import type {AskEnd} from '../ask.js';
import type {Backend} from '../backend.js';
import {type CmdletCall, type CmdletName, read} from '../cmdlet.js';
import {objectsOf} from '../procedures/seeing.js';
import {type Captured, type CaptureWanted, type Found, toDeploymentFile} from './captured-file.js';
import {frontEndPoolsIn} from './captured-services.js';

/** What a capture may run. */
export const captureCmdlets: readonly CmdletName[] = [
	'Get-CsTopology',
	'Get-CsSite',
	'Get-CsPool',
	'Get-CsComputer',
	'Get-CsService',
	'Get-CsManagementStoreReplicationStatus',
	'Get-CsConfigurationStoreLocation',
	'Get-CsBackupServiceConfiguration',
	'Get-CsPoolBackupRelationship',
];

/** Pools of the largest forest known are a tenth of it [topology §2]. */
const mostPairsAsked = 1_000;

/** Only Active Directory and what takes `-LocalStore` answer without the store; the pages of the others print no such switch. */
function firstCalls({host, isLocal}: CaptureWanted): readonly CmdletCall[] {
	const ask = (name: CmdletName, parameters?: CmdletCall['parameters']) => read(host, name, parameters);
	const local = isLocal ? {LocalStore: true} : {};
	const always = [ask('Get-CsTopology', local), ask('Get-CsBackupServiceConfiguration', local), ask('Get-CsConfigurationStoreLocation')];
	if (isLocal) return always;
	return [
		...always,
		ask('Get-CsSite'),
		ask('Get-CsPool'),
		ask('Get-CsComputer'),
		ask('Get-CsService'),
		ask('Get-CsManagementStoreReplicationStatus'),
		ask('Get-CsManagementStoreReplicationStatus', {CentralManagementStoreStatus: true}),
	];
}

/** Calls back once. Returns how to leave it: what is asked then is stopped, and nobody is called back. */
export function captureTopology(backend: Pick<Backend, 'ask'>, wanted: CaptureWanted, done: (captured: Captured) => void): () => void {
	const found: Found[] = [];
	let stop = () => {};
	let isLeft = false;
	let calls = 0;

	/** One after the other: a sick store is not asked everything at once. */
	function askAll(asks: readonly CmdletCall[], then: () => void, next = 0) {
		const call = asks[next];
		if (!call) return then();
		stop = backend.ask(`capture/call${++calls}`, call, {
			stream: () => {},
			ended(end: AskEnd) {
				if (isLeft) return;
				found.push({call, end, objects: objectsOf({ask: call, end, at: 0})});
				askAll(asks, then, next + 1);
			},
		});
	}

	const pairs = () =>
		frontEndPoolsIn(found)
			.slice(0, mostPairsAsked)
			.map(pool => read(wanted.host, 'Get-CsPoolBackupRelationship', {PoolFqdn: pool, ...(wanted.isLocal ? {LocalStore: true} : {})}));

	askAll(firstCalls(wanted), () => askAll(pairs(), () => done(toDeploymentFile(found, wanted))));
	return () => {
		isLeft = true;
		stop();
	};
}
