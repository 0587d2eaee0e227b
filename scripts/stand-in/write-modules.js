/** Puts beside the bundle what PowerShell loads: modules for rehearsals as `<year>/<product's module>/`, and what a host runs. */
import {mkdir, readdir, readFile, rename, writeFile} from 'node:fs/promises';
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

/** What a host runs stands beside the bundle, as it is. */
export async function writeHost(directory) {
	const source = join(here, '../../src/adapters/powershell');
	for (const name of (await readdir(source)).filter(each => each.endsWith('.ps1')))
		await replace(join(directory, name), await readFile(join(source, name)));
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
