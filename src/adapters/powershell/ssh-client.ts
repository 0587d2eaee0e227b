/** The `ssh` of this computer, by which hosts are started on others. */

/** What it calls itself, `OpenSSH_9.2p1 …`; undefined where there is none. */
export async function sshVersion(environment: Readonly<Record<string, string | undefined>>): Promise<string | undefined> {
	const {execa} = await import('execa');
	const {stderr, stdout, failed} = await execa('ssh', ['-V'], {
		...{reject: false, stdin: 'ignore', timeout: 10_000, windowsHide: true, extendEnv: false, env: {...environment}},
	});
	return failed ? undefined : (stderr || stdout).trim().split('\n')[0];
}
