/** What the operator knows, asked in numbers: the triage proposes from the answers and from what is seen, and starts nothing. */
import {type Message, say} from '../machines/message.js';
import type {Told} from '../machines/triage/told.js';
import type {HomeFacts} from '../ui/home/home-facts.js';
import {findingLines, gravestLines, questionMenu, wordMenu} from '../ui/home/told-lines.js';
import {blank, line} from '../ui/linear/line.js';
import type {MenuItem} from '../ui/linear/menu.js';
import type {Printer} from '../ui/linear/printer.js';
import type {Desk} from './desk.js';
import {homeKnown} from './home-known.js';
import {createLookout, type Lookout} from './lookout.js';

/** Undefined when the operator leaves. */
export type Pick = <Value>(title: Message, items: readonly MenuItem<Value>[]) => Promise<Value | undefined>;

export async function askWhatIsKnown(desk: Desk, printer: Printer, pick: Pick): Promise<void> {
	const {render} = desk;
	const lookout = createLookout(desk);
	const outlook = lookout.outlook();
	if (outlook.has === 'problem') return printer.print([line(render(outlook.problem))]);
	if (outlook.has === 'topology') {
		printer.print([line(render(say('home.looking', {heard: 0, asked: outlook.asked})))]);
		await looked(lookout);
	}
	const facts: HomeFacts = {...homeKnown(desk, lookout), outlook: lookout.outlook()};
	let told: Told = {};
	printer.print([blank, line(render(say('home.told.about')))]);
	for (;;) {
		const question = await pick(say('home.told.ask'), questionMenu(facts, {told}, render));
		if (question === undefined || question === 'over') break;
		const {id, part, name} = question;
		const word = await pick(say('home.told.question', {part, name}), wordMenu(question));
		if (word === undefined) continue;
		const {[id]: _, ...others} = told;
		told = word === 'nothing' ? others : {...others, [id]: {word, at: Date.now()}};
		printer.print([blank, ...gravestLines(facts, {told}, render), blank]);
	}
	printer.print([blank, ...findingLines(facts, {told}, render)]);
}

/** One round of questions to the network, which is over within five seconds. */
async function looked(lookout: Lookout): Promise<void> {
	const {promise, resolve} = Promise.withResolvers<void>();
	const stop = lookout.watch(() => {
		const outlook = lookout.outlook();
		if (outlook.has === 'topology' && outlook.looked) resolve();
	});
	await promise;
	stop();
}
