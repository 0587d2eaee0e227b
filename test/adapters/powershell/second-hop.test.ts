/** A change goes only through a logon that reaches what lies behind its computer. Over hosts that say what they are told to. */
import {fileURLToPath} from 'node:url';
import {describe, expect, test} from 'vitest';
import {computer, openWorld} from './world.js';

const standIn = fileURLToPath(new URL('stand-in.mjs', import.meta.url));
const over = (how: string, proves = true) =>
	openWorld({
		local: {program: [process.execPath, standIn, how]},
		cmdlets: ['Get-CsConfigurationStoreLocation', 'Get-CsManagementStoreReplicationStatus', 'Set-CsAtOnce'],
		...(proves ? {provesSecondHop: true} : {}),
	});
const hops = (log: readonly string[]) => log.filter(line => line.startsWith('second hop'));
const hosts = (log: readonly string[]) => log.filter(line => line.startsWith('PowerShell '));

describe('a change through a logon', () => {
	test('that is denied what lies behind its computer is not sent; the next one gets another logon', async () => {
		const {change, log} = over('denies what lies behind it');
		const end = await change('Set-CsAtOnce').end;
		expect(end).toMatchObject({ok: false, reason: 'refused', errorId: 'NoSecondHop,Switchback', isDenied: true});
		expect(end.ok ? '' : end.message).toContain('nothing was changed through this logon');
		expect(end.ok ? '' : end.message).toContain('Access is denied.');
		await change('Set-CsAtOnce').end;
		expect(hops(log)).toEqual(['second hop: denied', 'second hop: denied']);
		expect(hosts(log)).toHaveLength(2);
	});

	test('that reaches it is sent, and it is asked once', async () => {
		const {change, log} = over('well');
		expect(await change('Set-CsAtOnce').end).toEqual({ok: true, output: null});
		expect(await change('Set-CsAtOnce').end).toEqual({ok: true, output: null});
		expect(hops(log)).toEqual(['second hop: proved']);
	});

	test('of which a dead store tells nothing is sent: its own end will say', async () => {
		const {change, log} = over('has no store');
		expect(await change('Set-CsAtOnce').end).toEqual({ok: true, output: null});
		expect(hops(log)).toEqual(['second hop: unknown']);
	});

	test('that has run out meanwhile is denied, and the next one gets another logon', async () => {
		const {change, log} = over('loses its logon');
		expect(await change('Set-CsAtOnce').end).toMatchObject({reason: 'refused', errorId: 'No', isDenied: true});
		await change('Set-CsAtOnce').end;
		expect(hosts(log)).toHaveLength(2);
	});

	test('that is still asked can be stopped, and did nothing', async () => {
		const call = over('hangs in a read').change('Set-CsAtOnce');
		call.stop();
		call.stop();
		expect(await call.end).toMatchObject({reason: 'refused', errorId: 'PipelineStopped'});
	});

	test('whose host is lost meanwhile was never sent', async () => {
		expect(await over('dies').change('Set-CsAtOnce').end).toMatchObject({reason: 'refused', errorId: 'HostDied,Switchback'});
	});

	test('is not asked for a read, and not where nobody wants a proof', async () => {
		expect(await over('denies what lies behind it', false).change('Set-CsAtOnce').end).toEqual({ok: true, output: null});
		const {read, log} = over('well');
		await read('Get-CsConfigurationStoreLocation').end;
		expect(hops(log)).toEqual([]);
	});
});

describe('the account', () => {
	test('is said by the host', async () => {
		expect(await over('well').backend.account(computer)).toMatchObject({
			name: 'CONTOSO\\karin',
			...{logon: 'Kerberos', isElevated: true, groups: ['RTCUniversalServerAdmins'], clock: '2026-11-21T03:04:05.678Z'},
		});
	});

	test.each([
		['knows nobody', 'No'],
		['dies at once', 'HostNotStarted,Switchback'],
	])('is not known of a host that %s', async (how, errorId) => {
		expect(await over(how).backend.account(computer)).toMatchObject({failure: {ok: false, errorId}});
	});
});
