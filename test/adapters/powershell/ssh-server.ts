/** A real OpenSSH server on loopback, with keys and a home that are thrown away. */
import {execFileSync, spawn} from 'node:child_process';
import {existsSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {createServer} from 'node:net';
import {userInfo} from 'node:os';
import {join} from 'node:path';
import {onTestFinished} from 'vitest';

/** Undefined where there is none; it has to be started by its whole path. */
export const sshd = ['/usr/sbin/sshd', '/usr/local/sbin/sshd'].find(existsSync);

export type SshServer = {
	readonly destination: string;
	/** For `ssh`: no settings of this account, only the keys that were made for it. */
	readonly options: readonly string[];
	readonly knownHosts: string;
	/** Path of settings for `ssh` that lead every name to this server. */
	readonly everyName: string;
	/** Ends the server and every connection of it. */
	readonly stop: () => void;
	readonly cutLinks: () => void;
	/** Another key of its own, as after an installation. */
	readonly makeHostKey: () => void;
	readonly start: () => Promise<void>;
};

/** `more`: settings of the server. */
export async function openSshServer(folder: string, more: readonly string[] = []): Promise<SshServer> {
	const port = await freePort();
	const at = (name: string) => join(folder, name);
	const keygen = (name: string) => {
		execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', at(name)]);
		return readFileSync(at(`${name}.pub`), 'utf8');
	};
	// Of root, sshd wants it; for anybody else it does without.
	if (process.getuid?.() === 0) mkdirSync('/run/sshd', {recursive: true});
	let hostKey = keygen('host-key-1');
	let keys = 1;
	writeFileSync(at('authorized'), keygen('login-key'), {mode: 0o600});
	const knownHosts = at('known-hosts');
	const everyName = at('every-name');
	writeFileSync(everyName, everyNameTo({port, key: at('login-key'), knownHosts}));
	writeFileSync(knownHosts, `[127.0.0.1]:${port} ${hostKey}`);
	const {username} = userInfo();
	let child: ReturnType<typeof spawn> | undefined;

	const settings = () => [
		...[
			'-o',
			`HostKey=${at(`host-key-${keys}`)}`,
			'-o',
			`AuthorizedKeysFile=${at('authorized')}`,
			'-o',
			'StrictModes=no',
			'-o',
			'UsePAM=no',
		],
		...[
			'-o',
			`ListenAddress=127.0.0.1:${port}`,
			'-o',
			`PidFile=${at('pid')}`,
			'-o',
			'PermitRootLogin=yes',
			'-o',
			'PasswordAuthentication=no',
			'-o',
			'AcceptEnv=SWITCHBACK_SIMULATOR SWITCHBACK_SIMULATOR_TOKEN',
		],
		...more.flatMap(setting => ['-o', setting]),
	];
	async function start() {
		child = spawn(sshd ?? '', ['-D', '-e', '-f', '/dev/null', ...settings()], {stdio: ['ignore', 'ignore', 'pipe']});
		const {stderr} = child;
		await new Promise<void>(resolve => stderr?.on('data', (text: Buffer) => String(text).includes('Server listening') && resolve()));
	}
	/** Each of them is a child of the server. */
	function cutLinks() {
		for (const pid of childrenOf(child?.pid)) {
			for (const inner of childrenOf(pid)) process.kill(inner, 'SIGKILL');
			process.kill(pid, 'SIGKILL');
		}
	}
	const stop = () => {
		cutLinks();
		child?.kill('SIGKILL');
	};
	onTestFinished(stop);
	await start();
	return {
		destination: `${username}@127.0.0.1`,
		options: [
			...[
				'-F',
				'/dev/null',
				'-p',
				String(port),
				'-i',
				at('login-key'),
				'-o',
				'IdentitiesOnly=yes',
				'-o',
				`UserKnownHostsFile=${knownHosts}`,
			],
			...['-o', 'GlobalKnownHostsFile=/dev/null', '-o', 'StrictHostKeyChecking=yes'],
		],
		knownHosts,
		everyName,
		stop,
		cutLinks,
		makeHostKey() {
			keys++;
			hostKey = keygen(`host-key-${keys}`);
		},
		start,
	};
}

/** Of sshd only: what it started for somebody runs on, as it does when a link breaks. Whoever is gone has none. */
function childrenOf(pid: number | undefined): number[] {
	try {
		const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number);
		return children.filter(child => readFileSync(`/proc/${child}/comm`, 'utf8').startsWith('sshd'));
	} catch {
		return [];
	}
}

function freePort(): Promise<number> {
	return new Promise(resolve => {
		const server = createServer();
		server.listen(0, '127.0.0.1', () => {
			const address = server.address();
			server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
		});
	});
}

/** The key of the server is known by its address, whatever it is called. */
const everyNameTo = ({port, key, knownHosts}: {readonly port: number; readonly key: string; readonly knownHosts: string}): string =>
	`Host *
	HostName 127.0.0.1
	Port ${port}
	User ${userInfo().username}
	IdentityFile ${key}
	IdentitiesOnly yes
	UserKnownHostsFile ${knownHosts}
	GlobalKnownHostsFile /dev/null
	StrictHostKeyChecking yes
`;
