/** Where a cmdlet is run: by which way, with whose rights; and in whose place, where it is not the computer that was wanted. */
import type {CmdletCall} from '../machines/cmdlet.js';
import {placeOfCall} from '../machines/journal/session-view.js';
import {isRefusedThere} from '../machines/live/where-to-run.js';
import {say} from '../machines/message.js';
import type {Situation} from './situation.js';

export function whereSaid(call: Pick<CmdletCall, 'runsOn' | 'name'>, {view, render}: Pick<Situation, 'view' | 'render'>): string {
	const {runsOn: computer} = call;
	const placed = placeOfCall(view, call);
	if (!placed) return computer;
	const refused = isRefusedThere(placed) ? 'yes' : 'no';
	if (!placed.computer) return render(say('card.noHost', {computer, refused}));
	const {wanted, way = 'none', account, isElevated} = placed;
	return render(
		say('card.host', {
			computer,
			way,
			account: account || 'none',
			elevated: isElevated === true ? 'yes' : isElevated === false ? 'no' : 'none',
			instead: wanted === computer ? 'none' : wanted,
			refused,
		}),
	);
}
