/**
 * A simulated deployment whose cmdlets are run by a real PowerShell: the call goes out through the live adapter, is bound there to a
 * function of the generated module, and comes back over the pipe; what the simulator says of it goes the same way back, and only what
 * PowerShell has said is heard. Everything else is asked of the simulator directly.
 *
 * Virtual time stands still while anything is on its way, so the times are those of a rehearsal without PowerShell, and so is the journal.
 * A host runs one call at a time. A change goes out at once and stays there until its end. A read goes out when the simulator has
 * something to say of it: so reads that are asked at the same time do not wait for each other.
 */
import type {Ask} from '../../machines/ask.js';
import {isCmdletCall} from '../../machines/ask.js';
import type {AskListener, Backend, SimulatedBackend} from '../../machines/backend.js';
import type {CmdletCall} from '../../machines/cmdlet.js';
import {createExpectations} from './expectations.js';
import {openPassage, type World} from './passage.js';
import type {PipeListener} from './pipe.js';

export type ThroughPowerShell = {
	readonly backend: SimulatedBackend;
	/** Hand it to the pipe. */
	readonly arrived: PipeListener['arrived'];
};

/** The simulated call has its deadline in virtual time. PowerShell's own clock only ends what nobody waits for any more. */
const realTimeoutMs = 24 * 60 * 60_000;

export function throughPowerShell(world: World, powershell: Pick<Backend, 'ask'>): ThroughPowerShell {
	const expected = createExpectations();

	function run(id: string, call: CmdletCall, listener: AskListener): () => void {
		const passage = openPassage({
			world,
			id,
			call,
			listener,
			send(heard) {
				const arrival = expected.expect(call, heard.arrived);
				const stop = powershell.ask(id, {...call, timeoutMs: realTimeoutMs}, heard);
				return {stop, forget: arrival.forget};
			},
		});
		return passage.stop;
	}

	return {
		backend: {
			...world.backend,
			ask: (id: string, what: Ask, listener: AskListener) =>
				isCmdletCall(what) ? run(id, what, listener) : world.backend.ask(id, what, listener),
		},
		arrived: expected.arrived,
	};
}
