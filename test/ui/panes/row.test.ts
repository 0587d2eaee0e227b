import stringWidth from 'string-width';
import {expect, test} from 'vitest';
import {signsOf, widthOf} from '../../../src/ui/row.js';

const library = new Intl.Segmenter(undefined, {granularity: 'grapheme'});
const read = (text: string, signs: Iterable<{readonly segment: string; readonly index: number}>) =>
	[text, ...Array.from(signs, ({segment, index}) => `${index} ${segment}`)].join('\n');

test('texts are taken apart into the signs that the library sees in them', () => {
	const all = Array.from({length: 0x2700}, (_, code) => String.fromCharCode(code));
	const texts = [
		...all,
		...all.map(sign => `${sign}a${sign}${sign}`),
		'fe11.contoso.com is off √ ├─ ▶ “off” … 0 %',
		'\x1b[1mstrong\x1b[22m \x1b[31mbad\x1b[39m',
		'↔\ufe0f ©\ufe0f e\u0301 👩‍👩‍👧 🇬🇧 각 क्षि \r\n\u00ad',
		'',
	];
	for (const text of texts) expect(read(text, signsOf(text))).toBe(read(text, library.segment(text)));
});

test('texts are as wide as the library measures them', () => {
	for (let code = 0; code < 0x2700; code++)
		expect(widthOf(`a${String.fromCharCode(code)}`), code.toString(16)).toBe(stringWidth(`a${String.fromCharCode(code)}`));
});
