/**
 * A scenario file, read: its text becomes a scenario, or one sentence with place and remedy. It never throws.
 *
 * Name, title and faults are all that a scenario needs. Times are ISO 8601 durations: `at` counts from the start, `after` from the end
 * of the first pool failover.
 */
import * as z from 'zod/mini';
import type {Message} from '../message.js';
import {once} from '../once.js';
import {procedureIds} from '../procedures/ids.js';
import {isoDuration, listOf, nameForPeople, textForPeople} from './file-fields.js';
import {problemOr, refuse, refuseIssue, unknownFields} from './file-problem.js';
import {checkSchemaNumber, parseJsonText} from './json-text.js';
import type {Fault, Role, Scenario, TimedFault} from './scenario.js';

export type ParsedScenario = {readonly scenario: Scenario; readonly warnings: readonly Message[]} | {readonly problem: Message};

/** `file` is the name that the sentences use. */
export const parseScenario = (text: string, file: string): ParsedScenario =>
	problemOr('scenario', file, () => {
		const value = parseJsonText(text);
		checkSchemaNumber(value, 1);
		const read = z.safeParse(form(), value);
		const issue = read.error?.issues[0];
		const scenario = issue ? refuseIssue(issue, value) : toScenario(read.data as ScenarioForm);
		return {scenario, warnings: unknownFields('scenario', file, z.safeParse(strictForm(), value).error?.issues ?? [])};
	});

/** A rehearsal with more events than this is a generator's slip. */
const mostFaults = 1_000;
const mostPeople = 100;

export const roles = [
	'hitPool',
	'hitSite',
	'hitSql',
	'partner',
	'partnerSite',
	'hitEdge',
	'livingEdge',
	'cms',
] as const satisfies readonly Role[];

export const givens = [
	...(['livingEdgeNamesHitPool', 'partnerRunsOnHitPool', 'storeActiveTwice', 'standbyInTransition'] as const),
	...(['federationMoved', 'federationByPriority'] as const),
] as const;

/** Which roles a fault can meet: the first is meant when the file names none. */
export const rolesOf = {
	off: roles,
	repaired: roles,
	cutOff: ['hitSite', 'partnerSite'],
	blank: ['cms'],
	backlog: ['hitPool', 'partner'],
	linkBreaks: roles,
	refusesOnce: roles,
	losesSecondHop: ['partner', 'partnerSite', 'hitPool', 'hitSite', 'cms'],
	walledOff: ['hitPool', 'partner'],
	replicasLag: ['partner'],
} as const satisfies Record<Fault, readonly Role[]>;

/** Power has to go somewhere, so these two must say where. */
const needsRole: readonly Fault[] = ['off', 'repaired'];

const isTimeZone = (timeZone: string): boolean => {
	try {
		return Boolean(new Intl.DateTimeFormat('en', {timeZone}));
	} catch {
		return false;
	}
};

const maybe = <Field extends z.core.SomeType>(field: Field) => z.optional(z.nullable(field));

const formOf = (object: typeof z.object) =>
	object({
		schema: maybe(z.number()),
		name: z.string().check(z.refine(text => /^[a-z0-9][a-z0-9-]{0,63}$/.test(text), 'name')),
		title: nameForPeople,
		startsAt: maybe(z.string().check(z.refine(text => z.safeParse(z.iso.datetime({offset: true}), text).success, 'startsAt'))),
		timeZone: maybe(z.string().check(z.refine(isTimeZone, 'timeZone'))),
		briefing: maybe(
			object({
				outageBefore: maybe(isoDuration),
				lastSeenBefore: maybe(isoDuration),
				text: maybe(textForPeople),
				people: maybe(
					listOf(
						object({name: nameForPeople, role: z.enum(['decider', 'witness', 'operator', 'site']), says: maybe(textForPeople)}),
						mostPeople,
					),
				),
			}),
		),
		given: maybe(listOf(z.enum(givens), givens.length)),
		faults: listOf(
			object({
				at: maybe(isoDuration),
				after: maybe(isoDuration),
				fault: z.enum(Object.keys(rolesOf) as Fault[]),
				role: maybe(z.enum(roles)),
			}),
			mostFaults,
		),
		procedure: maybe(z.enum(procedureIds)),
		goal: maybe(z.enum(['failoverAndFailback', 'failover', 'refusal'])),
	});

const form = once(() => formOf(z.object));
/** The same form, and a field that it does not know is an issue. */
const strictForm = once(() => formOf(z.strictObject as unknown as typeof z.object));

type ScenarioForm = z.infer<ReturnType<typeof form>>;

/** A night of no meaning. */
const usualStart = '2026-03-03T03:00:00Z';
const usualTimeZone = 'UTC';
const usualOutageMs = 12 * 60_000;
const usualLastSeenMs = 60_000;

/** Disaster mode asks who decides, and for two witnesses: a scenario that names nobody can be played all the same. */
const usualPeople: Scenario['briefing']['people'] = [
	{name: 'Dana Novak', role: 'decider', says: 'Go on.'},
	{name: 'Ines Laurent', role: 'witness', says: 'It is dark here.'},
	{name: 'Tomas Berg', role: 'witness', says: 'Nothing answers from here either.'},
];

const toScenario = ({name, title, startsAt, timeZone, briefing, given, faults, procedure, goal}: ScenarioForm): Scenario => {
	const lastSeenBeforeMs = briefing?.lastSeenBefore === undefined ? usualLastSeenMs : briefing.lastSeenBefore;
	return {
		name,
		title,
		startsAt: startsAt ?? usualStart,
		timeZone: timeZone ?? usualTimeZone,
		briefing: {
			outageBeforeMs: briefing?.outageBefore ?? usualOutageMs,
			...(lastSeenBeforeMs === null ? {} : {lastSeenBeforeMs}),
			text: briefing?.text ?? title,
			people: briefing?.people?.map(({says, ...person}) => (says ? {...person, says} : person)) ?? usualPeople,
		},
		given: [...new Set(given ?? [])].map(each => ({given: each})),
		faults: faults.map((fault, index) => toFault(fault, `faults[${index}]`)),
		...(procedure ? {procedure} : {}),
		goal: goal ?? 'failoverAndFailback',
	};
};

const toFault = ({fault, role, at, after}: ScenarioForm['faults'][number], place: string): TimedFault => {
	const allowed: readonly Role[] = rolesOf[fault];
	if (!role && needsRole.includes(fault)) refuse('missing', {place: `${place}.role`});
	if (role && !allowed.includes(role)) refuse('faultRole', {place: `${place}.role`, fault, role, allowed});
	const met = {fault, role: role ?? (allowed[0] as Role)};
	if (typeof at === 'number' && typeof after === 'number') refuse('twoTimes', {place});
	if (typeof at === 'number') return {...met, atMs: at};
	return typeof after === 'number' ? {...met, afterMs: after} : refuse('noTime', {place});
};
