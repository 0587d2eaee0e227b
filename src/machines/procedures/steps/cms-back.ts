/** c.8: the store may go back to the pool it came from, when somebody wants it to. */
import {say} from '../../message.js';
import type {Step} from '../../step.js';
import type {Facts} from '../facts.js';
import {textOf} from '../seeing.js';

/** FQDN of the pool that has the store since this pool lost it; undefined when it did not. */
export function cmsAwayFrom({debts, pool}: Pick<Facts, 'debts' | 'pool'>): string | undefined {
	const debt = debts.find(({kind, about}) => kind === 'cmsMoved' && about.from === pool);
	return debt && textOf(debt.about.to);
}

export function decideOnCmsBack(facts: Facts): Step {
	const names = {pool: facts.pool, from: cmsAwayFrom(facts) ?? '-'};
	return {
		title: say('step.decideOnCmsBack.title', names),
		why: say('step.decideOnCmsBack.why'),
		number: '8',
		form: {
			fields: [],
			ways: [
				{id: 'moveBack', label: say('way.moveCmsBack', names), isRecommended: true},
				{id: 'leave', label: say('way.leaveCms', names)},
			],
			learns: way => ({movesCmsBack: way === 'moveBack'}),
		},
	};
}
