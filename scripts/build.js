/**
 * Bundles src/cli.tsx to dist/switchback.js; what is imported with import() becomes a chunk of its own and is loaded when needed.
 * It builds as soon as it is imported, so that npm and the launcher can both just run it.
 */
import {mkdir, readdir, rename, stat, unlink, writeFile} from 'node:fs/promises';
import {basename, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {build} from 'esbuild';
import {bundling} from './bundling.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'dist');
const dayMs = 24 * 60 * 60_000;

const {outputFiles} = await build({
	absWorkingDir: root,
	entryPoints: {switchback: 'src/cli.tsx'},
	outdir: dist,
	chunkNames: 'chunk-[hash]',
	splitting: true,
	minify: true,
	sourcemap: false,
	legalComments: 'none',
	write: false,
	...bundling,
});

await mkdir(dist, {recursive: true});
// The entry comes last and all at once, so that a console started meanwhile finds a whole bundle, the old one or the new.
const entryLast = outputFiles.toSorted((a, b) => Number(isEntry(a.path)) - Number(isEntry(b.path)));
for (const {path, contents} of entryLast) {
	await writeFile(`${path}.${process.pid}`, contents);
	await rename(`${path}.${process.pid}`, path);
}

// An engine started from the previous bundle may still need its chunks; after a day none does.
const current = new Set(outputFiles.map(({path}) => basename(path)));
for (const name of await readdir(dist)) {
	const path = join(dist, name);
	if (!current.has(name) && Date.now() - (await stat(path)).mtimeMs > dayMs) await unlink(path);
}

function isEntry(path) {
	return basename(path) === 'switchback.js';
}
