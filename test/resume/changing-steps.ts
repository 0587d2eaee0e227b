/** Every step of every procedure that changes something, as the machines describe it, and the world that its look would see. */
import type {AnyStateMachine} from 'xstate';
import {type Answer, type Ask, type AskEnd, isCmdletCall, isTcpProbe} from '../../src/machines/ask.js';
import type {CmdletCall} from '../../src/machines/cmdlet.js';
import type {Json, JsonObject} from '../../src/machines/json.js';
import {objectsOf} from '../../src/machines/procedures/seeing.js';
import type {Change, Step} from '../../src/machines/step/step.js';
import {contoso, explorations} from '../machines/procedures/explorations.js';
import {busyWith, type Exploration, explore} from '../machines/procedures/explore.js';

export type ChangingStep = Step & {
	readonly change: Change;
	readonly look: NonNullable<Step['look']>;
	readonly judge: NonNullable<Step['judge']>;
};
/** `where`: procedure and state, with how often when its facts differ. */
export type Found = {readonly where: string; readonly cmdlet: string; readonly step: Step & {readonly change: Change}};

type Child = {readonly getSnapshot: () => {readonly context: {readonly step?: Step}}};

/** Those that it runs whatever is seen; else those that it runs where nothing has happened yet. */
export function callsOf(step: ChangingStep): readonly CmdletCall[] {
	const always = step.change.calls([]);
	return always.length > 0 ? always : step.change.calls(answersIn('untouched', step));
}

/** Each once: two that run the same lines are one. */
export function changingSteps(): readonly Found[] {
	const found = new Map<string, Found>();
	for (const [id, exploration] of Object.entries(explorations)) {
		const machine: AnyStateMachine = exploration.machine;
		for (const at of explore(exploration as Exploration).states) {
			for (const child of busyWith(at, machine)) {
				const {step} = ((at.children as Record<string, Child>)[child] as Child).getSnapshot().context;
				if (!step?.change) continue;
				const calls = callsOf(step as ChangingStep);
				if (calls.length === 0) continue;
				const key = `${id} ${at.value} ${JSON.stringify(calls)}`;
				const many = [...found.keys()].filter(other => other.startsWith(`${id} ${at.value} `)).length;
				const where = `${id}/${at.value}${many === 0 ? '' : ` (${many + 1})`}`;
				if (!found.has(key)) found.set(key, {where, cmdlet: calls[0]?.name ?? '', step: {...step, change: step.change}});
			}
		}
	}
	return [...found.values()];
}

/** What is seen of a change of which nothing happened, or all of it. */
export type World = 'untouched' | 'happened';

/** Every answer to the look of a step. */
export function answersIn(world: World, {look, change}: ChangingStep): readonly Answer[] {
	const calls = change.calls([]);
	const answers: Answer[] = [];
	for (let batch = look(answers); batch.length > 0; batch = look(answers))
		answers.push(...batch.map(ask => ({ask, end: endIn(world, ask, calls, change), at: 0})));
	return answers;
}

function endIn(world: World, ask: Ask, calls: readonly CmdletCall[], change: Change): AskEnd {
	// The pool that is failed over is dead; everything else lives.
	if (isTcpProbe(ask)) return {ok: true, output: calls[0]?.parameters.DisasterMode === true ? 'silent' : 'open'};
	if (!isCmdletCall(ask)) throw new Error('A look asks for no fate itself');
	return {ok: true, output: outputIn(world, ask, calls, change)};
}

function outputIn(world: World, {name, parameters}: CmdletCall, calls: readonly CmdletCall[], change: Change): Json {
	const hasHappened = world === 'happened';
	switch (name) {
		case 'Get-CsManagementStoreReplicationStatus':
			return parameters.CentralManagementStoreStatus === true ? masters(hasHappened, calls, change) : replicas();
		case 'Get-CsSite':
			return contoso.sites.map(({name: site}) => ({Identity: `Site:${site}`, ...routesTo(hasHappened, change)}));
		case 'Get-CsService':
			if (parameters.EdgeServer !== true) return mediaServices(Object.keys(parameters)[0] ?? '', edgeIn(hasHappened, change));
			if (calls[0]?.name !== 'Set-CsEdgeServer') return [];
			return calls.map(({parameters: {Identity, Registrar}}) => ({
				Identity: String(Identity),
				PoolFqdn: String(Identity).slice('EdgeServer:'.length),
				Registrar: hasHappened ? String(Registrar) : `Registrar:${otherPool(String(Registrar).slice('Registrar:'.length))}`,
			}));
		case 'Test-CsPresence':
			return {Result: hasHappened ? 'Success' : 'Failure'};
		case 'Get-CsWindowsService':
			return (parameters.Name ? ['RTCSRV'] : ['LYNCBACKUP', 'MASTER', 'REPLICA', 'FTA']).map(service => ({
				Name: service,
				Status: hasHappened ? 'Running' : 'Stopped',
			}));
		case 'Get-CsBackupServiceStatus':
			return {BackupModules: [{Identity: 'ConfServices.DataConf', ExportStatus: 'SteadyState', ImportStatus: 'NormalState'}]};
		// The local copy answers, old or new.
		case 'Get-CsTopology':
			return {};
		default:
			throw new Error(`Nobody said what ${name} shows`);
	}
}

/** FQDN of the Edge pool that the change leads to, or of the one that it leads away from. */
const edgeIn = (hasHappened: boolean, {changes, undo}: Change): string =>
	String((hasHappened ? changes([]) : undo)?.args?.[hasHappened ? 'to' : 'from']);
const routesTo = (hasHappened: boolean, change: Change) => {
	const route = `EdgeServer:${edgeIn(hasHappened, change)}`;
	return {FederationRoute: route, XmppFederationRoute: route};
};
const mediaServices = (role: string, edge: string): Json =>
	contoso.pools.map(({fqdn}) => ({Identity: `${role}:${fqdn}`, PoolFqdn: fqdn, EdgeServer: `EdgeServer:${edge}`}));

const otherPool = (fqdn: string): string => contoso.pools.find(pool => pool.fqdn !== fqdn)?.fqdn ?? '';
const replicas = (): Json => computers().map(computer => ({ReplicaFqdn: computer, UpToDate: true}));
const computers = () => [...contoso.pools, ...contoso.edgePools].flatMap(pool => pool.computers);

/** On the pool that the change names as the one that receives them, or still on the other; nowhere while a store is not restored. */
function masters(isOnTarget: boolean, calls: readonly CmdletCall[], {changes}: Change): Json {
	if (!isOnTarget && calls[0]?.parameters.Restore === true) return {ActiveMasterFqdn: '', ActiveFileTransferAgents: []};
	const {from, to, pool} = (changes([]).args ?? {}) as {readonly from?: string; readonly to?: string; readonly pool?: string};
	const computer = contoso.pools.find(({fqdn}) => fqdn === ((isOnTarget ? (to ?? pool) : from) ?? fqdn))?.computers[0] ?? '';
	return {ActiveMasterFqdn: computer, ActiveFileTransferAgents: [computer]};
}

const failures: readonly AskEnd[] = [
	{ok: false, reason: 'interrupted', errorId: 'TimedOut', message: 'no answer'},
	{ok: false, reason: 'refused', errorId: 'E', message: 'no'},
];

/** The same answers with one of them missing, or half of it: of one that tells the two worlds apart, without what tells it. */
export function halved(step: ChangingStep, world: World): readonly (readonly Answer[])[] {
	const whole = answersIn(world, step);
	const other = answersIn(world === 'happened' ? 'untouched' : 'happened', step);
	return whole.flatMap((answer, index) => {
		if (!isCmdletCall(answer.ask)) return [];
		const replaced = (end: AskEnd) => whole.with(index, {...answer, end});
		const halves = blanked(objectsOf(answer), objectsOf(other[index]));
		return [...failures, ...halves.map((output): AskEnd => ({ok: true, output}))].map(replaced);
	});
}

/** Nothing, no objects, an object less, and every object without each of the fields that differ. */
function blanked(list: readonly JsonObject[], others: readonly JsonObject[]): readonly Json[] {
	const differs = (index: number, key: string) => JSON.stringify(list[index]?.[key]) !== JSON.stringify(others[index]?.[key]);
	const without = list.flatMap((object, index) =>
		Object.keys(object)
			.filter(key => differs(index, key))
			.flatMap(key => [null, Array.isArray(object[key]) ? [] : ''].map(nothing => list.with(index, {...object, [key]: nothing}))),
	);
	return without.length === 0 ? [] : [null, [], {}, ...list.map((_, index) => list.toSpliced(index, 1)), ...without];
}
