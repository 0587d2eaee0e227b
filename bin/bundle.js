/**
 * The bundle, with what V8 made of its source when it was built. Node's own compile cache keeps only what is compiled on import; nearly
 * every function is compiled when it is first called, and a start calls thousands: a third of the time to the first frame.
 */
const {readFileSync} = require('node:fs');
const {join} = require('node:path');
const {pathToFileURL} = require('node:url');
const {Script} = require('node:vm');

exports.readBundle = readBundle;

/** @throws where there is no bundle. */
function readBundle(dist) {
	const filename = join(dist, 'switchback.js');
	// Built as ASCII: read as such it takes half.
	const source = readFileSync(filename, 'latin1');
	const compiledTo = join(dist, `${source.slice(2, source.indexOf('\n'))}-${process.version}.compiled`);
	const cachedData = readIfThere(compiledTo);
	// What another V8 has compiled, or one with other flags, it takes no notice of.
	const script = new Script(source, {filename, cachedData});
	return {
		/** Where what was compiled is kept, of this very source by this very Node. */
		compiledTo,
		isCompiled: script.cachedDataRejected === false,
		compiled: () => script.createCachedData(),
		/** `ahead`: the process of an engine that was started already. */
		run: ahead => script.runInThisContext()(pathToFileURL(filename).href, ahead),
	};
}

function readIfThere(path) {
	try {
		return readFileSync(path);
	} catch {
		return undefined;
	}
}
