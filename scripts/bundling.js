/** How the source becomes JavaScript: for the product, and for whatever measures or plays it from a script. */
import {readFile} from 'node:fs/promises';
import {fileURLToPath} from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

export const bundling = {
	bundle: true,
	platform: 'node',
	format: 'esm',
	target: 'node22',
	jsx: 'automatic',
	loader: {'.json': 'json'},
	define: {'process.env.NODE_ENV': '"production"', 'process.env.DEV': '"false"'},
	plugins: [withoutDevtools(), withQuickWidths(), withPlainProcess(), withKeptSigns()],
	// Some of what Ink brings is CommonJS, and asks for modules of Node by require.
	banner: {js: "import {createRequire} from 'node:module';const require=createRequire(import.meta.url);"},
	logLevel: 'warning',
};

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
 * tables takes as long as half of Node's own start, and the lines of a frame alone would cause it. All else is measured as ever.
 */
function withQuickWidths() {
	return {
		name: 'with-quick-widths',
		setup({onResolve, onLoad}) {
			onResolve({filter: /^string-width$/}, ({path, importer}) =>
				/node_modules/.test(importer) ? {path, namespace: 'quick-widths'} : undefined,
			);
			onLoad({filter: /.*/, namespace: 'quick-widths'}, () => ({
				contents: "export {styledWidth as default} from './src/ui/row.ts';",
				resolveDir: root,
			}));
		},
	};
}

/**
 * Who imports `node:process` makes Node look at every property of it, among them some that are made when they are looked at: all its
 * options, all its streams. The global of the same name is the same object.
 */
function withPlainProcess() {
	return {
		name: 'with-plain-process',
		setup({onResolve, onLoad}) {
			onResolve({filter: /^(?:node:)?process$/}, ({path}) => ({path, namespace: 'plain-process'}));
			onLoad({filter: /.*/, namespace: 'plain-process'}, () => ({
				contents: 'export default process; export const {env, platform, cwd} = process;',
			}));
		},
	};
}

/**
 * Ink takes every string of a frame apart into signs, and forgets them with the frame. Most strings of a frame are those of the frame
 * before: kept, they halve what a key takes. They are let go of when there are many, because a log has ever new ones.
 */
function withKeptSigns() {
	const once = 'caches = new OutputCaches();';
	const kept = `
let kept;
function keptCaches() {
	if (!kept || kept.styledChars.size > 2000) kept = new OutputCaches();
	return kept;
}`;
	return {
		name: 'with-kept-signs',
		setup({onLoad}) {
			onLoad({filter: /[\\/]ink[\\/]build[\\/]output\.js$/}, async ({path}) => {
				const contents = await readFile(path, 'utf8');
				if (!contents.includes(once)) throw new Error(`${path} is not the Ink that this was made for`);
				return {contents: contents.replace(once, 'caches = keptCaches();') + kept};
			});
		},
	};
}
