/** One question to a PowerShell that ends with its answer: for what is asked before any host is started. */
import {quiet} from './quiet.js';

/** It looks into every folder of modules, on a slow disk too. */
export const answersWithinMs = 120_000;

export type Asking = {
	readonly withinMs?: number;
	/** Nobody waits for the answer any more. */
	readonly left?: AbortSignal | undefined;
	/** Before each that is asked: it has so long. */
	readonly asks?: ((executable: string, withinMs: number) => void) | undefined;
};

/** `question`: a text of the product's own, whose last line of output is JSON. Undefined where there is no such answer. */
export async function askOnce(
	executable: string,
	question: string,
	environment: Readonly<Record<string, string | undefined>>,
	{withinMs = answersWithinMs, left, asks}: Asking = {},
): Promise<unknown> {
	if (left?.aborted) return undefined;
	asks?.(executable, withinMs);
	const {execa} = await import('execa');
	const asked = execa(executable, ['-NoLogo', '-NoProfile', '-NonInteractive', '-Command', question], {
		reject: false,
		stdin: 'ignore',
		windowsHide: true,
		extendEnv: false,
		env: {...environment, ...quiet},
	});
	const giveUp = () => {
		asked.kill('SIGKILL');
		// What it has started may live on, and hold them open for ever.
		for (const stream of [asked.stdout, asked.stderr]) stream?.destroy();
	};
	const late = setTimeout(giveUp, withinMs);
	left?.addEventListener('abort', giveUp);
	const {stdout, failed} = await asked;
	clearTimeout(late);
	left?.removeEventListener('abort', giveUp);
	if (failed) return undefined;
	try {
		// What a policy of the machine prints comes before it.
		return JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
	} catch {
		return undefined;
	}
}
