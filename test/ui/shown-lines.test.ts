/** What is copied of calls stays what the call is, or says nothing to a shell. */
import {expect, test} from 'vitest';
import {change} from '../../src/machines/cmdlet.js';
import {cmdletLine} from '../../src/machines/cmdlet-line.js';
import {typedLine} from '../../src/ui/shown-lines.js';

const callWith = (identity: string) => change('fe01.contoso.com', 'Set-CsSite', {Identity: identity}, 1_000);

test('a line that fits is copied whole', () => {
	const call = callWith(`'${'a'.repeat(3_900)}`);
	expect(typedLine(call)).toBe(cmdletLine(call));
});

test.each([
	['long', `'${'a'.repeat(5_000)}`],
	['long with the codes of its signs', '\u0000'.repeat(1_000)],
])('a line that is too %s to be copied whole is a remark, whose quotes nobody closes', (_, identity) => {
	const line = typedLine(callWith(identity));
	expect(line).toMatch(/^# Set-CsSite -Identity '.*…$/);
	expect(line.length).toBeLessThanOrEqual(4_000);
});
