/** `switchback doctor`: whether this machine is ready for a night, with what that rests on, and what to do where it is not. */
import {say} from '../machines/message.js';
import {blank, type Line, labelled, line} from '../ui/linear/line.js';
import {createPrinter} from '../ui/linear/printer.js';
import {type Desk, printJson} from './desk.js';
import {aboutOf} from './doctor/about.js';
import type {Check, Finding} from './doctor/check.js';
import {checks as allChecks} from './doctor/checks.js';
import {columnsOf} from './streams.js';
import {exitCodes} from './usage-problem.js';

type Found = Finding & Pick<Check, 'id'>;

export type DoctorOptions = {readonly json?: true; readonly deployment?: string; readonly on?: string};

export async function doctor(desk: Desk, {json, ...asked}: DoctorOptions, checks: readonly Check[] = allChecks): Promise<number> {
	const about = aboutOf(desk, asked);
	const found: Found[] = [];
	try {
		for (const {id, look} of checks) found.push({id, ...(await look(desk, about))});
	} finally {
		await about.shell.close();
	}
	const isReady = found.every(({state}) => state !== 'failed');
	if (json) printJson(desk, reportOf(desk, found, isReady));
	else createPrinter(desk.streams.stdout, columnsOf(desk.streams)).print(linesOf(desk, found, isReady));
	return isReady ? exitCodes.done : exitCodes.notReady;
}

const reportOf = ({render}: Desk, found: readonly Found[], isReady: boolean) => ({
	ready: isReady,
	checks: found.map(({id, state, evidence, remedy}) => ({
		...{id, title: render(say(`doctor.${id}.title`)), state},
		evidence: evidence.map(each => render(each)),
		remedy: remedy ? render(remedy) : null,
	})),
});

function linesOf({render}: Desk, found: readonly Found[], isReady: boolean): readonly Line[] {
	const open = found.filter(({state}) => state === 'unknown' || state === 'warning').length;
	return [
		...found.flatMap(({id, state, evidence, remedy}) => [
			line(render(say('doctor.found', {state, title: render(say(`doctor.${id}.title`))}))),
			...evidence.map(each => line(render(each), indent)),
			...(remedy ? [labelled(render(say('doctor.remedy')), render(remedy), indent)] : []),
			blank,
		]),
		line(render(say('doctor.end', {ready: isReady ? 'yes' : 'no', open}))),
	];
}

const indent = 9;
