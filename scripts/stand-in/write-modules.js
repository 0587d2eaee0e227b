/** Writes the modules for rehearsals through PowerShell: `<year>/<product's module>/`, as PowerShell wants to find them. */
import {mkdir, rename, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {build} from 'esbuild';

const here = fileURLToPath(new URL('.', import.meta.url));

export async function writeModules(directory) {
	const {manifestText, moduleText, products} = await loadTexts();
	for (const product of products) {
		const folder = join(directory, product.year, product.module);
		await mkdir(folder, {recursive: true});
		await replace(join(folder, `${product.module}.psm1`), moduleText(product, here));
		await replace(join(folder, `${product.module}.psd1`), manifestText(product));
	}
}

/** From memory: where the product is installed, nothing else may be written. */
async function loadTexts() {
	const {outputFiles} = await build({
		entryPoints: [join(here, 'module-text.ts')],
		bundle: true,
		platform: 'node',
		format: 'esm',
		write: false,
	});
	return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);
}

/** A PowerShell that is just starting finds a whole file, the old one or the new. */
async function replace(path, text) {
	await writeFile(`${path}.${process.pid}`, text);
	await rename(`${path}.${process.pid}`, path);
}
