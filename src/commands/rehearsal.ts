/**
 * Wires a rehearsal: a simulated deployment, an engine, a journal on disk, and a pace. The composition root knows them all; they do not
 * know each other.
 */
import type {Clock} from '../adapters/mock/clock.js';
import type {Speed} from '../adapters/mock/pace.js';
import {createRehearsal, type SimulatedDeployment} from '../adapters/mock/rehearsal.js';
import type {Truth} from '../adapters/mock/truth.js';
import type {SimulatedBackend} from '../machines/backend.js';
import {deploymentOf, type Header, scenarioOf} from '../machines/journal/journal-entry.js';
import {applyEntry, currentStep, emptyView, type SessionView} from '../machines/journal/session-view.js';
import {createClockWatch, type HostTimes, jumpMessage} from '../machines/session/clock-watch.js';
import {openLookSession} from '../machines/session/look-session.js';
import {openSession} from '../machines/session/session.js';
import {hostTimes} from '../storage/host-clock.js';
import {contradictionIn} from './contradiction.js';
import type {Playing, SessionPages} from './playing.js';

/** How fast virtual time goes. While a person is asked, it goes as on a watch. `times`: of this computer, by default. */
export type Pacing = {readonly speed: Speed; readonly isPerson: boolean; readonly times?: HostTimes};

export type Rehearsal = Playing & {
	readonly clock: Clock;
	/** How the world really is. */
	readonly truth: () => Truth;
	/** Changing calls as the world saw them. */
	readonly worldCalls: () => Readonly<Record<string, object>>;
};

/** Another way into the simulated world than the straight one. */
export type Way = (world: SimulatedDeployment, header: Header) => {readonly backend: SimulatedBackend; readonly close: () => void};

/** Opens the world and the engine on a journal: a new one, or one that is gone on with. Without a speed, whoever holds the clock advances it. */
export function openRehearsal(header: Header, pages: SessionPages, pacing?: Pacing, way: Way = straight): Rehearsal {
	const deployment = deploymentOf(header);
	const scenario = scenarioOf(header);
	if (!header.rehearsal || !scenario) throw new Error('This session is not a rehearsal');
	let view = emptyView;
	// Not from within the reading that saw it: an entry is being timed just then.
	const watch = createClockWatch(pacing?.times ?? hostTimes, jump =>
		setImmediate(() => engine.remark('clock', jumpMessage(jump, 'rehearsal'))),
	);
	const world = createRehearsal({
		deployment,
		scenario,
		seed: header.rehearsal.seed,
		hitPool: header.pool,
		...(pacing ? {speed: () => speedNow(view, pacing), realNow: watch.awakeMs} : {}),
	});
	const {clock, truth, pace} = world;
	const {backend, close} = way(world, header);
	const engine = header.lookOnly
		? openLookSession({header, backend, ...pages})
		: openSession({header, backend, ...pages, contradiction: debts => contradictionIn(truth(), debts)});
	engine.follow(entry => {
		view = applyEntry(view, entry);
		pace?.speedChanged();
	});
	return {
		engine,
		clock,
		now() {
			pace?.catchUp();
			return clock.now();
		},
		rate() {
			const speed = pacing && !clock.isHeld() ? speedNow(view, pacing) : 'max';
			return speed === 'max' ? 0 : speed;
		},
		truth,
		worldCalls: () => world.world.calls,
		view: () => view,
		after: backend.after,
		stop() {
			pace?.stop();
			engine.stop();
			close();
		},
	};
}

const straight: Way = ({backend}) => ({backend, close: () => {}});

/** A person who is asked has all the time there is; the wait for a repair is jumped over. */
function speedNow(view: SessionView, {speed, isPerson}: Pacing): Speed {
	if (view.outcome) return 'max';
	if (isPerson && view.question?.isWaiting) return 1;
	return /^waitingFor(Repair|Edge)\b/.test(currentStep(view)?.id ?? '') ? 'max' : speed;
}
