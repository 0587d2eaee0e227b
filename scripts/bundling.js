/** How the source becomes JavaScript: for the product, and for whatever measures or plays it from a script. */
import {readFile} from 'node:fs/promises';
import {isBuiltin} from 'node:module';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {build} from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));

export const bundling = {
	bundle: true,
	platform: 'node',
	format: 'esm',
	target: 'node22',
	jsx: 'automatic',
	loader: {'.json': 'json'},
	define: {'process.env.NODE_ENV': '"production"', 'process.env.DEV': '"false"'},
	plugins: [withoutDevtools(), withQuickWidths(), withPlainModules(), withRowOutput(), withQuickSigns(), withKnownLines(), withReadFiles()],
	logLevel: 'warning',
};

/** Ink with its own output, to be measured beside ours. */
export const stockInk = {plugins: bundling.plugins.filter(({name}) => !['with-row-output', 'with-known-lines'].includes(name))};

/** Ink imports them when DEV is set, which it never is here; they are not installed. */
function withoutDevtools() {
	return {
		name: 'without-devtools',
		setup({onResolve, onLoad}) {
			onResolve({filter: /^react-devtools-core$/}, ({path}) => ({path, namespace: 'absent'}));
			onLoad({filter: /.*/, namespace: 'absent'}, () => ({contents: 'export default {};'}));
		},
	};
}

/**
 * What Ink and its helpers measure is counted as we count it: what has one cell for each sign needs no table. The first look into the
 * tables takes as long as half of Node's own start, and the lines of a frame alone would cause it; so does only making the expressions
 * that look. All else is measured as ever.
 */
function withQuickWidths() {
	return {
		name: 'with-quick-widths',
		setup({onResolve, onLoad}) {
			onResolve({filter: /^string-width$/}, ({path, importer, pluginData}) =>
				pluginData === 'itself' ? undefined : {path, namespace: /node_modules/.test(importer) ? 'quick-widths' : 'late-widths'},
			);
			onLoad({filter: /.*/, namespace: 'quick-widths'}, () => ({
				contents: "export {styledWidth as default} from './src/ui/row.ts';",
				resolveDir: root,
			}));
			// What is required is made when it is asked for.
			onLoad({filter: /.*/, namespace: 'late-widths'}, () => ({
				contents: "export default (text, options) => require('string-width').default(text, options);",
				resolveDir: root,
				pluginData: 'itself',
			}));
		},
	};
}

/**
 * Who imports a module of Node makes Node look at every property of it, among them some that are made when they are looked at: of
 * `process` all its options and all its streams, of `fs` its promises and its streams, of `util` a comparison of texts with its colours.
 * Inherited, they are looked at when they are asked for.
 */
function withPlainModules() {
	return {
		name: 'with-plain-modules',
		setup({onResolve, onLoad}) {
			onResolve({filter: /^[a-z0-9_/:]+$/}, ({path, kind, importer}) => {
				if (!isBuiltin(path)) return undefined;
				const name = path.replace('node:', '');
				// What starts processes takes more of this one, and is loaded when a process is about to be started.
				const takesLittle = name === 'process' && kind !== 'require-call' && !/node_modules[\\/]execa[\\/]/.test(importer);
				return {path: name, namespace: takesLittle ? 'plain-process' : 'plain-modules'};
			});
			onLoad({filter: /.*/, namespace: 'plain-process'}, () => ({
				contents: 'export default process; export const {env, platform, cwd} = process;',
			}));
			onLoad({filter: /.*/, namespace: 'plain-modules'}, ({path}) => ({
				contents: `const itself = process.getBuiltinModule('node:${path}');
module.exports = typeof itself === 'object' && itself !== process ? Object.create(itself) : itself;`,
			}));
		},
	};
}

/** Ink writes its frames into an output of ours, which says why. */
function withRowOutput() {
	return {
		name: 'with-row-output',
		setup({onResolve, onLoad}) {
			onResolve({filter: /[\\/]output\.js$/}, ({path, importer}) =>
				/[\\/]ink[\\/]build[\\/]renderer\.js$/.test(importer) ? {path, namespace: 'row-output'} : undefined,
			);
			onLoad({filter: /.*/, namespace: 'row-output'}, () => ({
				contents: "export {RowOutput as default} from './src/ui/terminal/row-output.ts';",
				resolveDir: root,
			}));
		},
	};
}

/**
 * What takes texts apart into signs does it as we do, where it can: what it asks otherwise is dear to make, and is made on import, and is
 * slow for each string of each frame.
 */
function withQuickSigns() {
	const made = /^const (\w+) = new Intl\.Segmenter\((?:undefined, \{ ?granularity: ['"]grapheme['"] ?\})?\);$/m;
	const ours = `import {signsOf} from ${JSON.stringify(join(root, 'src/ui/row.ts'))};`;
	return {
		name: 'with-quick-signs',
		setup({onLoad}) {
			onLoad(
				{
					filter:
						/node_modules[\\/](?:@alcalzone[\\/]ansi-tokenize|ink|slice-ansi|wrap-ansi)[\\/].*(?:tokenize|tokenize-ansi|line-update|index)\.js$/,
				},
				async ({path}) => {
					const contents = await readFile(path, 'utf8');
					return made.test(contents) ? {contents: `${ours}${contents.replace(made, 'const $1 = {segment: signsOf};')}`} : undefined;
				},
			);
		},
	};
}

/** Ink looks for what could steer a terminal in every text of every frame, twice. In a line that it has looked through it does not look again. */
function withKnownLines() {
	return {
		name: 'with-known-lines',
		setup({onResolve, onLoad}) {
			onResolve({filter: /[\\/]sanitize-ansi\.js$/}, ({path, importer, resolveDir, pluginData}) =>
				pluginData === 'itself' || !/[\\/]ink[\\/]build[\\/]/.test(importer)
					? undefined
					: {path, namespace: 'known-lines', pluginData: resolveDir},
			);
			onLoad({filter: /.*/, namespace: 'known-lines'}, ({path, pluginData}) => ({
				contents: `import itself from ${JSON.stringify(join(pluginData, path))};
import {lineByLine} from ${JSON.stringify(join(root, 'src/ui/remembered.ts'))};
export default lineByLine(itself);`,
				resolveDir: root,
				pluginData: 'itself',
			}));
		},
	};
}

/** The files that come with the product are read when it is built, by the product itself. */
function withReadFiles() {
	return {
		name: 'with-read-files',
		setup({onLoad}) {
			onLoad({filter: /[\\/]src[\\/]commands[\\/]read-bundled\.ts$/}, async ({path}) => {
				const {outputFiles} = await build({entryPoints: [path], bundle: true, platform: 'node', format: 'esm', write: false});
				const {readBundled} = await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);
				return {contents: `export const readBundled = () => JSON.parse(${JSON.stringify(JSON.stringify(readBundled()))});`};
			});
		},
	};
}
