/**
 * Loads a TypeScript module into a script: bundled as the product is, in node_modules/.cache for as long as it takes.
 */
import {mkdir, unlink} from 'node:fs/promises';
import {join} from 'node:path';
import {fileURLToPath, pathToFileURL} from 'node:url';
import {build} from 'esbuild';

export const root = fileURLToPath(new URL('..', import.meta.url));
export const cache = join(root, 'node_modules', '.cache', 'switchback-scripts');

/** `entry`: a path in the checkout. */
export async function loadTypeScript(entry) {
	const outfile = join(cache, `${entry.replaceAll(/[^a-z0-9]+/gi, '-')}-${process.pid}.mjs`);
	await mkdir(cache, {recursive: true});
	await build({
		absWorkingDir: root,
		entryPoints: [entry],
		outfile,
		bundle: true,
		platform: 'node',
		format: 'esm',
		target: 'node22',
		loader: {'.json': 'json'},
		define: {'process.env.NODE_ENV': '"production"'},
		logLevel: 'warning',
	});
	try {
		return await import(pathToFileURL(outfile));
	} finally {
		await unlink(outfile);
	}
}
