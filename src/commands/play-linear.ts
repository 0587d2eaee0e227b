/** Plays a session by a person at the linear console. */
import type {Speed} from '../adapters/mock/pace.js';
import {openConsole} from '../ui/linear/console.js';
import {line} from '../ui/linear/line.js';
import type {LineInput} from '../ui/linear/line-input.js';
import type {Printer} from '../ui/linear/printer.js';
import {createTeller} from '../ui/linear/teller.js';
import type {Desk} from './desk.js';
import {type Link, rendererOf} from './link.js';
import {type PersonResult, playByPerson} from './play-by-person.js';

export type Terminal = {readonly input: LineInput; readonly printer: Printer};

export async function playLinear(desk: Desk, link: Link, speed: Speed, {input, printer}: Terminal): Promise<PersonResult> {
	const result = await playByPerson(desk, link, ({render, ...seat}) => {
		const tell = createTeller({render, recording: link.path, speed: String(speed)});
		const linear = openConsole({...seat, render, tell, input, printer});
		return {...linear, stop: () => linear.stop([])};
	});
	if (result.said) printer.print([line(rendererOf(link)(result.said))]);
	return result;
}
