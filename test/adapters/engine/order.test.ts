/** An engine that is told what to do, and says nothing to it. */
import {execFile} from 'node:child_process';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';
import {expect, test} from 'vitest';

const source = fileURLToPath(new URL('../../../src/adapters/engine/start.ts', import.meta.url));

/** Ends when nothing keeps it; the engine that it has started never does by itself. */
const starter = (leave: string) => `
	import {registerHooks} from 'node:module';
	registerHooks({resolve: (name, context, next) => next(name.startsWith('.') ? name.replace(/js$/, 'ts') : name, context)});
	const {orderEngine, startEngine} = await import(${JSON.stringify(source)});
	const engine = startEngine({program: [process.execPath, '-e', 'setInterval(() => {}, 1000)'], environment: process.env});
	const left = new AbortController();
	orderEngine(engine, {}, left.signal);
	process.on('exit', () => process.kill(engine.pid, 'SIGKILL'));
	${leave}
`;

test('one that never answers does not keep a console whose operator has left', async () => {
	const run = promisify(execFile);
	await expect(run(process.execPath, ['--input-type=module', '-e', starter('left.abort();')])).resolves.toBeDefined();
});
