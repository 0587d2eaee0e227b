/** `switchback topology`: a deployment captured with cmdlets that only read, to be kept as a deployment file. */
import type {Backend} from '../machines/backend.js';
import {captureCmdlets, captureTopology} from '../machines/capture/capture.js';
import type {Captured} from '../machines/capture/captured-file.js';
import {say} from '../machines/message.js';
import {blank, type Line, line} from '../ui/linear/line.js';
import {createPrinter} from '../ui/linear/printer.js';
import {type Desk, printJson} from './desk.js';
import {loadDeployment, loadScenario, readSeed} from './inputs.js';
import {columnsOf} from './streams.js';
import {exitCodes, stopWith, usage} from './usage-problem.js';

export type TopologyOptions = {
	readonly json?: true;
	/** `powershell` by default. */
	readonly backend?: string;
	/** Of the simulated deployment. */
	readonly deployment?: string;
	readonly scenario?: string;
	readonly through?: string;
	/** The computer whose PowerShell is asked. */
	readonly on?: string;
	readonly localStore?: true;
};

/** `close`: lets go of what was opened to ask. */
type Source = {readonly backend: Pick<Backend, 'ask'>; readonly host: string; readonly close: () => void};

const backends = ['powershell', 'mock'];

export async function topology(desk: Desk, options: TopologyOptions, files?: string): Promise<number> {
	const {backend = 'powershell', localStore, json} = options;
	if (!backends.includes(backend)) usage('backend', {value: backend, known: backends});
	if (backend === 'powershell')
		for (const name of ['deployment', 'scenario', 'through'] as const) if (options[name] !== undefined) usage('onlyOfMock', {option: name});
	// Whose local store it is decides what is seen: nobody but the operator knows which Front End lives.
	if (localStore && options.on === undefined) usage('localStoreOfWhom');
	const {host, close, backend: source} = backend === 'mock' ? await simulated(desk, options) : await live(desk, options, files);
	const captured = await new Promise<Captured>(resolve => {
		captureTopology(source, {host, isLocal: localStore === true, capturedAt: new Date().toISOString()}, resolve);
	}).finally(close);
	report(desk, captured, json === true);
	return captured.problem ? exitCodes.failed : exitCodes.done;
}

async function simulated(desk: Desk, {deployment: path, scenario: name, through: kind, on}: TopologyOptions): Promise<Source> {
	const {findThrough} = await import('./through.js');
	const {createRehearsal} = await import('../adapters/mock/rehearsal.js');
	const {headerOf} = await import('./rehearsal-header.js');
	const {deployment} = loadDeployment(path ?? desk.settings.deployment);
	const named = loadScenario(name ?? 'site-dark').scenario;
	// Without a name, a day on which nothing is wrong.
	const scenario = name === undefined ? {...named, faults: [], given: []} : named;
	const through = await findThrough(desk, kind);
	const seed = readSeed(desk.settings.seed);
	const world = createRehearsal({deployment, scenario, seed, hitPool: deployment.cms.active, speed: () => 'max'});
	const host = (on ?? deployment.cms.activeMaster).toLowerCase();
	const stop = () => world.pace?.stop();
	if (!through) return {backend: world.backend, host, close: stop};
	const {wayThrough} = await import('./way-through.js');
	const way = wayThrough(through, desk.home.recordings)(world, headerOf({scenario, deployment, seed}));
	const close = () => {
		stop();
		way.close();
	};
	return {backend: way.backend, host, close};
}

async function live(desk: Desk, {on}: TopologyOptions, files: string | undefined): Promise<Source> {
	const {openLiveShell} = await import('./live-shell.js');
	const {isThisComputer, thisComputer} = await import('./this-computer.js');
	const {powershellNames, sayAsked} = await import('./through.js');
	const {findPowerShell} = await import('../adapters/stand-in/find-powershell.js');
	const {environment} = desk.streams;
	const names = powershellNames(environment);
	const host = on ?? thisComputer();
	const found = isThisComputer(host) ? await findPowerShell(names, environment, {asks: sayAsked(desk.say)}) : undefined;
	if (isThisComputer(host) && !found) return stopWith(say('cli.noPowerShellHere', {names}), {exitCode: exitCodes.refused});
	const shell = await openLiveShell(desk, {
		on: host,
		cmdlets: captureCmdlets,
		executable: found?.executable ?? '',
		...(files === undefined ? {} : {files}),
	});
	if ('backend' in shell) return {backend: shell.backend, host, close: shell.close};
	const message = shell.failure.ok ? '' : shell.failure.message;
	return stopWith(say('cli.noShell', {computer: host, message}), {exitCode: exitCodes.refused});
}

/** On stdout is the file and nothing else, so that it can be kept; what a person has to know of it goes to stderr. */
function report(desk: Desk, {file, toFillIn, remarks, problem}: Captured, asJson: boolean) {
	if (asJson) {
		for (const each of [...remarks, ...(problem ? [problem] : [])]) desk.say(each);
		if (toFillIn.length > 0) desk.say(say('topology.toFillIn', {places: toFillIn, count: toFillIn.length}));
		return printJson(desk, file);
	}
	const {render, streams} = desk;
	const list = (name: string): readonly {readonly fqdn: string; readonly computers: number}[] =>
		(Array.isArray(file[name]) ? file[name] : []).map(each => {
			const {fqdn, computers} = each as unknown as {fqdn: string; computers: readonly string[]};
			return {fqdn, computers: computers.length};
		});
	const lines: readonly Line[] = [
		...['pools', 'edgePools', 'directors', 'mediationPools', 'otherPools'].flatMap(kind =>
			list(kind).map(({fqdn, computers}) => line(render(say('topology.pool', {kind, pool: fqdn, computers})))),
		),
		blank,
		...remarks.map(each => line(render(each))),
		...(problem ? [line(render(problem))] : []),
		...(toFillIn.length > 0 ? [line(render(say('topology.toFillIn', {places: toFillIn, count: toFillIn.length})))] : []),
		line(render(say('topology.keep'))),
	];
	createPrinter(streams.stdout, columnsOf(streams)).print(lines);
}
