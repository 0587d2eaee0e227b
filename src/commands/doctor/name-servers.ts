/** The name servers of the deployment answer: without them no probe of the names says anything. */
import {askDns} from '../../adapters/network/dns.js';
import type {NameServer} from '../../machines/deployment/deployment.js';
import {say} from '../../machines/message.js';
import type {DnsState, Resolver} from '../../machines/probe.js';
import {type CheckState, type Finding, worstOf} from './check.js';
import {ofDeployment} from './of-deployment.js';

export type AskedServer = {readonly resolver: Resolver; readonly server: NameServer; readonly name: string; readonly state: DnsState};

export const nameServers = ofDeployment('nameServers', async ({resolvers = {}, sipDomains}) => {
	const [name = ''] = sipDomains;
	const asked = (['internal', 'external'] as const).flatMap(resolver => {
		const server = resolvers[resolver];
		return server ? [{resolver, server}] : [];
	});
	const answers = asked.map(async ({resolver, server}): Promise<AskedServer> => {
		const {dns: state} = await askDns({probe: 'dns', type: 'A', of: name, resolver}, {resolvers});
		return {resolver, server, name, state};
	});
	return judgeNameServers(await Promise.all(answers));
});

/** That a name has no address is an answer; that it does not exist is a strange one for the domain of the deployment. */
const states: Readonly<Partial<Record<DnsState, CheckState>>> = {
	found: 'ok',
	noRecords: 'ok',
	unknownName: 'warning',
	silent: 'failed',
	closed: 'failed',
	garbled: 'failed',
};

export function judgeNameServers(asked: readonly AskedServer[]): Finding {
	if (asked.length === 0) return {state: 'unknown', evidence: [say('doctor.nameServers.none')], remedy: say('doctor.nameServers.name')};
	const evidence = asked.map(({resolver, server: {address, port}, name, state}) =>
		say('doctor.nameServers.asked', {view: resolver, address, port: String(port), name, state}),
	);
	const state = worstOf(asked.map(each => states[each.state] ?? 'warning'));
	return state === 'ok' ? {state, evidence} : {state, evidence, remedy: say('doctor.nameServers.remedy')};
}
