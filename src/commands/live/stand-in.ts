/**
 * The world of a live session against the stand-in farm: the same hosts, the same channel, the product's module by its name, real time.
 * Only three things are not a farm's: the module is the generated one, loaded by its path and only where no real one is in reach; every
 * computer is a PowerShell of this one, or one that settings for `ssh` lead to and that sees the same disk; and what is asked of the network
 * is asked of the simulated deployment. Name servers that the deployment names are asked themselves.
 */
import {randomBytes} from 'node:crypto';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {yearOf} from '../../adapters/mock/parameter-table.js';
import {askDns} from '../../adapters/network/dns.js';
import {hostProgram, localTransport} from '../../adapters/powershell/local-transport.js';
import {sshTransport} from '../../adapters/powershell/ssh-transport.js';
import type {Connection, Transport} from '../../adapters/powershell/transport.js';
import {tokenOn} from '../../adapters/stand-in/farm.js';
import {type FarmLink, openFarmLink} from '../../adapters/stand-in/farm-link.js';
import type {Deployment} from '../../machines/deployment/deployment.js';
import {deploymentOf} from '../../machines/journal/journal-entry.js';
import {moduleServing} from '../../machines/live/capability.js';
import {say} from '../../machines/message.js';
import type {Probe, ProbeEnd} from '../../machines/probe.js';
import {usedCmdlets} from '../../machines/procedures/used-calls.js';
import {socketPlace} from '../../storage/engine-file.js';
import {orStop} from '../usage-problem.js';
import {type FindFarm, farmOrderOf} from './farm-order.js';
import {openFarmShells} from './farm-shells.js';
import {textsIn} from './host-texts.js';
import type {OpenWorld} from './live-session.js';
import type {Door} from './look-up.js';

export type StandInOptions = {
	/** PowerShell on this computer, in which no module of a real farm was found. */
	readonly executable: string;
	readonly recordings: string;
	readonly findFarm: FindFarm;
	/** Path of the settings with which `ssh` takes the name of any of its computers to one that sees this disk: nothing else has the module. */
	readonly ssh?: string;
	/** Where the scripts of hosts and the generated modules are; by default beside the bundle. */
	readonly files?: string;
};

/** Beside the bundle: what the build has put there. */
const productFiles = fileURLToPath(new URL('.', import.meta.url));

export const standInWorld =
	({findFarm, ...options}: StandInOptions): OpenWorld =>
	({header, record, now, after, told}) => {
		const {recordings, ssh, files = productFiles} = options;
		const deployment = deploymentOf(header);
		const way = ssh === undefined ? 'local' : 'ssh';
		const hostOn = hostsOf(options);
		const breaks = new Map<string, () => void>();
		const farm = openFarmLink({
			find: () => findFarm(farmOrderOf(header, recordings), told),
			broken: computer => breaks.get(computer)?.(),
			lost: () => told(say('live.farmGone')),
			retell: ({retell}) => record.length > 0 && retell(record, now()),
		});
		const transportTo = (computer: string): Transport =>
			reachedBy(farm, computer, breaks, ({address, secret}) =>
				hostOn(computer, {
					SWITCHBACK_SIMULATOR: asPowerShellNames(address),
					SWITCHBACK_SIMULATOR_TOKEN: tokenOn(computer, secret),
				}),
			);
		const shells = openFarmShells({
			session: header.session,
			deployment,
			transportTo,
			moduleOf: generatedModule(files),
			wayTo: () => way,
			cmdlets: usedCmdlets,
			provesSecondHop: true,
			// They outlive the engine, as they would on a computer of the farm.
			endsIn: join(recordings, 'engines', 'ends'),
			probe: askedOf(farm, deployment),
			now,
			opening: (computer, ms) => told(say('log.opening', {computer, way, most: {ms}})),
			log: (computer, text) => told(say('log.host', {computer, text})),
		});
		return {
			backend: {
				now,
				after,
				ask: shells.ask,
				place: shells.place,
				act: farm.act,
			},
			heard: shells.heard,
			close(isOver) {
				shells.close();
				farm.close(isOver);
			},
		};
	};

/** What it is called as the product calls it; it is loaded by its path. */
const generatedModule =
	(files: string): Door['moduleOf'] =>
	version => {
		const module = moduleServing(version);
		return {module, load: {standIn: join(files, 'stand-in', yearOf(version), module, `${module}.psd1`)}};
	};

/** Only to look at what is installed: no cmdlet is run through it, and no farm is there. */
export const standInDoor = (options: HostOptions): Door => ({
	transportTo: computer => hostsOf(options)(computer, {}),
	moduleOf: generatedModule(options.files ?? productFiles),
});

type HostOptions = Omit<StandInOptions, 'findFarm'>;

const placeIn = (recordings: string) => () => orStop(socketPlace(join(recordings, 'any'), randomBytes(16).toString('hex')));

/** Not in the words of a command, which others can read. */
const sent = ['-o', 'SendEnv=SWITCHBACK_SIMULATOR SWITCHBACK_SIMULATOR_TOKEN'];

const hostsOf =
	({executable, recordings, ssh, files = productFiles}: HostOptions) =>
	(computer: string, simulator: Readonly<Record<string, string>>): Transport =>
		ssh === undefined
			? localTransport({
					program: hostProgram(executable, join(files, 'host.ps1')),
					place: placeIn(recordings),
					environment: simulator,
				})
			: sshTransport({destination: computer, executable, texts: textsIn(files), options: ['-F', ssh, ...sent], environment: simulator});

/** What names the name servers of the deployment have is asked of them; everything else of the farm. */
const askedOf =
	(farm: Pick<FarmLink, 'ask'>, {resolvers = {}}: Deployment) =>
	(probe: Probe, signal: AbortSignal): Promise<ProbeEnd> => {
		if (probe.probe === 'dns' && resolvers[probe.resolver])
			return askDns(probe, {resolvers, signal}).then((output): ProbeEnd => ({ok: true, output}));
		return new Promise(resolve => {
			const drop = farm.ask('probe', probe, output => resolve({ok: true, output} as ProbeEnd));
			signal.addEventListener('abort', drop);
		});
	};

/** A computer of the farm that is off, or cut off, opens no PowerShell; one whose link breaks loses the one that it has. */
const reachedBy =
	(
		farm: Pick<FarmLink, 'ask' | 'simulator'>,
		computer: string,
		breaks: Map<string, () => void>,
		open: (simulator: {readonly address: string; readonly secret: string}) => Transport,
	): Transport =>
	listener => {
		const key = computer.toLowerCase();
		let inner: Connection | undefined;
		let isOver = false;
		const end = (go: (connection: Connection) => void) => {
			isOver = true;
			if (breaks.get(key) === breakOff) breaks.delete(key);
			if (inner) go(inner);
		};
		const breakOff = () => {
			if (isOver) return;
			end(connection => connection.drop());
			listener.ended({fault: 'closed', known: ''});
		};
		const unreached = (known: string) => !isOver && listener.ended({fault: 'unreachable', known});
		void farm.simulator.then(simulator => {
			if (!simulator) return unreached('There is no stand-in farm any more.');
			farm.ask('reach', {fateOf: '-', runsOn: key}, answer => {
				if (isOver) return;
				if (!isReached(answer)) return unreached('It is off, or cut off.');
				inner = open(simulator)(listener);
				breaks.set(key, breakOff);
			});
		});
		return {
			send: line => inner?.send(line),
			drop: () => end(connection => connection.drop()),
			kill: () => end(connection => connection.kill()),
		};
	};

const isReached = (answer: unknown): boolean =>
	!(typeof answer === 'object' && answer !== null && 'fate' in answer && answer.fate === 'silent');

/** It knows a pipe of Windows by its last name. */
const asPowerShellNames = (address: string): string => address.replace(/^\\\\\.\\pipe\\/, '');
