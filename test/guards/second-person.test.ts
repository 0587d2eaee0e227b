/** Where a deployment asks for it, a change that loses data waits for a second person: for this question, this call, this session. */
import {readdirSync} from 'node:fs';
import {describe, expect, test} from 'vitest';
import {signText} from '../../src/adapters/signing/sign.js';
import {createApprovalCheck} from '../../src/commands/check-approval.js';
import {say} from '../../src/machines/message.js';
import {approvalNamespace, type CheckApproval} from '../../src/machines/step/approval.js';
import {hasKeygen, type KeyRing, keyRing, needsKeygen} from '../adapters/signing/keys.js';
import {play} from '../playing/play.js';
import {entriesOf} from './operator.js';
import {operator, sitDown, stateIn} from './second-person.js';

const signature = '-----BEGIN SSH SIGNATURE-----\nAAAA\n-----END SSH SIGNATURE-----\n';
const signers = {allowedSigners: 'signers', sameAccount: true};
const isOf =
	(...names: readonly string[]): CheckApproval =>
	async () => ({signers: names, fingerprint: 'SHA256:abc'});

test('the bundled Contoso asks for nobody', () => {
	expect(entriesOf(play().entries, 'asked').some(({toApprove}) => toApprove)).toBe(false);
});

describe('a change that loses data', () => {
	test('is not confirmed before a second person has approved it, and is confirmed and run as ever after it', () => {
		const table = sitDown();
		expect(stateIn(table)).toBe('awaitingApproval');
		expect(table.question().choices.map(({id}) => id)).toEqual(['cancel', 'abort']);
		expect(table.choose('confirm')?.why.id).toBe('refusal.choiceNotOffered');
		expect(table.consent('K. Brandt')).toBeUndefined();
		expect([stateIn(table), table.failedOver()]).toEqual(['confirming', false]);
		expect(table.view().steps.at(-1)?.moved?.approval).toEqual({by: 'K. Brandt', proof: 'sameAccount'});
		expect(table.confirm()).toBeUndefined();
		table.playUntil(() => table.failedOver());
		expect(table.approvals()).toMatchObject([{by: 'K. Brandt', choice: 'secondApproves', proof: 'sameAccount'}]);
	});

	test('is the only one that waits: the others of the procedure were confirmed by one person', () => {
		const {engine} = sitDown();
		const changed = entriesOf(engine.entries, 'stepMoved').filter(({to}) => to === 'running');
		expect(changed.length).toBeGreaterThan(1);
		expect(entriesOf(engine.entries, 'stepMoved').filter(({to}) => to === 'awaitingApproval')).toHaveLength(1);
	});

	test('shows, as the text that is approved, who asks for what in which session, the exact line, and the loss', () => {
		const table = sitDown();
		const {question} = table.question();
		expect(table.text()).toBe(
			[
				'Switchback approval 1',
				'session: in-a-test',
				'world: rehearsal',
				'deployment: Contoso',
				`question: ${question}`,
				`asked by: ${operator}`,
				'runs: Invoke-CsPoolFailOver -PoolFqdn pool1.contoso.com -DisasterMode -Confirm:$false -Verbose',
				'on: fe21.contoso.com',
				'exactly: {"name":"Invoke-CsPoolFailOver","parameters":{"PoolFqdn":"pool1.contoso.com","DisasterMode":true,"Confirm":false,"Verbose":true}}',
				'loses: UserServices.PresenceFocus, at most 4 min',
				'loses: ConfServices.DataConf, at most 4 min',
				'means: I approve that this is run once, as the answer to this question and to no other. Data that is lost does not come back.',
				'',
			].join('\n'),
		);
	});

	test('has to be approved anew by whoever goes back, and after a crash', () => {
		const table = sitDown();
		const first = table.question().question;
		table.consent('K. Brandt');
		table.choose('cancel');
		table.playUntil(() => stateIn(table) === 'awaitingApproval');
		expect(table.consent('K. Brandt', first)).toBe('refusal.approvalOfAnotherQuestion');
		expect(table.failedOver()).toBe(false);
		table.consent('K. Brandt');
		const again = sitDown({record: table.engine.entries});
		expect(stateIn(again)).toBe('awaitingApproval');
		expect(again.text()).not.toBe(table.text());
		expect(again.failedOver()).toBe(false);
	});

	test('stays approved while what is typed is wrong', () => {
		const table = sitDown();
		table.consent('K. Brandt');
		expect(table.choose('confirm', operator, {homePool: 'pool2.contoso.com', lossMinutes: '4'})).toBeUndefined();
		expect([stateIn(table), table.question().problem?.id]).toEqual(['confirming', 'confirm.partnerTyped']);
		table.choose('confirm', operator, {homePool: 'pool1.contoso.com', lossMinutes: '4'});
		table.playUntil(() => table.failedOver());
	});

	test('is not confirmed by the one who approved it', () => {
		const table = sitDown();
		table.consent('K. Brandt');
		table.confirm('k.brandt@contoso.com');
		expect([stateIn(table), table.question().problem?.id]).toEqual(['confirming', 'confirm.ownApproval']);
		expect(table.failedOver()).toBe(false);
	});
});

describe('a consent of the same account is refused', () => {
	test.each([
		['by the one who asks', operator],
		['by them, written otherwise', ' j.moreau@contoso.com'],
		['by them, as an account', 'CONTOSO\\J.MOREAU'],
	])('%s', (_, by) => {
		const table = sitDown();
		expect(table.consent(by)).toBe('refusal.ownApproval');
		expect(stateIn(table)).toBe('awaitingApproval');
	});

	test('without a name, or with one that nobody has', () => {
		const table = sitDown();
		expect([table.consent('  '), table.consent('x'.repeat(201))]).toEqual(['refusal.approverUnnamed', 'refusal.approverUnnamed']);
	});

	test('where only signatures count', () => {
		expect(sitDown({approval: {...signers, sameAccount: false}}).consent('K. Brandt')).toBe('refusal.signatureNeeded');
	});

	test('where nothing waits for one', () => {
		const table = sitDown();
		table.consent('K. Brandt');
		expect(table.consent('K. Brandt')).toBe('refusal.nothingToApprove');
		expect(table.approvals()).toHaveLength(1);
	});
});

describe('a signed approval', () => {
	test('is taken with the name that its key has, and kept with its signature', async () => {
		const table = sitDown({approval: signers, check: isOf('*@contoso.com', 'k.brandt@contoso.com')});
		expect(await table.deliver(table.text() + signature)).toBeUndefined();
		expect(stateIn(table)).toBe('confirming');
		const proof = {signer: 'k.brandt@contoso.com', fingerprint: 'SHA256:abc'};
		expect(table.approvals()).toMatchObject([{by: 'k.brandt@contoso.com', proof, signature}]);
	});

	test.each([
		['no text', () => 'rubbish', 'refusal.noApproval'],
		['no signature', (text: string) => text, 'refusal.noApproval'],
		['another text before its signature', () => `something else\n${signature}`, 'refusal.noApproval'],
		['another session', (text: string) => text.replace('in-a-test', 'another') + signature, 'refusal.approvalOfAnotherSession'],
		['another question', (text: string) => text.replace(/question\d+/, 'question99') + signature, 'refusal.approvalOfAnotherQuestion'],
		['another line', (text: string) => text.replaceAll('pool1', 'pool2') + signature, 'refusal.approvalOfAnotherCall'],
		['one more call', (text: string) => text.replace('loses:', 'runs: Stop-Computer\nloses:') + signature, 'refusal.approvalOfAnotherCall'],
		['another loss', (text: string) => text.replace('at most 4', 'at most 400') + signature, 'refusal.approvalChanged'],
		['other line ends', (text: string) => text.replaceAll('\n', '\r\n') + signature, 'refusal.noApproval'],
		['far too much', (text: string) => text + 'x'.repeat(300_000) + signature, 'refusal.noApproval'],
	])('with %s is refused, and nobody is asked whose signature it is', async (_, changed, why) => {
		let isAsked = false;
		const check: CheckApproval = async () => {
			isAsked = true;
			return {signers: ['k.brandt@contoso.com'], fingerprint: ''};
		};
		const table = sitDown({approval: signers, check});
		expect([await table.deliver(changed(table.text())), isAsked, stateIn(table)]).toEqual([why, false, 'awaitingApproval']);
	});

	test.each([
		['nobody’s', isOf(), 'refusal.unknownSigner'],
		['a pattern’s', isOf('*@contoso.com', '!eve'), 'refusal.unknownSigner'],
		['the asker’s own', isOf('j.moreau@contoso.com'), 'refusal.ownApproval'],
		['the asker’s, among other names of theirs', isOf('helpdesk@contoso.com', 'J.Moreau@contoso.com'), 'refusal.ownApproval'],
		['one that does not fit', async () => ({why: say('signing.otherText')}), 'signing.otherText'],
		[
			'one that cannot be checked',
			async () => {
				throw new Error('no');
			},
			'engine.broken',
		],
	] as const)('whose signature is %s is refused', async (_, check, why) => {
		const table = sitDown({approval: signers, check});
		expect(await table.deliver(table.text() + signature)).toBe(why);
		expect([stateIn(table), table.approvals()]).toEqual(['awaitingApproval', []]);
	});

	test('is refused where nobody is named who may sign', async () => {
		const table = sitDown({check: isOf('k.brandt@contoso.com')});
		expect(await table.deliver(table.text() + signature)).toBe('refusal.nobodyMaySign');
	});

	test.each([
		['the operator went back', (table: ReturnType<typeof sitDown>) => table.choose('cancel'), 'refusal.approvalOfAnotherQuestion'],
		['the engine stopped', (table: ReturnType<typeof sitDown>) => table.engine.stop(), 'refusal.stopped'],
	])('comes too late when %s while it was checked', async (_, act, why) => {
		const {promise, resolve} = Promise.withResolvers<{signers: string[]; fingerprint: string}>();
		const table = sitDown({approval: signers, check: () => promise});
		const delivered = table.deliver(table.text() + signature);
		act(table);
		resolve({signers: ['k.brandt@contoso.com'], fingerprint: 'SHA256:abc'});
		expect(await delivered).toBe(why);
		expect(table.approvals()).toEqual([]);
	});
});

describe.skipIf(!hasKeygen)(`with real keys ${needsKeygen}`, () => {
	const signedBy = async (key: string, text: string, namespace = approvalNamespace) => {
		const made = await signText({text, key, namespace});
		if ('problem' in made) throw new Error(made.problem.id);
		return text + made.signature;
	};
	const tableWith = (ring: KeyRing, keys: Readonly<Record<string, string>>, session?: string) =>
		sitDown({
			approval: {allowedSigners: ring.allow(keys), sameAccount: false},
			check: createApprovalCheck(ring.directory),
			...(session ? {session} : {}),
		});

	test('the approval of who may sign is taken, and its journal can be checked again', async () => {
		const ring = keyRing();
		const brandt = ring.key('brandt');
		const table = tableWith(ring, {'k.brandt@contoso.com': brandt});
		expect(await table.deliver(await signedBy(brandt, table.text()))).toBeUndefined();
		const [approval] = table.approvals();
		const {toApprove = ''} = entriesOf(table.engine.entries, 'asked').find(({question}) => question === approval?.question) ?? {};
		const [allowedSigners] = [ring.allow({'k.brandt@contoso.com': brandt})];
		const again = createApprovalCheck(ring.directory);
		expect(await again({text: toApprove, signature: approval?.signature ?? '', allowedSigners})).toMatchObject({
			signers: ['k.brandt@contoso.com'],
		});
		table.confirm();
		table.playUntil(() => table.failedOver());
	});

	test('a stranger’s, one for another purpose, and one of another text are not', async () => {
		const ring = keyRing();
		const [brandt, eve] = [ring.key('brandt'), ring.key('eve')];
		const table = tableWith(ring, {'k.brandt@contoso.com': brandt});
		const text = table.text();
		expect(await table.deliver(await signedBy(eve, text))).toBe('refusal.unknownSigner');
		expect(await table.deliver(await signedBy(brandt, text, 'switchback-seal'))).toBe('signing.otherPurpose');
		const other = await signedBy(brandt, tableWith(ring, {}, 'another').text());
		expect(await table.deliver(other)).toBe('refusal.approvalOfAnotherSession');
		expect(await table.deliver(text + other.slice(other.indexOf('-----BEGIN')))).toBe('signing.otherText');
		expect(stateIn(table)).toBe('awaitingApproval');
	});

	test('nothing of it is left beside the journal', async () => {
		const ring = keyRing();
		const brandt = ring.key('brandt');
		const table = tableWith(ring, {'k.brandt@contoso.com': brandt});
		await table.deliver(await signedBy(brandt, table.text()));
		expect(readdirSync(ring.directory).filter(name => name.startsWith('.'))).toEqual([]);
	});
});
