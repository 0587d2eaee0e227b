/**
 * Bundles src/cli.tsx to dist/switchback.js: one script, in which a module is run when it is first imported, so that a command loads
 * nothing that it does not need. Beside it is kept what V8 compiles of it for a start. It builds as soon as it is imported, so that npm
 * and the launcher can both just run it.
 */
import {spawnSync} from 'node:child_process';
import {hash} from 'node:crypto';
import {mkdir, readdir, rename, stat, unlink, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {build} from 'esbuild';
import {bundling} from './bundling.js';
import {writeHost, writeModules} from './stand-in/write-modules.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'dist');
const name = 'switchback.js';
/** With the cmdlets of the products, for rehearsals through PowerShell. */
const modules = 'stand-in';
const dayMs = 24 * 60 * 60_000;

const {
	outputFiles: [{text}],
} = await build({
	absWorkingDir: root,
	entryPoints: ['src/cli.tsx'],
	outfile: join(dist, name),
	minify: true,
	sourcemap: false,
	legalComments: 'none',
	write: false,
	...bundling,
	define: {...bundling.define, 'import.meta.url': 'url', 'import.meta.engineAhead': 'ahead', 'import.meta.resolve': 'undefined'},
});
const script = `(async (url, ahead) => {"use strict";${asAscii(text)}\n})`;
const id = hash('sha256', script).slice(0, 16);

await mkdir(dist, {recursive: true});
// All at once, so that a console started meanwhile finds a whole bundle, the old one or the new.
await writeFile(join(dist, `${name}.${process.pid}`), `//${id}\n${script}`);
await rename(join(dist, `${name}.${process.pid}`), join(dist, name));
await writeModules(join(dist, modules));
await writeHost(dist);
// Should it fail, a start is slower and nothing else.
spawnSync(process.execPath, [join(root, 'scripts/warm-up.js')], {stdio: 'ignore', timeout: 30_000});

// What is left of bundles before; one that is just being built needs its files.
for (const each of await readdir(dist)) {
	const path = join(dist, each);
	const isKept = each === name || each === modules || each.endsWith('.ps1') || each.startsWith(id);
	if (!isKept && Date.now() - (await stat(path)).mtimeMs > dayMs) await unlink(path);
}

/** Esbuild leaves such signs in regular expressions only, where their codes mean the same. */
function asAscii(code) {
	return code.replace(/[^\0-\x7f]/g, sign => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
