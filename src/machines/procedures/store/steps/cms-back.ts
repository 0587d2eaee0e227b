/** c.8: the store may go back to the pool it came from, when somebody wants it to. */
import {say} from '../../../message.js';
import type {Step} from '../../../step/step.js';
import type {Facts} from '../../facts.js';
import {textOf} from '../../seeing.js';

/** FQDNs of the pool that the store was moved away from, whichever it was, and of the pool that has it: the same when it was not moved. */
export function placesOfCms({debts, deployment}: Pick<Facts, 'debts' | 'deployment'>): {readonly from: string; readonly to: string} {
	const debt = debts.findLast(({kind}) => kind === 'cmsMoved');
	const {active} = deployment.cms;
	return debt ? {from: textOf(debt.about.from), to: textOf(debt.about.to)} : {from: active, to: active};
}

export function decideOnCmsBack(facts: Facts): Step {
	const {from, to} = placesOfCms(facts);
	const names = {pool: from, from: to};
	return {
		title: say('step.decideOnCmsBack.title', names),
		why: say('step.decideOnCmsBack.why'),
		number: '8',
		form: {
			asks: say('question.cmsBack', names),
			fields: [],
			ways: [
				// It works where it is: neither is recommended.
				{id: 'moveBack', label: say('way.moveCmsBack', names)},
				{id: 'leave', label: say('way.leaveCms', names)},
			],
			learns: way => ({movesCmsBack: way === 'moveBack'}),
		},
	};
}
