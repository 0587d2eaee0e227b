/** The line that stands for a call can be typed: it is one command, with the call's own parameters, whatever their values are. */
import {readdirSync, readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {expect, test} from 'vitest';
import type {CmdletCall} from '../../src/machines/cmdlet.js';
import {cmdletLine} from '../../src/machines/cmdlet-line.js';
import {commandIn} from './grammar.js';

type Line = Pick<CmdletCall, 'name' | 'parameters'>;

const recordings = fileURLToPath(new URL('../../recordings', import.meta.url));

/** Every call that stands anywhere in the recorded drills: shown, run, or offered to be copied. */
const recorded = new Map(
	readdirSync(recordings)
		.filter(name => name.endsWith('.jsonl'))
		.flatMap(name => readFileSync(`${recordings}/${name}`, 'utf8').trimEnd().split('\n'))
		.flatMap(line => callsIn(JSON.parse(line)))
		.map(call => [cmdletLine(call), call] as const),
);

function callsIn(value: unknown): readonly Line[] {
	if (typeof value !== 'object' || value === null) return [];
	const inside = Object.values(value).flatMap(callsIn);
	const {name, parameters} = value as Partial<Line>;
	return name !== undefined && parameters !== undefined ? [{name, parameters}, ...inside] : inside;
}

const elements = ({name, parameters}: Line): readonly string[] => [name, ...Object.keys(parameters).map(each => `-${each}`)];

test('every line of the recorded drills is one command with the parameters of its call', () => {
	expect(recorded.size).toBeGreaterThan(20);
	const read = [...recorded].map(([line, call]) => ({line, elements: commandIn(line), call}));
	expect(read.filter(each => JSON.stringify(each.elements) !== JSON.stringify(elements(each.call)))).toEqual([]);
});

test.each([
	"it's",
	"'; Remove-Item x; '",
	'\u2018; Get-Evil; \u2019',
	'\u201a\u201b\u2019',
	'$(Get-Evil)',
	'`n$x',
	'a\nb; Get-Evil',
	'-Force',
	'@{a=1}',
	'a,b',
	'#c',
	'\u201cx\u201d',
	'| Get-Evil',
	'--%',
])('a value like %j ends no quotes and adds no command', value => {
	const call: Line = {name: 'Get-CsPool', parameters: {Identity: value, Confirm: false}};
	expect(commandIn(cmdletLine(call))).toEqual(elements(call));
});
