import {expect, test} from 'vitest';
import type {Value} from '../../src/machines/cmdlet.js';
import {cmdletLine} from '../../src/machines/cmdlet-line.js';

const lineOf = (parameters: Record<string, Value>) => cmdletLine({name: 'Set-CsEdgeServer', parameters});

test('a line reads as an administrator would type it', () => {
	expect(
		cmdletLine({
			name: 'Invoke-CsPoolFailOver',
			parameters: {PoolFqdn: 'pool1.contoso.com', DisasterMode: true, Confirm: false, Verbose: true},
		}),
	).toBe('Invoke-CsPoolFailOver -PoolFqdn pool1.contoso.com -DisasterMode -Confirm:$false -Verbose');
});

test.each<[Value, string]>([
	['EdgeServer:edge1.contoso.com', "'EdgeServer:edge1.contoso.com'"],
	['', "''"],
	['two words', "'two words'"],
	['$(Stop-Computer)', "'$(Stop-Computer)'"],
	['-Force', "'-Force'"],
	['1', "'1'"],
	[7, '7'],
	[null, '$null'],
	[['a', 'b c'], "a,'b c'"],
	[[], '@()'],
	[[true, false], '$true,$false'],
	[{timeSpan: '00:05:00'}, "'00:05:00'"],
	[{secret: 'the key'}, "(Read-Host -AsSecureString 'the key')"],
	[{secret: 'the key', user: "CONTOSO\\\\o'neill"}, "(Get-Credential 'CONTOSO\\\\o''neill')"],
])('a value is a literal: %j', (value, expected) => {
	expect(lineOf({Value: value})).toBe(`Set-CsEdgeServer -Value ${expected}`);
});

test.each(["'", '\u2018', '\u2019', '\u201a', '\u201b'])('what PowerShell takes as a single quote is doubled: %j', quote => {
	expect(lineOf({Identity: `x${quote}; Stop-Computer`})).toBe(`Set-CsEdgeServer -Identity 'x${quote}${quote}; Stop-Computer'`);
});
