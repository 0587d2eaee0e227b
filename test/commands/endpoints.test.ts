/** A live session some of whose computers are reached through OcsPowershell: with hosts that only pretend to be PowerShell. */
import {join} from 'node:path';
import {expect, onTestFinished, test} from 'vitest';
import {refusedAtEndpoint} from '../../src/adapters/powershell/endpoint.js';
import {localTransport} from '../../src/adapters/powershell/local-transport.js';
import {createFarm, tokenOn} from '../../src/adapters/stand-in/farm.js';
import {plainRenderer} from '../../src/commands/desk.js';
import {liveHeader} from '../../src/commands/live/live-header.js';
import {type OpenWorld, openLive} from '../../src/commands/live/live-session.js';
import {realFarm} from '../../src/commands/live/real-farm.js';
import {briefingOf, playScripted} from '../../src/commands/scripted-play.js';
import {isCmdletCall, isProbe} from '../../src/machines/ask.js';
import type {Backend} from '../../src/machines/backend.js';
import {type CmdletCall, change, read} from '../../src/machines/cmdlet.js';
import type {Header} from '../../src/machines/journal/journal-entry.js';
import {applyEntry, emptyView} from '../../src/machines/journal/session-view.js';
import {isPlace, type Placed, placeKey} from '../../src/machines/live/where-to-run.js';
import type {Message} from '../../src/machines/message.js';
import type {ProbeEnd} from '../../src/machines/probe.js';
import {hostTimes} from '../../src/storage/host-clock.js';
import type {EndpointSettings} from '../../src/storage/settings.js';
import {whereSaid} from '../../src/ui/where-said.js';
import {loadDeployment, loadScenario, newHeader} from '../playing/play.js';
import {newDirectory, pretendedHost} from '../playing/play-live.js';

const contoso = loadDeployment();
const account = 'CONTOSO\\lyncadmin';
const [fe21, fe22] = ['fe21.contoso.com', 'fe22.contoso.com'];
const web = 'pool2-web.contoso.com';
const render = plainRenderer();

type FarmOptions = {readonly endpoints: EndpointSettings; readonly environmentOf?: (computer: string) => Record<string, string>};

/** From Windows, as far as it can tell. A password that is wanted is typed. */
function worldWith({endpoints, environmentOf = () => ({})}: FarmOptions) {
	const directory = newDirectory();
	const opened: string[] = [];
	const farm = realFarm({
		...{executable: '', recordings: directory, environment: {}, endpoints, platform: 'win32'},
		transportTo(computer) {
			const address = join(directory, `host${opened.push(computer)}`);
			const environment = {SWITCHBACK_TEST_OPENED_WITH: join(directory, 'opened'), ...environmentOf(computer)};
			return localTransport({program: [pretendedHost], place: () => ({address, release: () => {}}), environment});
		},
	});
	const open: OpenWorld = seat => {
		const world = farm(seat);
		world.secrets?.watch(wanted => wanted && setImmediate(() => world.secrets?.give(wanted.reference, 'sesame')));
		onTestFinished(() => world.close(true));
		return world;
	};
	return {open, opened};
}

function farmWith(options: FarmOptions) {
	const told: Message[] = [];
	const {open, opened} = worldWith(options);
	const header: Header = {...newHeader(), world: 'live'};
	const {backend} = open({header, record: [], now: () => 0, after: () => () => {}, told: message => told.push(message)});
	const place = (wanted: string, ...calls: readonly CmdletCall[]) => new Promise<Placed>(placed => backend.place?.(wanted, calls, placed));
	return {place, told, opened, backend};
}

const sites = read(fe21, 'Get-CsSite');
const moveStore = change(fe21, 'Invoke-CsManagementServerFailover', {Confirm: false}, 1_000);

/** As a card says where something runs, once this was written. */
function saidOf({name}: CmdletCall, ...places: readonly Placed[]): string {
	let view = emptyView;
	for (const [index, placed] of places.entries()) {
		const value = JSON.parse(JSON.stringify(placed));
		const fact = {kind: 'fact', about: placeKey(placed.wanted), value, source: 'PowerShell', seenAt: 0} as const;
		view = applyEntry(view, {seq: index + 1, at: 0, ...fact});
	}
	const last = places.at(-1);
	return whereSaid({runsOn: last?.computer ?? last?.wanted ?? '', name}, {view, render});
}

test('a computer at an endpoint is shown with that way and the account of the endpoint, and no elevation is claimed for it', async () => {
	const {place, told} = farmWith({endpoints: {[fe21]: {web, account}}});
	const placed = await place(fe21, sites);
	expect(placed).toEqual({wanted: fe21, computer: fe21, way: 'OcsPowershell', account, isElevated: null, failed: []});
	expect(saidOf(sites, placed)).toBe('fe21.contoso.com, through OcsPowershell, CONTOSO\\lyncadmin');
	expect(told.map(render)).toContain(
		'fe21.contoso.com: its PowerShell is being opened through OcsPowershell. It is waited for 3 min at most.',
	);
});

test('at an endpoint without an account it is the logon of this computer; beside it SSH leads to the others as ever', async () => {
	const {place} = farmWith({endpoints: {[fe21]: web}});
	expect(await place(fe21, sites)).toMatchObject({way: 'OcsPowershell', account: 'CONTOSO\\adm', isElevated: null});
	expect(await place(fe22, sites)).toMatchObject({way: 'ssh', account: 'CONTOSO\\adm', isElevated: true});
});

test('what the endpoint of a computer never takes is run on the next that is reached otherwise, and it is said why', async () => {
	const {place, opened} = farmWith({endpoints: {[fe21]: web}});
	const [there, elsewhere] = [await place(fe21, sites), await place(fe21, moveStore)];
	expect(there).toMatchObject({computer: fe21, failed: []});
	const why = expect.stringMatching(/^Invoke-CsManagementServerFailover is about the Central Management store/);
	expect(elsewhere).toMatchObject({wanted: fe21, computer: fe22, way: 'ssh', failed: [{computer: fe21, why, isRefused: true}]});
	expect(opened).toEqual([fe21, fe22]);
	expect(saidOf(moveStore, there, elsewhere)).toBe(
		'fe22.contoso.com, by SSH, CONTOSO\\adm, elevated, because fe21.contoso.com is reached through OcsPowershell, which does not take it',
	);
	// The one says nothing of the other.
	expect(saidOf(sites, elsewhere, there)).toContain('fe21.contoso.com, through OcsPowershell');
	// All calls of a change are run on one computer.
	expect(await place(fe21, sites, moveStore)).toMatchObject({computer: fe22});
});

test('where every computer of a pool is at an endpoint, what it never takes is run on none of them', async () => {
	const computers = contoso.pools.find(({fqdn}) => fqdn === 'pool2.contoso.com')?.computers ?? [];
	const {place, opened} = farmWith({endpoints: Object.fromEntries(computers.map(computer => [computer, web]))});
	const [there, nowhere] = [await place(fe21, sites), await place(fe21, moveStore)];
	expect(nowhere.computer).toBeUndefined();
	expect(nowhere.failed.map(({computer}) => computer)).toEqual(computers);
	expect(opened).toEqual([fe21]);
	expect(saidOf(moveStore, there, nowhere)).toBe(
		'fe21.contoso.com: OcsPowershell does not take it, and no other of its pool does it, so by hand',
	);
});

test('an endpoint with a password is looked at when it first opens: what is missing is told before anything is placed there', async () => {
	const environmentOf = () => ({SWITCHBACK_TEST_LACKS: 'Invoke-CsPoolFailOver,Invoke-CsManagementServerFailover'});
	const {place, told} = farmWith({endpoints: {[fe21]: {web, account}, [fe22]: {web, account}}, environmentOf});
	await Promise.all([place(fe21, sites), place(fe22, sites)]);
	const said = told.map(render);
	const at = said.findIndex(line => line.includes('missing'));
	expect(said[at]).toContain('At https://pool2-web.contoso.com/OcsPowershell, opened as CONTOSO\\lyncadmin, 1 thing is missing');
	expect(said.slice(at + 1, at + 3)).toEqual(['Invoke-CsPoolFailOver is not there.', 'Failover: the failover of users.']);
	// Once for both of them, and not of one that was looked at before the session began.
	expect(said.filter(line => line.includes('missing')).length).toBe(1);
	const other = farmWith({endpoints: {[fe21]: web}, environmentOf});
	await other.place(fe21, sites);
	expect(other.told.map(({id}) => id)).not.toContain('live.lacksAtEndpoint');
});

test('with one Front End at an endpoint the store is moved by another: that one is shown and confirmed, and runs it', async () => {
	const directory = newDirectory();
	const [simulator, secret] = [join(directory, 'simulator'), 'secret-of-this-test'];
	const scenario = {...loadScenario('maintenance'), faults: []};
	const about = {deployment: contoso, pool: contoso.cms.active};
	const farm = createFarm({...about, scenario, seed: 1, hitPool: about.pool, speed: 60, simulator, secret, broken: () => {}});
	onTestFinished(farm.close);
	const {open} = worldWith({
		endpoints: {[fe21]: web},
		environmentOf: computer => ({SWITCHBACK_SIMULATOR: simulator, SWITCHBACK_SIMULATOR_TOKEN: tokenOn(computer, secret)}),
	});
	const onFarm: OpenWorld = seat => {
		const {backend, ...world} = open(seat);
		const ask: Backend['ask'] = (id, what, listener) =>
			isProbe(what) ? farm.ask(id, what, output => listener.ended({ok: true, output} as ProbeEnd)) : backend.ask(id, what, listener);
		return {...world, backend: {...backend, ask}};
	};
	const header = liveHeader({recordings: directory}, {...about, begunFor: 'storeMove'});
	const session = openLive(header, {record: [], append: () => {}}, onFarm, {times: hostTimes, rate: 60});
	onTestFinished(session.stop);
	await new Promise<void>(ended => {
		session.engine.follow(entry => entry.kind === 'callEnded' && entry.changes && ended());
		playScripted(session, briefingOf(header), () => ended());
	});
	const {entries} = session.engine;
	const isMove = ({name}: CmdletCall) => name === moveStore.name;
	const shown = entries.flatMap(entry => (entry.kind === 'stepMoved' ? (entry.calls ?? []).filter(isMove) : []));
	const ran = entries.flatMap(entry => (entry.kind === 'callBegan' && isCmdletCall(entry.what) ? [entry.what] : []));
	const moves = ran.filter(isMove);
	expect(moves.length).toBe(1);
	expect(new Set([...shown, ...moves].map(({runsOn}) => runsOn))).toEqual(new Set([fe22]));
	expect(entries.findLast(entry => entry.kind === 'callEnded' && entry.changes)).toMatchObject({end: {ok: true}});
	expect(ran.filter(call => !goesThrough(call)).map(({runsOn}) => runsOn)).not.toContain(fe21);
	// Each place is written once, however often it is asked for.
	const places = entries
		.filter(entry => entry.kind === 'fact' && isPlace(entry.about))
		.map(entry => JSON.stringify('value' in entry && entry.value));
	expect(new Set(places).size).toBe(places.length);
});

const goesThrough = (call: CmdletCall) => refusedAtEndpoint(call, 'win32') === undefined;
