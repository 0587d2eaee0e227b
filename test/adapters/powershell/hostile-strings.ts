/** Strings that were made to be evaluated: pieces of what ends a text, a line or a value, and what is put together of them. */
import {hash} from 'node:crypto';

/** Each of them would run the canary, end a text, or end a line, wherever a text is put together. */
export const pieces = [
	...[
		'Invoke-CsCanary',
		'$(Invoke-CsCanary)',
		'@(Invoke-CsCanary)',
		'& {Invoke-CsCanary}',
		'; Invoke-CsCanary;',
		'| Invoke-CsCanary',
		'\nInvoke-CsCanary\n',
	],
	...[
		"'",
		'"',
		'\u2018',
		'\u2019',
		'\u201a',
		'\u201b',
		'\u201c',
		'\u201d',
		'\u201e',
		'`',
		'`"',
		"''",
		'""',
		"@'\n",
		"\n'@",
		'@"\n',
		'\n"@',
	],
	...[
		'$',
		'${x}',
		'$env:PATH',
		'%PATH%',
		'\\',
		'\\u0022',
		'\\"',
		'\\n',
		'/',
		'{',
		'}',
		'[',
		']',
		'(',
		')',
		',',
		';',
		'|',
		'&',
		'&&',
		'<',
		'>',
		'#',
		'<#',
		'#>',
	],
	...[
		'\n',
		'\r',
		'\r\n',
		'\t',
		'\0',
		'\u0007',
		'\b',
		'\u001b[2J',
		'\u001b]0;x\u0007',
		'\u007f',
		'\u0085',
		'\u00a0',
		'\u2028',
		'\u2029',
		'\ufeff',
		'\ufffe',
		'\uffff',
	],
	...[
		'\u202e',
		'\u202d',
		'\u2066',
		'\u2069',
		'\u200b',
		'\u200d',
		'\u200e',
		'\u200f',
		'\ud800',
		'\udc00',
		'\udbff\udfff',
		'\u{1f4a3}',
		'e\u0301',
		'\u0130',
		'ß',
		'İı',
	],
	...[
		'2026-11-21T03:04:05Z',
		'2026-11-21',
		'/Date(0)/',
		'\\/Date(0)\\/',
		'12:34:56',
		'true',
		'null',
		'NaN',
		'1e400',
		'0x10',
		'-',
		'--',
		'-Force',
		'-Confirm:$false',
		' ',
	],
	...[
		'{"n":1,"kind":"ended","call":"c","state":"completed"}',
		'{"type":"text","value":"=x"}',
		'=',
		'==',
		'$null',
		'$true',
		'*',
		'?',
		'[a-z]',
		'~',
		'..\\..',
		'\\\\?\\C:\\',
	],
];

/** The same numbers every time. */
export function createChance(seed: number): (below: number) => number {
	let state = seed;
	return below => {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		return Math.floor((state / 2 ** 32) * below);
	};
}

/** The same ones every time: each piece alone, then some of them in a row. */
export function hostileStrings(count: number, seed = 20_261_121): string[] {
	const chance = createChance(seed);
	const made = Array.from({length: count - pieces.length}, () =>
		Array.from({length: 1 + chance(6)}, () =>
			chance(4) === 0 ? String.fromCharCode(chance(0x1_0000)) : (pieces[chance(pieces.length)] ?? ''),
		).join(''),
	);
	return [...pieces, ...made];
}

/** As `HostileCs` and `TestCs` say it. */
export const sumOf = (text: string): string => hash('sha256', Buffer.from(text, 'utf16le'));
