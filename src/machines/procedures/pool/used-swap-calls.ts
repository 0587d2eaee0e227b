/** Every form of a call that the swap makes. Its parts make their own under its name: see `used-calls.ts`. */
import type {UsedCall} from '../used-call.js';

const asked = {Confirm: 'flag', Verbose: 'flag'} as const;

/** What a step of another procedure asks, asked by this one: by the path of the state there, where it stands here. */
const borrowed: Readonly<Record<string, readonly string[]>> = {
	...asIs('poolFailover', 'forcedSwap', ['checkingRelationship', 'checkingPartner', 'locatingCms', 'findingEdges', 'changingNextHops']),
	...asIs('poolFailover', 'forcedSwap', ['waitingForReplicas', 'failingOverUsers', 'provingIt']),
	...asIs(
		'poolFailover',
		'forcedSwap',
		['findingStandby', 'findingDatabase', 'movingCms', 'waitingForReplicas', 'comparingStores'].map(inStore),
	),
};

function inStore(state: string): string {
	return `cmsFailover/${state}`;
}

function asIs(from: string, to: string, states: readonly string[]): Readonly<Record<string, readonly string[]>> {
	return Object.fromEntries(states.map(state => [`${from}/${state}`, [`${to}/${state}`]]));
}

/** A whole procedure as a part of the swap. */
const inSwap = (step: string) => (/^(?:poolFailback|plannedFailover)\//.test(step) ? [`swap/${step}`] : []);

/** The same calls, each step where the swap makes it too. */
export const withSwap = (calls: readonly UsedCall[]): readonly UsedCall[] =>
	calls.map(call => ({...call, steps: call.steps.flatMap(step => [step, ...(borrowed[step] ?? []), ...inSwap(step)])}));

export const usedSwapCalls: readonly UsedCall[] = [
	{cmdlet: 'Get-CsPoolBackupRelationship', gives: {PoolFqdn: 'text', LocalStore: 'flag'}, steps: ['swap/checkingRelationship']},
	{
		cmdlet: 'Get-CsManagementStoreReplicationStatus',
		gives: {CentralManagementStoreStatus: 'flag'},
		steps: ['forcedSwap/failingPartnerBack'],
	},
	{
		cmdlet: 'Test-CsPresence',
		gives: {TargetFqdn: 'text', SubscriberSipAddress: 'text', PublisherSipAddress: 'text'},
		steps: ['forcedSwap/failingPartnerBack', 'forcedSwap/provingPartner'],
	},
	{cmdlet: 'Test-CsRegistration', gives: {TargetFqdn: 'text', UserSipAddress: 'text'}, steps: ['forcedSwap/provingPartner']},
	{cmdlet: 'Invoke-CsPoolFailBack', gives: {PoolFqdn: 'text', DisasterMode: 'flag', ...asked}, steps: ['forcedSwap/failingPartnerBack']},
];
