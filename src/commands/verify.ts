/** `switchback verify`: reads a recording line by line and says whether it is unbroken, and sealed or not. It shows accidents, not forgery. */
import {say} from '../machines/message.js';
import {findSession} from '../storage/library.js';
import {verifyRecording} from '../storage/recording.js';
import {line} from '../ui/linear/line.js';
import {createPrinter} from '../ui/linear/printer.js';
import {type Desk, printJson} from './desk.js';
import {columnsOf} from './streams.js';
import {emptyValue, exitCodes, orStop, stopWith} from './usage-problem.js';

export async function verify(desk: Desk, name: string, {json}: {readonly json?: true}): Promise<number> {
	const {render, streams} = desk;
	if (name === '') return emptyValue('recording', 'verify');
	const {path} = orStop(findSession(desk.home, name));
	const {isUnbroken, isSealed, entries, brokenAt, torn} = orStop(verifyRecording(path));
	// Without one whole line it is no recording at all.
	if (brokenAt && entries === 0) stopWith(brokenAt.why);
	if (json) {
		printJson(desk, {
			recording: path,
			unbroken: isUnbroken,
			sealed: isSealed,
			entries,
			...(brokenAt ? {brokenAt: {line: brokenAt.line, why: render(brokenAt.why)}} : {}),
			...(torn ? {torn} : {}),
		});
	} else {
		const printer = createPrinter(streams.stdout, columnsOf(streams));
		if (brokenAt) printer.print([line(`${render(say('cli.broken', {path, line: brokenAt.line, entries}))} ${render(brokenAt.why)}`)]);
		else printer.print([line(render(say('cli.unbroken', {path, entries, sealed: isSealed ? 'yes' : 'no'})))]);
		if (torn) printer.print([line(render(say('cli.torn', {...torn})))]);
	}
	return isUnbroken ? exitCodes.done : exitCodes.failed;
}
