import {expect} from 'vitest';
import {nothingWrong, scenarioOf} from './contoso.js';
import {disaster, failOver, hour, idOf, minute, moveCms, type Player, play, pointEdgesAt, prepare, startPool1} from './player.js';
import {rule} from './rules.js';

const p1 = 'pool1.contoso.com';
const p2 = 'pool2.contoso.com';
const fe11 = 'fe11.contoso.com';
const fe21 = 'fe21.contoso.com';
const planned = {PoolFqdn: p1, Confirm: false} as const;
const seeds = Array.from({length: 20}, (_, i) => i + 1);

const expectBetween = (value: number, low: number, high: number) => {
	expect(value).toBeGreaterThanOrEqual(low);
	expect(value).toBeLessThanOrEqual(high);
};

const loseSql = (world: Player, ...servers: readonly string[]) => {
	for (const fqdn of servers) {
		const computer = world.world.computers[fqdn];
		if (computer) {
			computer.isOn = false;
		}
	}
	world.change(fe21, 'Start-CsWindowsService', {ComputerName: fe21});
};

rule('6.1', () => {
	for (const seed of seeds) {
		const steady = play(undefined, {seed});
		failOver(steady);
		const lost = steady.truth().pools[p1]?.lossMinutes ?? {};
		expectBetween(lost['UserServices.PresenceFocus'] ?? -1, 0.1, 2);
		expectBetween(lost['ConfServices.DataConf'] ?? -1, 0.1, 2);
		const backlog = play(
			scenarioOf([
				{fault: 'backlog', role: 'hitPool', atMs: 0},
				{fault: 'off', role: 'hitSite', atMs: 0},
			]),
			{seed},
		);
		failOver(backlog);
		expect(backlog.truth().pools[p1]?.lossMinutes['UserServices.PresenceFocus']).toBeGreaterThan(20);
	}
});

rule('6.2', () => {
	const world = play(nothingWrong);
	pointEdgesAt(world, p2);
	expect(idOf(world.change(fe21, 'Invoke-CsPoolFailOver', planned))).toBe('ok');
	expect(world.truth().lossMinutes).toBe(0);
});

/** Failed over, pool1 repaired, then the partner's whole site lost, and the store forced to Redmond. */
const withoutPartner = () => {
	const world = play(
		scenarioOf([
			{fault: 'off', role: 'hitSite', atMs: 0},
			{fault: 'repaired', role: 'hitSite', afterMs: minute},
			{fault: 'off', role: 'partnerSite', afterMs: 2 * hour},
		]),
	);
	failOver(world);
	world.wait(2 * minute);
	startPool1(world);
	world.wait(2 * hour);
	const store = {BackupSqlServerFqdn: 'sqlbe11.contoso.com', BackupSqlInstanceName: 'RTC', Force: true, Confirm: false};
	expect(idOf(world.change(fe11, 'Invoke-CsManagementServerFailover', store))).toBe('ok');
	return world;
};

rule('6.3', () => {
	const world = withoutPartner();
	expect(world.truth().pools[p1]).toMatchObject({experience: 'CannotSignIn', state: 'FailedOver'});
	expect(idOf(world.change(fe11, 'Invoke-CsPoolFailBack', {...planned, DisasterMode: true}))).toBe('ok');
	world.wait(2 * minute);
	expect(world.truth().pools[p1]).toMatchObject({experience: 'Full', on: p1, state: 'Normal'});
	expect(world.truth().lossMinutes).toBeGreaterThan(120);
});

rule('3.4', () => {
	const world = withoutPartner();
	const {tookMs} = world.change(fe11, 'Invoke-CsPoolFailBack', {...planned, DisasterMode: true});
	expect(tookMs).toBeLessThan((2 + 1.5 * 20) * minute);
	expect(world.truth().pools[p1]?.conferenceContent).toBe('synced');
});

rule('6.5', () => {
	const world = play(scenarioOf([{fault: 'off', role: 'hitSite', atMs: minute}]));
	pointEdgesAt(world, p2, fe11);
	expect(world.truth().nextHops['edge1.contoso.com']).toBe(p2);
	world.wait(2 * minute);
	moveCms(world);
	// The last copy to the standby was older than the change.
	expect(world.truth().nextHops['edge1.contoso.com']).toBe(p1);
	expectBetween(world.truth().pools[p1]?.lossMinutes['CentralMgmt.CMSMaster'] ?? -1, 0.1, 2);
});

rule('6.8', () => {
	const world = play(nothingWrong);
	loseSql(world, 'sqlbe11.contoso.com');
	world.wait(5 * minute);
	expect(world.truth()).toMatchObject({lossMinutes: 0, pools: {[p1]: {experience: 'Full'}}});
	prepare(world);
	expect(world.change(fe21, 'Invoke-CsPoolFailOver', disaster).end.ok).toBe(true);
});
