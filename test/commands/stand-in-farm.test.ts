/** How a session finds the process of its stand-in farm. */
import {chmodSync, mkdirSync, readdirSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {expect, onTestFinished, test} from 'vitest';
import {type FarmPlace, openFarmLink} from '../../src/adapters/stand-in/farm-link.js';
import {farmOrderOf, farmPath} from '../../src/commands/live/farm-order.js';
import {findFarmOf} from '../../src/commands/live/farm-process.js';
import {liveHeader} from '../../src/commands/live/live-header.js';
import {run} from '../../src/commands/program.js';
import type {Message} from '../../src/machines/message.js';
import {announceEngine, engineFileOf} from '../../src/storage/engine-file.js';
import {loadDeployment, loadScenario} from '../playing/play.js';
import {newDirectory} from '../playing/play-live.js';
import {fakeStreams, temporaryHome} from './fake-streams.js';

/** A session with a farm that lives, so far as its file says. */
function announced() {
	const recordings = newDirectory();
	const deployment = loadDeployment();
	const standIn = {scenario: loadScenario('edge-next-hop'), seed: 1, speed: 60};
	const order = farmOrderOf(liveHeader({recordings}, {deployment, pool: deployment.cms.active, standIn}), recordings);
	mkdirSync(dirname(farmPath(order)), {recursive: true});
	const withdraw = announceEngine(farmPath(order), {address: '/announced', token: 'secret', product: '1'});
	if (typeof withdraw !== 'function') throw new Error(withdraw.problem.id);
	const told: Message[] = [];
	const find = () => findFarmOf({environment: {}})(order, message => told.push(message));
	return {find, told, file: engineFileOf(farmPath(order))};
}

/** It ends with whoever has it. */
const end = (place: FarmPlace) =>
	new Promise<void>(ended => {
		const link = openFarmLink({find: async () => place, broken: () => {}, lost: ended, retell: () => {}});
		void link.simulator.then(() => {
			link.close(true);
			ended();
		});
	});

test('the one that lives is found by the file that it left', async () => {
	const {find, told} = announced();
	expect(await find()).toEqual({address: '/announced', secret: 'secret', isNew: false});
	expect(told).toEqual([]);
});

test.skipIf(process.platform === 'win32')(
	'a file that another account could have written leads nowhere: that is said, and another farm is told the journal',
	async () => {
		const {find, told, file} = announced();
		chmodSync(file, 0o666);
		const place = await find();
		if (!place) throw new Error('There is none');
		onTestFinished(() => end(place));
		expect(place.isNew).toBe(true);
		expect(place.address).not.toBe('/announced');
		expect(told).toMatchObject([{id: 'live.farmNotOurs', args: {path: file}}]);
	},
);

test.skipIf(process.platform === 'win32')(
	'settings for ssh that another account could have written are not used: nothing is started, and it is said what to do',
	async () => {
		const home = temporaryHome();
		const {streams, said} = fakeStreams(home);
		const path = join(temporaryHome(), 'ssh_config');
		writeFileSync(path, 'Host *\n\tProxyCommand touch /nowhere/canary\n');
		chmodSync(path, 0o666);
		const environment = {...streams.environment, SWITCHBACK_PWSH: '/nowhere/pwsh', SWITCHBACK_STAND_IN_SSH: path};
		expect(await run(['run', 'a', '--stand-in-farm', '--headless'], {...streams, environment})).toBe(3);
		expect(said.stderr).toContain(`${path} (SWITCHBACK_STAND_IN_SSH) could have been written by another account`);
		expect(said.stderr).toContain('chmod 600');
		expect(readdirSync(home, {recursive: true}).filter(name => String(name).endsWith('.jsonl'))).toEqual([]);
	},
);

test.each(['missing', 'file/in-a-file'])(
	'settings for ssh that are not there (%s) are said to be missing, before anything is asked',
	async name => {
		const home = temporaryHome();
		const {streams, said} = fakeStreams(home);
		const directory = temporaryHome();
		writeFileSync(join(directory, 'file'), '', {mode: 0o600});
		const environment = {...streams.environment, SWITCHBACK_PWSH: '/nowhere/pwsh', SWITCHBACK_STAND_IN_SSH: join(directory, name)};
		expect(await run(['run', 'a', '--stand-in-farm', '--headless'], {...streams, environment})).not.toBe(0);
		expect(said.stderr).toContain(`The file ${join(directory, name)} does not exist.`);
		expect(said.stderr).not.toContain('/nowhere/pwsh');
	},
);
