/** The password of an endpoint's account, from the keys that type it to the host that opens with it; and that nothing else has it. */
import {createHash} from 'node:crypto';
import {readdirSync, readFileSync} from 'node:fs';
import {createConnection} from 'node:net';
import {join} from 'node:path';
import {PassThrough} from 'node:stream';
import {expect, onTestFinished, test, vi} from 'vitest';
import {attachTo, type RemoteEngine} from '../../src/adapters/engine/remote-engine.js';
import {serve} from '../../src/adapters/engine/server.js';
import {liveHeader} from '../../src/commands/live/live-header.js';
import type {LiveWorld} from '../../src/commands/live/live-session.js';
import {realFarm} from '../../src/commands/live/real-farm.js';
import {startSession} from '../../src/commands/played-session.js';
import type {AskEnd} from '../../src/machines/ask.js';
import {read} from '../../src/machines/cmdlet.js';
import {openConsole} from '../../src/ui/linear/console.js';
import {createLineInput} from '../../src/ui/linear/line-input.js';
import {createPrinter} from '../../src/ui/linear/printer.js';
import {createTeller} from '../../src/ui/linear/teller.js';
import {createRenderer} from '../../src/ui/messages/render.js';
import {loadDeployment} from '../playing/play.js';
import {pretendedHost} from '../playing/play-live.js';
import {fakeStreams, temporaryHome} from './fake-streams.js';

const account = 'CONTOSO\\lyncadmin';
const canary = 'c\u00e4nary \u201copen\u201d sesame';
const computer = 'fe21.contoso.com';

/** A live session with its journal and its socket; what it keeps, says and sends. */
async function open() {
	const home = temporaryHome();
	const opened = join(temporaryHome(), 'opened');
	const deployment = loadDeployment();
	const header = liveHeader({recordings: home}, {deployment, pool: deployment.cms.active});
	let world: LiveWorld | undefined;
	const farm = realFarm({
		executable: pretendedHost,
		recordings: home,
		environment: {SWITCHBACK_TEST_OPENED_WITH: opened},
		endpoints: {[computer]: {web: 'pool2-web.contoso.com', account}},
		platform: 'win32',
	});
	const live = {said: [], worldFor: () => (seat: Parameters<typeof farm>[0]) => (world = farm(seat))};
	const session = startSession(header, {recordings: home}, {speed: 1, isPerson: true}, {live});
	const {engine, secrets, now, rate} = session.playing;
	const log: string[] = [];
	const address = join(home, 'socket');
	const server = await serve({
		...{address, token: 'token', log: text => log.push(text), attached: () => {}},
		served: {
			...{session: header.session, product: '0', follow: engine.follow, entryAt: engine.entryAt, send: engine.send, secrets},
			...{watchTrouble: engine.watchTrouble, clock: () => ({at: now(), rate: rate()}), write: engine.remark, stop: () => {}},
		},
	});
	onTestFinished(async () => {
		await server.close({type: 'farewell', why: {id: 'engine.stopped'}, exitCode: 5});
		session.close();
	});
	const attach = async (who: string): Promise<RemoteEngine> => {
		const reached = await attachTo({address, token: 'token', product: '0', client: {who, from: 'pts/1', pid: 1}, wants: 'act'});
		if ('problem' in reached) throw new Error(reached.problem);
		onTestFinished(reached.close);
		return reached;
	};
	const ask = () =>
		new Promise<AskEnd>(ended => void world?.backend.ask('step/call1', read(computer, 'Get-CsSite'), {stream: () => {}, ended}));
	return {
		home,
		opened,
		header,
		address,
		log,
		attach,
		ask,
		now,
		events: () => engine.entries.map(entry => JSON.stringify(entry)).join('\n'),
	};
}

/** All that another console is sent. */
function overheard(address: string): () => string {
	let heard = '';
	const socket = createConnection(address);
	onTestFinished(() => void socket.destroy());
	socket.on('data', chunk => {
		heard += chunk;
	});
	const client = {who: 'luis', from: 'pts/2', pid: 2};
	const hello = {type: 'hello', token: 'token', protocol: {oldest: 1, newest: 1}, product: '0', client, wants: 'observe', after: 0};
	socket.write(`${JSON.stringify(hello)}\n`);
	return () => heard;
}

const everythingIn = (folder: string): string =>
	readdirSync(folder, {recursive: true, withFileTypes: true})
		.filter(entry => entry.isFile())
		.map(entry => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
		.join('\n');

test('is typed unseen at the console that acts, reaches the host, and is in no file, line, journal or log', async () => {
	const {home, opened, header, address, log, attach, ask, now, events} = await open();
	const acting = await attach('karin');
	const heard = overheard(address);
	const {streams, said, shows} = fakeStreams(home, {isTTY: true});
	const keys = new PassThrough();
	const raw: boolean[] = [];
	const input = createLineInput(Object.assign(keys, {isTTY: true, setRawMode: (isRaw: boolean) => raw.push(isRaw)}));
	const render = createRenderer({language: 'en', timeZone: 'UTC', startedAt: header.startedAt});
	const linear = openConsole({
		...{engine: acting, render, input, operator: 'karin', now, isNew: true},
		printer: createPrinter(streams.stdout, () => 300),
		tell: createTeller({render, recording: '-', speed: '1'}),
	});
	onTestFinished(() => linear.stop([]));

	const first = ask();
	await shows('Type the password of CONTOSO');
	keys.write('wrong\r');
	expect(await first).toMatchObject({ok: false, errorId: 'HostNotOpened,Switchback'});
	const second = ask();
	await shows('opened nothing');
	// Pasted, with one sign too many.
	keys.write(`${canary}x`);
	keys.write('\x7f\r');
	await second;
	const digest = createHash('sha256').update(`=${canary}`).digest('hex');
	expect(readFileSync(opened, 'utf8')).toBe(`=${account} ${digest}`);
	// The next question is asked with what is known.
	await ask();
	expect(raw).toEqual([true, false, true, false]);

	await vi.waitFor(() => expect(heard()).toContain('log.secretGiven'));
	const kept = [everythingIn(home), said.stdout, said.stderr, heard(), events(), ...log].join('\n');
	for (const part of [canary, 'sesame', 'nary', JSON.stringify(canary).slice(1, -1)]) expect(kept).not.toContain(part);
	expect(everythingIn(home)).toContain('log.secretWrong');
	expect(everythingIn(home).match(/log\.secretWanted/g)).toHaveLength(2);
});

test('is not taken from a console that does not act', async () => {
	const {attach, ask, log} = await open();
	const acting = await attach('karin');
	const other = await attach('luis');
	const end = ask();
	await new Promise<void>(resolve => other.secrets?.watch(wanted => wanted && resolve()));
	other.secrets?.give(account, canary);
	await vi.waitFor(() => expect(log.join('\n')).toContain('luis does not act'));
	acting.secrets?.give(account);
	expect(await end).toMatchObject({ok: false, errorId: 'HostNoSecret,Switchback'});
	expect(log.join('\n')).not.toContain('sesame');
});
