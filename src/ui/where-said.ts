/** Where a cmdlet is run: by which way, with whose rights; and in whose place, where it is not the computer that was wanted. */
import {say} from '../machines/message.js';
import type {Situation} from './situation.js';

export function whereSaid(computer: string, {view, render}: Pick<Situation, 'view' | 'render'>): string {
	const placed = view.hosts?.[computer];
	if (!placed) return computer;
	if (!placed.computer) return render(say('card.noHost', {computer}));
	const {wanted, way = 'none', account, isElevated} = placed;
	return render(
		say('card.host', {
			computer,
			way,
			account: account || 'none',
			elevated: isElevated === true ? 'yes' : isElevated === false ? 'no' : 'none',
			instead: wanted === computer ? 'none' : wanted,
		}),
	);
}
