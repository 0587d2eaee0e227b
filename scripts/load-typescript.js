/**
 * Loads a TypeScript module into a script: bundled as the product is, in node_modules/.cache for as long as it takes.
 */
import {mkdir, unlink} from 'node:fs/promises';
import {join} from 'node:path';
import {fileURLToPath, pathToFileURL} from 'node:url';
import {build} from 'esbuild';
import {bundling, stockInk} from './bundling.js';

export const root = fileURLToPath(new URL('..', import.meta.url));
export const cache = join(root, 'node_modules', '.cache', 'switchback-scripts');

/** `entry`: a path in the checkout. */
export async function loadTypeScript(entry) {
	const outfile = await buildScript(entry);
	try {
		return await import(pathToFileURL(outfile));
	} finally {
		await unlink(outfile);
	}
}

/** @returns the path of a program, for whoever unlinks it. */
export async function buildScript(entry, {isStock = false} = {}) {
	const outfile = join(cache, `${entry.replaceAll(/[^a-z0-9]+/gi, '-')}-${isStock ? 'stock-' : ''}${process.pid}.mjs`);
	await mkdir(cache, {recursive: true});
	await build({
		absWorkingDir: root,
		entryPoints: [entry],
		outfile,
		// As the product is.
		minify: true,
		...bundling,
		...(isStock ? stockInk : {}),
		// What is compiled for the machine, or is no module, cannot be taken in.
		external: ['@lydell/node-pty', '@xterm/headless'],
	});
	return outfile;
}
