/** Ten thousand strings that were made to be evaluated, as values in a real PowerShell: they arrive as they are, and nothing runs. */
import {describe, expect, test} from 'vitest';
import {asLine, tag} from '../../../src/adapters/powershell/wire.js';
import {hostileStrings, pieces, sumOf} from './hostile-strings.js';
import {powershell, sharedWorld} from './world.js';

test('what is sent is one line of ASCII, whatever is in it', () => {
	for (const text of hostileStrings(10_000)) {
		const line = asLine({
			kind: 'call',
			call: text,
			module: 'TestCs',
			cmdlet: 'Get-CsSum',
			changes: false,
			file: null,
			deadlineMs: 1,
			parameters: [{name: text, value: tag(text, () => undefined) ?? {type: 'null'}}],
		});
		expect(line).toMatch(/^[ -~]*\n$/);
		expect(JSON.parse(line).parameters[0]).toEqual({
			name: text,
			value: text.isWellFormed() ? {type: 'text', value: `=${text}`} : {type: 'null'},
		});
	}
});

describe.skipIf(!powershell)('a real PowerShell', () => {
	const world = sharedWorld();

	test('takes 10,000 hostile strings as the values that they are, and evaluates none', async () => {
		const {read} = world();
		const strings = hostileStrings(11_500).filter(text => text.isWellFormed());
		expect(strings.length).toBeGreaterThan(10_000);
		const atOnce = 500;
		for (let from = 0; from < strings.length; from += atOnce) {
			const some = strings.slice(from, from + atOnce);
			expect(await read('Get-CsSum', {Texts: some}).end).toEqual({ok: true, output: some.map(sumOf).join(',')});
		}
		expect(await read('Get-CsCanary').end).toEqual({ok: true, output: '0'});
	});

	test('takes each sort of them alone, as a text and as anything', async () => {
		const {read} = world();
		const whole = pieces.filter(text => text.isWellFormed());
		const ends = await Promise.all(whole.flatMap(piece => [read('Get-CsSum', {Text: piece}).end, read('Get-CsSum', {Any: piece}).end]));
		expect(ends).toEqual(whole.flatMap(piece => [1, 2].map(() => ({ok: true, output: sumOf(piece)}))));
		expect(await read('Get-CsCanary').end).toEqual({ok: true, output: '0'});
	});

	test('is not sent half a sign, which would arrive as another one', async () => {
		const {read} = world();
		for (const half of ['\ud800', 'a\udc00b']) {
			expect(await read('Get-CsSum', {Text: half}).end).toMatchObject({reason: 'refused', errorId: 'NoValue,Switchback'});
		}
	});

	test('binds none of them to a parameter of another type, by the id of the error', async () => {
		const {read} = world();
		for (const [name, parameter] of [
			['Number', 'Invoke-CsCanary'],
			['Span', '$(Invoke-CsCanary)'],
			['Version', '1.0; Invoke-CsCanary'],
			['Table', '@{a=Invoke-CsCanary}'],
			['Flag', '$(Invoke-CsCanary)'],
		] as const) {
			expect(await read('Get-CsSum', {[name]: parameter}).end).toMatchObject({
				reason: 'refused',
				errorId: expect.stringMatching(/^(ParameterArgumentTransformationError|CannotConvertArgumentNoMessage),Get-CsSum$/),
			});
		}
		expect(await read('Get-CsCanary').end).toEqual({ok: true, output: '0'});
	});

	test('finds no parameter and no cmdlet by a hostile name', async () => {
		const {read, asked} = world();
		for (const piece of pieces.filter(each => each.trim() !== '')) {
			expect((await read('Get-CsSum', {[piece]: 'x'}).end).ok).toBe(false);
			const name = `Get-${piece}` as const;
			expect(await asked({name, parameters: {}, changesState: false, timeoutMs: 5_000, runsOn: 'x'}).end).toMatchObject({
				errorId: 'NotAllowed,Switchback',
			});
		}
		expect(await read('Get-CsCanary').end).toEqual({ok: true, output: '0'});
	});

	test('takes a text of a million signs, and of a million quotes', async () => {
		const {read} = world();
		for (const text of ['x'.repeat(1_000_000), '"'.repeat(900_000)]) {
			expect(await read('Get-CsSum', {Text: text}).end).toEqual({ok: true, output: sumOf(text)});
		}
		expect(await read('Get-CsSum', {Text: '\u2018'.repeat(1_000_000)}).end).toMatchObject({
			reason: 'refused',
			errorId: 'TooLong,Switchback',
		});
	});
});
