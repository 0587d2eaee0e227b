/** h: what partners were answered before it was changed, given back. */
import type {Answer, Ask, Look} from '../../../ask.js';
import {say} from '../../../message.js';
import {dns} from '../../../probe.js';
import {textOfRecord} from '../../../probe-output.js';
import type {Evidence, Step} from '../../../step/step.js';
import {seen} from '../../seeing.js';
import type {EdgeFacts} from '../edge-facts.js';
import {asText, changeTo, ledThere, type NamedRecords, namesOwed, patienceFor, recordItem, recordsOf, recordsOwed} from './answers.js';
import {evidenceOf, federationNames, isLedThere, lookAtAll} from './inbound.js';

/**
 * As it was, record by record: for XMPP too, where the page would have the A record lead to the other Edge pool once more, a copy error
 * (contradiction 5). What was never changed for federation only has to lead there again.
 */
export function restoreAnswers(facts: EdgeFacts, number: string): Step {
	const owed = namesOwed(facts);
	const were = recordsOwed(facts);
	const federated = federationNames(facts);
	const names = owed.some(({about}) => federated.some(of => of === about.of)) ? federated : [];
	return {
		title: say('step.inboundBack.title'),
		why: say('step.inboundBack.why'),
		number,
		look: lookAtBoth(were, names),
		judge(answers, fate) {
			const isSo = ({of, type, records}: NamedRecords) => asText(recordsOf(answers, of, type)) === asText(records);
			const evidence = [
				...were.filter(({of}) => !names.includes(of)).map(one => recordSign(one, answers, isSo)),
				...evidenceOf(answers, names),
			];
			return ledThere(were.every(isSo) && isLedThere(answers, names), evidence, fate, say('inbound.notBack'));
		},
		manual: {
			items: [...were.map(recordItem), ...(names.length > 0 ? [say('step.inboundAnswer.certificate')] : [])],
			acts: () => were.map(changeTo),
		},
		maySkip: true,
		closes: () => owed.map(({id}) => id),
		patience: patienceFor(were.flatMap(({records}) => records)),
	};
}

const lookAtBoth =
	(were: readonly NamedRecords[], names: readonly string[]): Look =>
	answers => {
		if (answers.length > 0) return lookAtAll(names)(answers);
		const asks: readonly Ask[] = [...were.map(({type, of}) => dns(type, of, 'external')), ...lookAtAll(names)(answers)];
		return [...new Map(asks.map(ask => [JSON.stringify(ask), ask])).values()];
	};

function recordSign(one: NamedRecords, answers: readonly Answer[], isSo: (one: NamedRecords) => boolean): Evidence {
	const {of, type} = one;
	const answer = answers.find(({ask}) => 'probe' in ask && ask.probe === 'dns' && ask.type === type && ask.of === of);
	const records = recordsOf(answers, of, type).map(textOfRecord);
	return seen(answer, isSo(one) ? 'good' : 'bad', 'evidence.answered', {of, type, records, count: records.length});
}
