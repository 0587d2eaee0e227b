/** One question to a PowerShell that ends with its answer: for what is asked before any host is started. */

/** It looks into every folder of modules, on a slow disk too. */
const answersWithinMs = 120_000;

/** `question`: a text of the product's own, whose last line of output is JSON. Undefined where there is no such answer. */
export async function askOnce(
	executable: string,
	question: string,
	environment: Readonly<Record<string, string | undefined>>,
	withinMs = answersWithinMs,
): Promise<unknown> {
	const {execa} = await import('execa');
	const asked = execa(executable, ['-NoLogo', '-NoProfile', '-NonInteractive', '-Command', question], {
		reject: false,
		stdin: 'ignore',
		windowsHide: true,
		extendEnv: false,
		env: {...environment},
	});
	const late = setTimeout(() => {
		asked.kill('SIGKILL');
		// What it has started may live on, and hold them open for ever.
		for (const stream of [asked.stdout, asked.stderr]) stream?.destroy();
	}, withinMs);
	const {stdout, failed} = await asked;
	clearTimeout(late);
	if (failed) return undefined;
	try {
		// What a policy of the machine prints comes before it.
		return JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
	} catch {
		return undefined;
	}
}
