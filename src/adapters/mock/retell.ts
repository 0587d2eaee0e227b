/**
 * Brings a fresh world to where a record left it: its changing calls and outside acts are made again at their times, nothing else.
 *
 * What had begun when the record broke off (at its end, or where an earlier resume took it up) is decided by the seed: it never took
 * effect, it goes on, or it took effect and nothing of it was left behind.
 */
import {
	type Act,
	changesState,
	isAssociation,
	isCmdletCall,
	isDnsChange,
	isFirewallOpening,
	isPublication,
	isSighting,
} from '../../machines/ask.js';
import type {CmdletFailure} from '../../machines/cmdlet.js';
import type {JournalEntry} from '../../machines/journal/journal-entry.js';
import {beginChange} from './ask.js';
import {interrupt} from './calls.js';
import {publishAssociation, publishFederation, runWizard} from './edge-tools.js';
import {openFirewall} from './firewall.js';
import {changeNames} from './names.js';
import {type Simulation, seconds} from './simulation.js';

export const retell = (sim: Simulation, record: readonly JournalEntry[]): void => {
	const open = new Set<string>();
	const breakOff = () => {
		for (const id of open) {
			interrupt(sim, id, 'crash');
		}
		open.clear();
	};
	for (const entry of record) {
		if (entry.kind === 'engine' && entry.event === 'resumed') {
			breakOff();
		}
		sim.clock.runTo(entry.at);
		if (entry.kind === 'callBegan' && changesState(entry.what)) {
			beginChange(sim, entry.call, entry.what, 'session');
			open.add(entry.call);
		} else if (entry.kind === 'callEnded') {
			open.delete(entry.call);
			if (!entry.end.ok && entry.end.errorId === 'PipelineStopped') {
				interrupt(sim, entry.call, 'stop');
			} else if (!entry.end.ok && isLost(entry.end)) {
				interrupt(sim, entry.call, 'crash');
			}
		} else if (entry.kind === 'outside') {
			if (!isSighting(entry.what)) act(sim, entry.id, entry.what);
		}
	}
	breakOff();
};

/** Not the simulator said so, but the adapter that took the call to a PowerShell, and lost that. */
const isLost = ({reason, errorId}: CmdletFailure): boolean => reason === 'outcomeUnknown' && errorId.endsWith(',Switchback');

/** Somebody does it elsewhere, beginning 30–120 s later (model). */
export const act = (sim: Simulation, id: string, what: Act): void => {
	sim.later(sim.between(30 * seconds, 120 * seconds, 'act', id), () => {
		if (isDnsChange(what)) {
			changeNames(sim, what);
		} else if (isPublication(what)) {
			publishFederation(sim, id, what);
		} else if (isAssociation(what)) {
			publishAssociation(sim, id, what);
		} else if (isFirewallOpening(what)) {
			openFirewall(sim, what);
		} else if (isCmdletCall(what)) {
			beginChange(sim, id, what, 'outside');
		} else {
			runWizard(sim, id, what);
		}
	});
};
