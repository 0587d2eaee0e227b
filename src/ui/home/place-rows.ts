/** A place of home over the whole screen: a list, or something to be read above what can be chosen there. */
import {poolOf} from '../../machines/deployment/deployment.js';
import {say} from '../../machines/message.js';
import {type Room, rule, scrolled, scrollLimit, windowOf} from '../panes/pane.js';
import {cut, padded, type Row, row, span, type Tone, wrapped} from '../row.js';
import {findingsAt, proposalOf} from './found.js';
import {selectedAt} from './hear-home.js';
import {homeKeys} from './home-keys.js';
import type {HomeModel} from './home-model.js';
import {type Item, itemsAt} from './home-state.js';
import {planRows} from './plan-rows.js';
import {aboutPool, poolHit} from './pool-choice.js';
import {questionRows} from './question-rows.js';

export function placeRows(model: HomeModel, room: Room): readonly Row[] {
	const {state, render} = model;
	const title = rule(span(render(say('home.place', {place: state.place})), 'strong'), room.width, room);
	if (state.place === 'help') return [title, ...helpRows(model, room)];
	if (state.place === 'questions') return [title, ...questionRows(model, {...room, height: room.height - 1})];
	const more = (count: number) => row(span(`   ${render(say('card.moreRows', {count}))}`, 'faint'));
	const above = scrolled(toldRows(model, room), state.scroll ?? 0, roomAbove(model, room), more);
	return [title, ...above, ...itemRows(model, {...room, height: Math.max(1, room.height - 1 - above.length)})];
}

/** How far what is to be read can be scrolled. */
export const placeLimit = (model: HomeModel, room: Room): number => scrollLimit(toldRows(model, room), roomAbove(model, room));

/** What can be chosen is always in sight. */
const roomAbove = ({state, facts}: HomeModel, {height}: Room): number =>
	Math.max(0, height - 1 - Math.min(1, itemsAt(state, facts).length));

function toldRows(model: HomeModel, room: Room): readonly Row[] {
	const {facts, state, render} = model;
	if (state.place === 'finding') return findingRows(model, room);
	if (state.place === 'plan') return planRows(facts, state, render, room);
	return state.place === 'scenarios' ? hitRows(model, room) : [];
}

/** What is said at the right stays near what it is said of. */
const mostWidth = 100;

export function itemRows({facts, state, render}: HomeModel, {width: whole, height, theme}: Room): readonly Row[] {
	const items = itemsAt(state, facts);
	const at = selectedAt(state, items);
	const shown = windowOf(
		items.map((item, index) => ({item, index})),
		at,
		height,
	);
	return shown.map(({item, index}) => itemRow(item, index === at));

	function itemRow({head, label, note, dead}: Item, isSelected: boolean): Row {
		const width = note ? Math.min(whole, mostWidth) : whole;
		const text = `${head ? `${render(head)}  ` : ''}${render(label)}`;
		const right = note && width - text.length - render(note).length >= 10 ? ` ${render(note)} ` : '';
		const sign = isSelected ? theme.glyphs.current : ' ';
		const labelWidth = Math.max(20, width - 4 - right.length);
		const tone = isSelected ? 'chosen' : dead ? 'faint' : 'plain';
		const shownText = right ? padded(text, labelWidth) : cut(text, labelWidth);
		return row(` ${sign} `, span(shownText, tone), span(right, 'faint'));
	}
}

/** Which pool is hit, where there is one to choose; the key that chooses stands in the last row. */
function hitRows({facts: {deployment}, state, render}: HomeModel, {width}: Room): readonly Row[] {
	const pool = poolOf(deployment, poolHit(deployment, state.pool));
	if (!pool) return [];
	const about = render(say('home.hit', {about: render(aboutPool(deployment, pool))}));
	return [...wrapped(about, width - 2).map((line): Row => [span(' '), ...line]), row()];
}

/** Why it is proposed, and what speaks against it; it is the operator who decides. */
function findingRows({facts, state, render}: HomeModel, {width, theme}: Room): readonly Row[] {
	const found = findingsAt(state, facts)[state.finding];
	if (!found) return [row(`  ${render(say('home.findingGone'))}`)];
	const {what, evidence, said = [], against} = found;
	const bullets = (sign: string, tone: Tone, messages: readonly ReturnType<typeof say>[]) =>
		messages.flatMap(message =>
			wrapped(render(message), width - 6, 0).map((line, index): Row => [span(index === 0 ? `  ${sign} ` : '    ', tone), ...line]),
		);
	return [
		...wrapped(render(what), width - 2, 0, 'strong').map((line): Row => [span(' '), ...line]),
		...wrapped(render(proposalOf(found)), width - 2).map((line): Row => [span(' '), ...line]),
		row(),
		...(evidence.length > 0 ? [row(span(` ${render(say('home.seen'))}`, 'faint')), ...bullets(theme.glyphs.alive, 'good', evidence)] : []),
		...(said.length > 0 ? [row(span(` ${render(say('home.told.heading'))}`, 'faint')), ...bullets(theme.glyphs.read, 'plain', said)] : []),
		...(against.length > 0
			? [row(span(` ${render(say('home.against'))}`, 'faint')), ...bullets(theme.glyphs.unknown, 'yours', against)]
			: []),
		row(),
	];
}

function helpRows({facts, state, render}: HomeModel, {width}: Room): readonly Row[] {
	const line = (key: string, text: string, isDead = false): Row =>
		row(' ', span(key.padEnd(12), isDead ? 'faint' : 'strong'), span(cut(text, width - 14), isDead ? 'faint' : 'plain'));
	return [
		line(render(say('home.moving.key')), render(say('home.moving'))),
		...homeKeys.map(({key, command, dead}) => {
			// Wherever there is something to go back from, it goes back: from here, too.
			const why = command === 'back' ? undefined : dead?.({...state, place: 'home'}, facts);
			return line(key, why ? render(why) : render(say(`home.key.${command}`)), why !== undefined);
		}),
		row(),
		...['home.about.rehearsal', 'home.about.look'].flatMap(id =>
			wrapped(render(say(id)), width - 2).map((line): Row => [span(' '), ...line]),
		),
	];
}
