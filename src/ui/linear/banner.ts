/** What world this is, so that nobody can take one for another: whole at the start, one line before every step, one word in the prompt. */
import {type Header, scenarioOf, worldOf} from '../../machines/journal/journal-entry.js';
import {say} from '../../machines/message.js';
import {safe} from '../safe-text.js';
import type {Situation} from '../situation.js';
import {worldWords} from '../world-words.js';
import {blank, type Line, labelled, line} from './line.js';

export const worldWord = (header: Pick<Header, 'world' | 'standIn'> | undefined): string => worldWords[header ? worldOf(header) : 'live'];

export function bannerLines(
	{render, times, header, suffix, at}: Situation,
	told: {readonly recording: string; readonly speed: string},
): readonly Line[] {
	const {title, deployment, pool, session, rehearsal, standIn} = header;
	return [
		line(`${worldWord(header)}  ${safe(title)}`),
		line(render(say('linear.world', {world: worldOf(header)})), 2),
		...(rehearsal ? [] : [line(render(say('live.neverMetAFarm')), 2)]),
		line(render(say('linear.deployment', {deployment, pool})), 2),
		...(suffix ? [line(render(say('linear.suffix', {suffix})), 2)] : []),
		line(render(say('linear.time', {day: times.day(at), both: times.both(at)})), 2),
		...(rehearsal ? [line(render(say('linear.rehearsal', {seed: rehearsal.seed, speed: told.speed})), 2)] : []),
		...(standIn ? [line(render(say('linear.standIn', {seed: standIn.seed, speed: standIn.speed})), 2)] : []),
		labelled(render(say('linear.session', {session})), told.recording, 2),
		...briefingLines(header, render),
		blank,
		line(render(say('linear.keys'))),
	];
}

const longestSpeech = 2_000;

/** A scenario is data from a file: people of a rehearsal speak in its own words. */
function briefingLines(header: Header, render: Situation['render']): readonly Line[] {
	const scenario = scenarioOf(header);
	if (!scenario) return [];
	const {briefing} = scenario;
	const people = briefing.people.map(({name, role, says}) =>
		line(`${safe(name)} (${render(say('linear.role', {role}))})${says ? `: ${safe(says, longestSpeech)}` : ''}`, 2),
	);
	return [blank, line(safe(briefing.text, longestSpeech)), ...people];
}

/** Stands before every step, so that it is always on the screen. */
export function stateLine({render, times, header, at}: Situation, number: string | undefined, total: number): Line {
	const step = number ? `  ${render(say('linear.stepOf', {number, total}))}` : '';
	return line(`${worldWord(header)}  ${times.both(at)}${step}`);
}
