/** A live session some of whose computers are reached through OcsPowershell: with hosts that only pretend to be PowerShell. */
import {join} from 'node:path';
import {expect, onTestFinished, test} from 'vitest';
import {localTransport} from '../../src/adapters/powershell/local-transport.js';
import {plainRenderer} from '../../src/commands/desk.js';
import {realFarm} from '../../src/commands/live/real-farm.js';
import {applyEntry, emptyView} from '../../src/machines/journal/session-view.js';
import {type Placed, placeKey} from '../../src/machines/live/where-to-run.js';
import type {Message} from '../../src/machines/message.js';
import type {EndpointSettings} from '../../src/storage/settings.js';
import {whereSaid} from '../../src/ui/where-said.js';
import {newHeader} from '../playing/play.js';
import {newDirectory, pretendedHost} from '../playing/play-live.js';

const account = 'CONTOSO\\lyncadmin';
const [fe21, fe22] = ['fe21.contoso.com', 'fe22.contoso.com'];
const web = 'pool2-web.contoso.com';
const render = plainRenderer();

/** From Windows, as far as it can tell. A password that is wanted is typed. */
function farmWith(endpoints: EndpointSettings, environment: Record<string, string> = {}) {
	const directory = newDirectory();
	const told: Message[] = [];
	const opened: string[] = [];
	const world = realFarm({
		...{executable: '', recordings: directory, environment: {}, endpoints, platform: 'win32'},
		transportTo(computer) {
			const address = join(directory, `host${opened.push(computer)}`);
			const also = {SWITCHBACK_TEST_OPENED_WITH: join(directory, 'opened'), ...environment};
			return localTransport({program: [pretendedHost], place: () => ({address, release: () => {}}), environment: also});
		},
	})({
		header: {...newHeader(), world: 'live'},
		record: [],
		now: () => 0,
		after: () => () => {},
		told: message => told.push(message),
	});
	onTestFinished(() => world.close(true));
	world.secrets?.watch(wanted => wanted && setImmediate(() => world.secrets?.give(wanted.reference, 'sesame')));
	const place = (wanted: string) => new Promise<Placed>(placed => world.backend.place?.(wanted, placed));
	return {place, told, opened};
}

/** As a card says where something runs, once this was written. */
function saidOf(computer: string, placed: Placed): string {
	const value = JSON.parse(JSON.stringify(placed));
	const view = applyEntry(emptyView, {seq: 1, at: 0, kind: 'fact', about: placeKey(placed.wanted), value, source: 'PowerShell', seenAt: 0});
	return whereSaid(computer, {view, render});
}

test('a computer at an endpoint is shown with that way and the account of the endpoint, and no elevation is claimed for it', async () => {
	const {place, told} = farmWith({[fe21]: {web, account}});
	const placed = await place(fe21);
	expect(placed).toEqual({wanted: fe21, computer: fe21, way: 'OcsPowershell', account, isElevated: null, failed: []});
	expect(saidOf(fe21, placed)).toBe('fe21.contoso.com, through OcsPowershell, CONTOSO\\lyncadmin');
	expect(told.map(render)).toContain(
		'fe21.contoso.com: its PowerShell is being opened through OcsPowershell. It is waited for 3 min at most.',
	);
});

test('at an endpoint without an account it is the logon of this computer; beside it SSH leads to the others as ever', async () => {
	const {place} = farmWith({[fe21]: web});
	expect(await place(fe21)).toMatchObject({way: 'OcsPowershell', account: 'CONTOSO\\adm', isElevated: null});
	expect(await place(fe22)).toMatchObject({way: 'ssh', account: 'CONTOSO\\adm', isElevated: true});
});
