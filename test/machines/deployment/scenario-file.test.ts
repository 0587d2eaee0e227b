import {IntlMessageFormat} from 'intl-messageformat';
import {describe, expect, test} from 'vitest';
import {bundledScenarios} from '../../../src/adapters/mock/bundled.js';
import {toDurationMs} from '../../../src/machines/deployment/file-fields.js';
import type {Scenario} from '../../../src/machines/deployment/scenario.js';
import {parseScenario} from '../../../src/machines/deployment/scenario-file.js';
import type {Message} from '../../../src/machines/message.js';
import {files} from '../../../src/ui/messages/en/files.js';

const least = {name: 'fire', title: 'Fire', faults: [{at: 'PT0S', fault: 'off', role: 'hitSite'}]};

const loaded = (value: unknown): {scenario: Scenario; warnings: readonly Message[]} => {
	const parsed = parseScenario(typeof value === 'string' ? value : JSON.stringify(value), 'test.json');
	if ('problem' in parsed) throw new Error(JSON.stringify(parsed.problem));
	return parsed;
};
const problemOf = (value: unknown): Message => {
	const parsed = parseScenario(typeof value === 'string' ? value : JSON.stringify(value), 'test.json');
	if (!('problem' in parsed)) throw new Error('it loads');
	return parsed.problem;
};
const sentence = ({id, args}: Message): string =>
	String(new IntlMessageFormat(files[id as keyof typeof files], 'en').format(args as Record<string, string>));

describe('a scenario file', () => {
	test.each(bundledScenarios)(
		'$name, which is bundled, loads, has a decider and two witnesses, and repairs all that it breaks',
		({name, text}) => {
			const {scenario, warnings} = loaded(text);
			expect(warnings).toEqual([]);
			expect(scenario.name).toBe(name);
			// Whoever moves a route needs no second witness that a pool is dead.
			const calm = ['edge-dark', 'edge-walled', 'partners-astray', 'maintenance', 'store-dead', 'store-blank', 'store-stuck', 'swap'];
			const witnesses = calm.includes(name) ? ['witness'] : ['witness', 'witness'];
			expect(scenario.briefing.people.map(person => person.role).sort()).toEqual(['decider', 'site', ...witnesses]);
			const minutes = {'back-end-dead': 40, 'edge-dark': 9, 'edge-walled': 25, 'partners-astray': 120}[name] ?? 12;
			expect(scenario.briefing).toMatchObject({outageBeforeMs: minutes * 60_000, lastSeenBeforeMs: 60_000});
			const roles = (kind: string) => scenario.faults.filter(fault => fault.fault === kind).map(fault => fault.role);
			expect(roles('repaired').sort()).toEqual(roles('off').sort());
			expect(scenario.faults.filter(fault => fault.fault === 'repaired')).toEqual(
				roles('off').map(() => expect.objectContaining({atMs: 14_400_000})),
			);
		},
	);

	test('needs a name, a title and faults, and can be played with no more', () => {
		const {scenario} = loaded(least);
		expect(scenario.faults).toEqual([{fault: 'off', role: 'hitSite', atMs: 0}]);
		expect(scenario).toMatchObject({timeZone: 'UTC', given: [], goal: 'failoverAndFailback'});
		expect(Date.parse(scenario.startsAt)).not.toBeNaN();
		expect(scenario.briefing).toMatchObject({outageBeforeMs: 720_000, lastSeenBeforeMs: 60_000, text: 'Fire'});
		expect(scenario.briefing.people.map(person => person.role)).toEqual(['decider', 'witness', 'witness']);
	});

	test('says with null that nobody ever saw the backup service steady', () => {
		expect(loaded({...least, briefing: {lastSeenBefore: null}}).scenario.briefing).not.toHaveProperty('lastSeenBeforeMs');
	});

	test('may leave out the role of a fault that can meet only one', () => {
		const faults = [
			{at: 'PT1M', fault: 'blank'},
			{after: 'PT1H', fault: 'replicasLag'},
		];
		expect(loaded({...least, faults}).scenario.faults).toEqual([
			{fault: 'blank', role: 'cms', atMs: 60_000},
			{fault: 'replicasLag', role: 'partner', afterMs: 3_600_000},
		]);
	});

	test('warns of fields that nobody knows', () => {
		expect(loaded({...least, breifing: {}, briefing: {sound: 'bell'}}).warnings.map(warning => warning.args?.place)).toEqual([
			'briefing.sound',
			'breifing',
		]);
	});

	test.each([
		['PT0S', 0],
		['PT12M', 720_000],
		['PT3H', 10_800_000],
		['P1DT2H3M4S', 93_784_000],
		['P30D', 2_592_000_000],
		['P30DT1S', undefined],
		['P', undefined],
		['PT', undefined],
		['P1DT', undefined],
		['P1M', undefined],
		['P1Y', undefined],
		['P1W', undefined],
		['PT1.5H', undefined],
		['PT-1H', undefined],
		['-PT1H', undefined],
		['PT1M1H', undefined],
		['3H', undefined],
		['pt3h', undefined],
		['PT99999999999999999999S', undefined],
	])('reads the duration %s as %s ms', (text, ms) => {
		expect(toDurationMs(text)).toBe(ms);
	});
});

describe('a scenario file is refused with place and remedy', () => {
	const fault = (change: object) => ({...least, faults: [{...least.faults[0], ...change}]});

	test.each<[title: string, value: unknown, id: string, place?: string]>([
		['an empty file', '', 'empty'],
		['a file that is not JSON', 'name: fire', 'notJson'],
		['a file that is nested 100,000 deep', '['.repeat(100_000), 'notJson'],
		['a file that is a text', '"fire"', 'notAnObject'],
		['a file of a later schema', {...least, schema: 2}, 'otherSchema', 'schema'],
		['no name', {...least, name: undefined}, 'missing', 'name'],
		['no title', {...least, title: undefined}, 'missing', 'title'],
		['no faults', {...least, faults: undefined}, 'missing', 'faults'],
		['a name that cannot be typed', {...least, name: 'Fire!'}, 'name', 'name'],
		['a name that leads elsewhere', {...least, name: '../fire'}, 'name', 'name'],
		['a title with a control sequence', {...least, title: '\u001b[31mFire'}, 'controlCharacters', 'title'],
		['a start without an offset', {...least, startsAt: '2026-02-11T03:12:00'}, 'startsAt', 'startsAt'],
		['a start on a day that does not exist', {...least, startsAt: '2026-02-30T03:12:00Z'}, 'startsAt', 'startsAt'],
		['a time zone that does not exist', {...least, timeZone: 'Europe/Atlantis'}, 'timeZone', 'timeZone'],
		['a briefing that is a text', {...least, briefing: 'fire'}, 'wrongType', 'briefing'],
		['an outage of two months', {...least, briefing: {outageBefore: 'P60D'}}, 'duration', 'briefing.outageBefore'],
		['a person of no role', {...least, briefing: {people: [{name: 'A'}]}}, 'missing', 'briefing.people[0].role'],
		['a person of an unknown role', {...least, briefing: {people: [{name: 'A', role: 'hero'}]}}, 'notOneOf', 'briefing.people[0].role'],
		['something given that is unknown', {...least, given: ['luck']}, 'notOneOf', 'given[0]'],
		['a goal that is unknown', {...least, goal: 'glory'}, 'notOneOf', 'goal'],
		['a fault that is unknown', fault({fault: 'haunted'}), 'notOneOf', 'faults[0].fault'],
		['a role that is unknown', fault({role: 'pool1.contoso.com'}), 'notOneOf', 'faults[0].role'],
		['a fault off without its role', fault({role: undefined}), 'missing', 'faults[0].role'],
		['a blank pool', fault({fault: 'blank', role: 'hitPool'}), 'faultRole', 'faults[0].role'],
		['a pool cut off', fault({fault: 'cutOff', role: 'hitPool'}), 'faultRole', 'faults[0].role'],
		['a fault without a time', fault({at: undefined}), 'noTime', 'faults[0]'],
		['a fault with two times', fault({after: 'PT1H'}), 'twoTimes', 'faults[0]'],
		['a time that is a number', fault({at: 5}), 'wrongType', 'faults[0].at'],
		['a time that is no duration', fault({at: '03:00'}), 'duration', 'faults[0].at'],
		['more faults than anybody follows', {...least, faults: Array(1_001).fill(least.faults[0])}, 'tooMany', 'faults'],
	])('%s', (_, value, id, place) => {
		const problem = problemOf(value);
		expect(problem.id).toBe(`scenario.${id}`);
		if (place !== undefined) expect(problem.args?.place).toBe(place);
		expect(sentence(problem)).toMatch(/^test\.json.*Nothing was changed\. [A-Z].*\.$/s);
		expect(sentence(problem)).not.toMatch(/\p{Cc}/u);
	});
});
