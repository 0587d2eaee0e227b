/** Hostile strings for parameters of every type, and as secrets and as the users of credentials, in a real PowerShell. */
import {fileURLToPath} from 'node:url';
import {afterEach, describe, expect, test} from 'vitest';
import type {Value} from '../../../src/machines/cmdlet.js';
import {hostileStrings, sumOf} from './hostile-strings.js';
import {powershell, sharedWorld} from './world.js';

const patienceMs = 600_000;
/** For each type whose values cannot be sent in lists; `HOSTILE_STRINGS` is another number of them. */
const strings = wellFormed(Number(process.env.HOSTILE_STRINGS ?? 250), 7);
const load = fileURLToPath(new URL('HostileCs/HostileCs.psm1', import.meta.url));

function wellFormed(count: number, seed?: number): readonly string[] {
	return hostileStrings(count, seed).filter(text => text.isWellFormed());
}

describe.skipIf(!powershell)('a real PowerShell', () => {
	// Whatever was typed for a secret is its reference here, so that hostile ones are sent.
	const world = sharedWorld({
		...{load, module: 'HostileCs', cmdlets: ['Get-CsTyped', 'Get-CsSecrets', 'Get-CsCanary'], secretOf: reference => reference},
	});
	const endsOf = (parameter: string, toValue: (text: string) => Value) =>
		Promise.all(strings.map(text => world().read('Get-CsTyped', {[parameter]: toValue(text)}).end));

	afterEach(async () => {
		expect(await world().read('Get-CsCanary').end).toEqual({ok: true, output: '0'});
	});

	test.each([
		['Secrets', (secret: string): Value => ({secret}), 1],
		['Credentials', (secret: string): Value => ({secret, user: `${secret}\\${secret}`}), 2],
	] as const)('takes 10,000 hostile strings as %s, users and passwords, to the bit', {timeout: patienceMs}, async (name, toValue, each) => {
		const all = wellFormed(11_500);
		expect(all.length).toBeGreaterThan(10_000);
		const atOnce = 250;
		for (let from = 0; from < all.length; from += atOnce) {
			const some = all.slice(from, from + atOnce);
			const users = each === 2 ? some.map(text => sumOf(`${text}\\${text}`)) : [];
			const {end} = world().read('Get-CsSecrets', {[name]: some.map(toValue)});
			expect(await end).toEqual({ok: true, output: [...users, ...some.map(sumOf)].join(',')});
		}
	});

	test.each(['Text', 'Any'])('gives a parameter that takes anything (%s) what was sent', {timeout: patienceMs}, async name => {
		expect(await endsOf(name, text => text)).toEqual(strings.map(text => ({ok: true, output: sumOf(text)})));
	});

	test.each([
		...['Boolean', 'Flag', 'Number', 'Port', 'Span', 'Guid', 'Version', 'Table', 'Member', 'Bytes', 'Secret', 'Credential', 'Certificate'],
	])('refuses for a %s what is none, by the id of the error', {timeout: patienceMs}, async name => {
		const ends = await endsOf(name, text => text);
		const errorIds = /^(ParameterArgumentTransformationError|CannotConvertArgumentNoMessage),Get-CsTyped$/;
		// Spaces, hours and hexadecimal numbers may be one; what would run something is none.
		const wrong = ends.flatMap((end, at) => {
			const text = strings[at] ?? '';
			const isFine = end.ok ? !/[a-z$&(]{2}/i.test(text.replace('0x', '')) : end.reason === 'refused' && errorIds.test(end.errorId);
			return isFine ? [] : [{text, end}];
		});
		expect(wrong).toEqual([]);
	});

	test('takes no span of time that is none', {timeout: patienceMs}, async () => {
		const ends = await endsOf('Span', timeSpan => ({timeSpan}));
		const taken = strings.filter((_, at) => ends[at]?.ok);
		expect(taken.filter(text => !/^[\s\d:.-]+$/.test(text))).toEqual([]);
		expect(ends.filter(end => !end.ok && end.errorId !== 'NotPrepared,Switchback')).toEqual([]);
	});

	test('is not sent a secret, or a user, with half a sign, and takes none that is too long in part', async () => {
		const {read} = world();
		for (const half of [{secret: '\ud800'}, {secret: 'x', user: 'a\udc00b'}, {secret: '\udfff', user: 'x'}]) {
			expect(await read('Get-CsSecrets', {Credentials: [half]}).end).toMatchObject({reason: 'refused', errorId: 'NoValue,Switchback'});
		}
		const tooLong = await read('Get-CsSecrets', {Secrets: [{secret: '"'.repeat(70_000)}]}).end;
		expect(tooLong).toMatchObject({reason: 'refused', errorId: 'NotPrepared,Switchback'});
		expect(tooLong.ok ? '' : tooLong.message).not.toContain('""');
		const user = "'".repeat(500_000);
		expect(await read('Get-CsSecrets', {Credentials: [{secret: '$', user}]}).end).toEqual({
			ok: true,
			output: `${sumOf(user)},${sumOf('$')}`,
		});
	});
});
