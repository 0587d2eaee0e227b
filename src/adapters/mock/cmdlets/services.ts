/**
 * Get-CsWindowsService, Start-CsWindowsService, Stop-CsWindowsService: local, or with `-ComputerName` another computer.
 *
 * Starting takes 1–4 min on a Front End, less elsewhere (model; 1–10 published). The Front End service stays in Starting until
 * enough of its pool are up and the Back End answers (behaviour.md §3 *Restart*); the cmdlet does not wait for that (model).
 */
import type {CmdletFailure} from '../../../machines/cmdlet.js';
import {model} from '../failures.js';
import {type BoundCall, type Changer, isSet, type Reader, reading, refusal, textOf, warning} from '../plan.js';
import {isServing, reaches} from '../reach.js';
import type {Plan} from '../running-call.js';
import {displayNames, roleNames} from '../service-names.js';
import {settle} from '../settle.js';
import {minutes, type Simulation, seconds} from '../simulation.js';
import type {Computer} from '../world.js';
import {hangMs} from './dead-store.js';

const targetOf = ({call, args}: BoundCall): string => (textOf(args, 'ComputerName') ?? call.runsOn).toLowerCase();

const unreachable = (cmdlet: string, fqdn: string): CmdletFailure =>
	model(`ComputerUnavailable,${cmdlet}`, `The services of the computer "${fqdn}" cannot be read: it does not answer.`);

const unknownService = (cmdlet: string, name: string, fqdn: string): CmdletFailure =>
	model(`ServiceNotFound,${cmdlet}`, `There is no Lync service "${name}" on the computer "${fqdn}".`);

const namesOf = (computer: Computer, wanted: string | undefined): readonly string[] =>
	Object.keys(computer.services).filter(name => wanted === undefined || name.toLowerCase() === wanted.toLowerCase());

export const getWindowsService: Reader = (sim, bound) => {
	const fqdn = targetOf(bound);
	const {call, args, id} = bound;
	if (!reaches(sim, call.runsOn, fqdn)) {
		return {takesMs: hangMs(sim, id), answer: () => ({failure: unreachable(call.name, fqdn)})};
	}
	return reading(sim, bound, () => {
		const computer = sim.world.computers[fqdn];
		if (!computer || !reaches(sim, call.runsOn, fqdn)) {
			return {failure: unreachable(call.name, fqdn)};
		}
		const wanted = textOf(args, 'Name');
		const names = namesOf(computer, wanted);
		if (wanted !== undefined && names.length === 0) {
			return {failure: unknownService(call.name, wanted, fqdn)};
		}
		return {
			output: names.map(name => ({
				Name: name,
				DisplayName: displayName(computer, name),
				Status: computer.services[name] ?? 'Stopped',
				RoleName: [...(roleNames[name] ?? [])],
				...(isSet(args, 'ExcludeActivityLevel') ? {} : {ActivityLevel: ''}),
			})),
		};
	});
};

const displayName = (computer: Computer, name: string): string =>
	`Lync Server ${name === 'RTCSRV' && computer.role === 'edge' ? 'Access Edge' : (displayNames[name] ?? name)}`;

/** It starts what the service depends on too; a running service is no error [doc]. */
export const startWindowsService: Changer = (sim, bound) =>
	planFor(sim, bound, 'Starting', [1 * minutes, 4 * minutes], (computer, names) => {
		for (const name of names) {
			const waits = name === 'RTCSRV' && computer.role === 'frontEnd' && !isServing(sim, computer.pool);
			if (computer.services[name] !== 'Running') {
				computer.services[name] = waits ? 'Starting' : 'Running';
			}
		}
		delete sim.world.stopped[computer.fqdn];
	});

export const stopWindowsService: Changer = (sim, bound) =>
	planFor(sim, bound, 'Stopping', [1 * minutes, 3 * minutes], (computer, names) => {
		for (const name of names) {
			computer.services[name] = 'Stopped';
		}
		if (computer.role === 'edge') {
			sim.world.stopped[computer.fqdn] = true;
		}
	});

const planFor = (
	sim: Simulation,
	bound: BoundCall,
	verb: 'Starting' | 'Stopping',
	[low, high]: readonly [number, number],
	apply: (computer: Computer, names: readonly string[]) => void,
): Plan => {
	const fqdn = targetOf(bound);
	const {call, args, id} = bound;
	const computer = sim.world.computers[fqdn];
	if (!computer || !reaches(sim, call.runsOn, fqdn)) {
		return refusal(hangMs(sim, id), unreachable(call.name, fqdn));
	}
	const wanted = textOf(args, 'Name');
	const names = namesOf(computer, wanted);
	if (wanted !== undefined && names.length === 0) {
		return refusal(2 * seconds, unknownService(call.name, wanted, fqdn));
	}
	const left = names.filter(name => computer.services[name] !== (verb === 'Starting' ? 'Running' : 'Stopped'));
	const full = sim.between(low, high, 'services', id) * (computer.role === 'frontEnd' ? 1 : 0.5);
	const takesMs = left.length === 0 || isSet(args, 'NoWait') ? 2 * seconds : left.length === 1 ? full / 3 : full;
	const waits = verb === 'Starting' && left.includes('RTCSRV') && computer.role === 'frontEnd' && !isServing(sim, computer.pool);
	return {
		takesMs,
		phases: [
			{
				at: 1,
				says: `${verb} ${left.length} services on ${fqdn}.`,
				apply: () => {
					if (computer.isOn) {
						apply(computer, names);
						settle(sim);
					}
				},
			},
		],
		...(waits
			? {warnings: [{...warning('RTCSRV stays in Starting until enough Front Ends of its pool have started.'), isModel: true}]}
			: {}),
		preview: [`What if: Performing the operation "${call.name}" on target "${fqdn}".`],
	};
};
