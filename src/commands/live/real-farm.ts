/** The world of a live session: PowerShell on the computers of a farm, here or through SSH, and the network as this computer sees it. */
import {randomBytes} from 'node:crypto';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {askLive} from '../../adapters/network/ask.js';
import {type Endpoint, endpointOf} from '../../adapters/powershell/endpoint.js';
import type {Described} from '../../adapters/powershell/host.js';
import {hostStart, localTransport} from '../../adapters/powershell/local-transport.js';
import {sshTransport} from '../../adapters/powershell/ssh-transport.js';
import type {Transport} from '../../adapters/powershell/transport.js';
import {deploymentOf, type Header} from '../../machines/journal/journal-entry.js';
import {moduleServing} from '../../machines/live/capability.js';
import {mayRun} from '../../machines/live/may-run.js';
import {endpointWay} from '../../machines/live/where-to-run.js';
import {type Message, say} from '../../machines/message.js';
import {procedureIds} from '../../machines/procedures/ids.js';
import {usedCmdlets} from '../../machines/procedures/used-calls.js';
import {createSecrets} from '../../machines/session/secrets.js';
import {socketPlace} from '../../storage/engine-file.js';
import type {EndpointSettings} from '../../storage/settings.js';
import {isThisComputer} from '../this-computer.js';
import {orStop} from '../usage-problem.js';
import type {Way} from './endpoint-ways.js';
import {openFarmShells} from './farm-shells.js';
import {textsIn} from './host-texts.js';
import type {OpenWorld} from './live-session.js';
import type {Door} from './look-up.js';
import {offerOf, whyNot} from './offers.js';

export type RealFarmOptions = {
	/** PowerShell on this computer, for cmdlets that are to run here. */
	readonly executable: string;
	readonly recordings: string;
	readonly environment: Readonly<Record<string, string | undefined>>;
	/** A policy of this computer lets no script file be run. */
	readonly forbidsFiles?: boolean;
	/** Of computers whose cmdlets are run through OcsPowershell: by FQDN, the name of their pool's web services. */
	readonly endpoints?: EndpointSettings;
	/** Where the scripts of hosts are; by default beside the bundle. */
	readonly files?: string;
	/** As Node names it; by default the one that it runs on. */
	readonly platform?: string;
	/** Another way to a computer than the usual one: for a test, which has no farm. */
	readonly transportTo?: (computer: string) => Transport;
};

/** Beside the bundle: what the build has put there. */
const productFiles = fileURLToPath(new URL('.', import.meta.url));

export const realFarm =
	(options: RealFarmOptions): OpenWorld =>
	({header, now, after, told}) => {
		const deployment = deploymentOf(header);
		const door = realDoor(options);
		const wayTo = (computer: string) => (door.endpointFor?.(computer) ? endpointWay : isThisComputer(computer) ? 'local' : 'ssh');
		const secrets = createSecrets({said: told, now: () => performance.now()});
		const shells = openFarmShells({
			session: header.session,
			deployment,
			...door,
			passwords: secrets,
			wayTo,
			offered(way, described) {
				for (const line of offeredLines(way, described, header)) told(line);
			},
			cmdlets: usedCmdlets,
			provesSecondHop: true,
			probe: (probe, signal) => askLive(probe, {resolvers: deployment.resolvers ?? {}, isHere: isThisComputer, signal}),
			now,
			opening: (computer, ms) => told(say('log.opening', {computer, way: wayTo(computer), most: {ms}})),
			log: (computer, text) => told(say('log.host', {computer, text})),
		});
		return {
			backend: {now, after, ask: shells.ask, place: shells.place},
			secrets,
			heard: shells.heard,
			close() {
				secrets.close();
				shells.close();
			},
		};
	};

/** For the log: what is missing at an endpoint that could not be opened before the session began. */
function offeredLines(way: Way, described: Described, header: Header): readonly Message[] {
	if ('failure' in described) return [whyNot(way.computer, described)];
	const begunFor = procedureIds.find(id => id === header.begunFor) ?? 'poolFailover';
	return offerOf(way, described.cmdlets, deploymentOf(header), mayRun(begunFor, header.lookOnly !== undefined)).lines;
}

/** How a computer is reached, and what is loaded there. */
export const realDoor = (options: RealFarmOptions): Door => ({
	transportTo: options.transportTo ?? transportWith(options),
	endpointFor: endpointsIn(options),
	...(options.platform === undefined ? {} : {platform: options.platform}),
	moduleOf(version) {
		const module = moduleServing(version);
		return {module, load: module};
	},
});

function endpointsIn({endpoints = {}}: Pick<RealFarmOptions, 'endpoints'>): (computer: string) => Endpoint | undefined {
	const byName = new Map(Object.entries(endpoints).map(([computer, given]) => [computer.toLowerCase(), toEndpoint(given)]));
	return computer => byName.get(computer.toLowerCase());
}

const toEndpoint = (given: EndpointSettings[string]): Endpoint =>
	typeof given === 'string' ? {uri: endpointOf(given)} : {uri: endpointOf(given.web), account: given.account};

/** This computer's own PowerShell where a cmdlet is to run here or at a remote endpoint, else that of the other one through SSH. */
export function transportWith(options: Omit<RealFarmOptions, 'transportTo'>): (computer: string) => Transport {
	const {executable, recordings, environment, forbidsFiles = false, files = productFiles} = options;
	const endpointFor = endpointsIn(options);
	const place = () => orStop(socketPlace(join(recordings, 'any'), randomBytes(16).toString('hex')));
	const host = {script: join(files, 'host.ps1'), text: () => textsIn(files).host, forbidsFiles};
	const local = () => localTransport({...hostStart(executable, host), place, environment});
	const isHere = (computer: string) => isThisComputer(computer) || endpointFor(computer) !== undefined;
	return computer => (isHere(computer) ? local() : sshTransport({destination: computer, texts: textsIn(files)}));
}
