/** Media led through another Edge pool: both ways, what is owed of it, and what is refused. */
import {expect, test} from 'vitest';
import {isAssociation, isCmdletCall} from '../../src/machines/ask.js';
import type {JournalEntry} from '../../src/machines/journal/journal-entry.js';
import {loadDeployment, loadScenario} from '../playing/play.js';
import {entriesOf, inTurn, sit} from './operator.js';

const scenario = loadScenario('edge-dark');
const begunFor = 'mediaFailover';
const byCmdlets = {'choosingWay asking': inTurn({choice: 'cmdlets'})};
const servicesSet = (entries: readonly JournalEntry[]) =>
	entriesOf(entries, 'callBegan').flatMap(({what}) =>
		isCmdletCall(what) && what.changesState ? [`${what.name} ${what.parameters.Identity} ${what.parameters.EdgeServer}`] : [],
	);
const associated = (entries: readonly JournalEntry[]) =>
	entriesOf(entries, 'outside').flatMap(({what}) => (isAssociation(what) ? [what.mediaEdges] : []));
const whyRefused = (entries: readonly JournalEntry[]) =>
	entriesOf(entries, 'stepEnded').find(({end}) => end.kind === 'refused')?.end.why?.id;
const untilRunEnds = ({kind}: JournalEntry) => kind === 'runEnded';

test('the dialog is taken for the pool that lives and has the lost Edge, and taken back', () => {
	const {entries, truth} = sit({scenario, begunFor});
	expect(associated(entries)).toEqual([{'pool1.contoso.com': 'edge2.contoso.com'}, {'pool1.contoso.com': 'edge1.contoso.com'}]);
	expect(servicesSet(entries)).toEqual([]);
	expect(entriesOf(entries, 'debtOpened').map(({debt}) => debt.id)).toEqual(['mediaEdge/pool1.contoso.com']);
	expect(truth.left).toEqual([]);
});

test('by cmdlets it is three for the pool, each with an Edge pool, and three for the way back', () => {
	const {entries, truth} = sit({scenario, begunFor, overrides: byCmdlets});
	const set = (edge: string) => [
		`Set-CsRegistrar Registrar:pool1.contoso.com EdgeServer:${edge}`,
		`Set-CsConferenceServer ConferencingServer:pool1.contoso.com EdgeServer:${edge}`,
		`Set-CsMediationServer MediationServer:pool1.contoso.com EdgeServer:${edge}`,
	];
	expect(servicesSet(entries)).toEqual([...set('edge2.contoso.com'), ...set('edge1.contoso.com')]);
	expect(associated(entries)).toEqual([]);
	expect(truth.left).toEqual([]);
});

test('cut short between the three cmdlets, what was done of it is owed', () => {
	const {view, truth} = sit({
		scenario: {...scenario, faults: [...scenario.faults.slice(0, 1), {fault: 'refusesOnce', role: 'partner', atMs: 21_000}]},
		begunFor,
		overrides: {...byCmdlets, 'settingServices failed': inTurn({choice: 'abort', fields: {reason: 'enough'}})},
		until: untilRunEnds,
	});
	expect(truth.left).toEqual(view.debts.map(({id}) => id));
});

test('“done” is not believed before all three services of the pool are seen to have it', () => {
	const {entries} = sit({
		scenario,
		begunFor,
		overrides: {'associating byHand': inTurn({choice: 'noError'})},
		until: entry => entry.kind === 'stepMoved' && entry.to === 'failed',
	});
	expect(entriesOf(entries, 'outside')).toEqual([]);
});

test('a Front End pool that is dark too is left alone: it needs no media', () => {
	const {entries} = sit({
		scenario,
		begunFor,
		given: ({world}) => {
			for (const computer of Object.values(world.computers)) if (computer.pool === 'pool1.contoso.com') computer.isOn = false;
		},
		until: untilRunEnds,
	});
	expect(whyRefused(entries)).toBe('media.noPoolLives');
	expect(entriesOf(entries, 'outside')).toEqual([]);
});

test('where no Front End pool has the lost Edge pool it is neither offered nor done', () => {
	const deployment = loadDeployment();
	const pools = deployment.pools.map(pool => ({...pool, edgePool: 'edge2.contoso.com'}));
	const {entries} = sit({scenario, begunFor, deployment: {...deployment, pools}, until: ({kind}) => kind === 'asked'});
	expect(entriesOf(entries, 'asked')[0]?.choices.map(({id}) => id)).not.toContain(begunFor);
});

test('a way to the Edge that is closed is named, and the proof waits for it', () => {
	const {entries} = sit({
		scenario,
		begunFor,
		given: ({world}) => void world.firewall.push({from: 'pool1.contoso.com', to: 'edge2.contoso.com', ports: [8057]}),
		until: entry => entry.kind === 'stepMoved' && entry.step.endsWith('/provingIt') && entry.to !== 'inspecting',
	});
	const shown = entriesOf(entries, 'stepMoved').findLast(({step}) => step.endsWith('/provingIt'));
	const closed = shown?.evidence
		?.filter(({sign}) => sign === 'bad')
		.map(({message}) => `${message.args?.from} ${message.args?.to} ${message.args?.port}`);
	expect(closed).toEqual(['fe11.contoso.com edge21.contoso.com 8057', 'fe11.contoso.com edge22.contoso.com 8057']);
	expect(shown?.why?.id).toBe('media.notProved');
});
