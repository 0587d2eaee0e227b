/**
 * Starts the process of an engine for what a person is about to play, before anything else is loaded: a process takes long to
 * start, and this one does so beside the console. It only looks at the words; when it turns out not to be needed, it is told nothing
 * and ends.
 */
const {isatty} = require('node:tty');

const commands = ['drill', 'run'];
/** With any of these there is no engine of its own. */
const without = ['--headless', '--json', '--read-only', '--in-process', '--help'];

exports.engineAhead = words => {
	if (!commands.includes(words[0]) || !isatty(0) || !isatty(1) || words.some(word => without.includes(word))) return undefined;
	const {spawn} = require('node:child_process');
	const options = {detached: true, windowsHide: true, stdio: ['pipe', 'pipe', 'ignore']};
	const child = spawn(process.execPath, [process.argv[1], 'engine'], options);
	// Whoever needs it sees that it is not there.
	for (const each of [child, child.stdin]) each?.on('error', () => {});
	return child;
};
