/** Home as rows: the banner, what is dark, what now, what is open, what is owed, the last rehearsal, the keys. Exactly as many as there is room for. */
import {poolOf} from '../../machines/deployment.js';
import {say} from '../../machines/message.js';
import {type Room, rule, windowOf} from '../panes/pane.js';
import {cut, padded, type Row, row, rowWidth, span, spread, wrapped} from '../row.js';
import {safe} from '../safe-text.js';
import type {Theme} from '../theme.js';
import {selectedAt} from './hear-home.js';
import type {HomeFacts} from './home-facts.js';
import {homeKeys} from './home-keys.js';
import {type HomeState, type Item, itemsAt} from './home-state.js';
import {type HomeVoice, outlookRows} from './outlook-rows.js';
import {planRows} from './plan-rows.js';
import {aboutPool, poolHit} from './pool-choice.js';

export type HomeModel = HomeVoice & {readonly screen: 'home'; readonly facts: HomeFacts; readonly state: HomeState};
type Frame = {readonly width: number; readonly height: number; readonly theme: Theme};

/** What the list of home has at least. */
const fewestItems = 6;

export function homeRows(model: HomeModel, {width, height, theme}: Frame): readonly Row[] {
	const banner = bannerOf(model, {width, theme});
	const body = height - banner.length - 1;
	const room = {width, height: body, theme};
	const rows = model.state.place === 'home' ? firstRows(model, room) : placeRows(model, room);
	return [...banner, ...filled(rows, body), footerOf(model, width)];
}

const filled = (rows: readonly Row[], height: number): readonly Row[] => Array.from({length: height}, (_, index) => rows[index] ?? []);

function bannerOf({facts, render}: HomeModel, {width, theme}: Pick<Room, 'width' | 'theme'>): readonly Row[] {
	const {deployment, outlook, version} = facts;
	const left = row(span(' Switchback ', 'world'), span(`  ${safe(deployment.name)}`, 'strong'));
	const right = render(say('home.banner', {own: outlook.has === 'topology' ? 'yes' : 'no', version}));
	return [
		spread(left, row(`${cut(right, Math.max(10, width - rowWidth(left) - 2))} `), width),
		row(span(theme.glyphs.horizontal.repeat(width), 'faint')),
	];
}

function firstRows(model: HomeModel, room: Room): readonly Row[] {
	const {facts, state, render} = model;
	const items = itemsAt(state, facts);
	const title = (id: string) => rule(span(render(say(id))), room.width, room);
	const open = openRows(model, room);
	const owed = owedRows(model, room);
	const warning = warningRows(model, room);
	const rehearsed = row(span(`   ${cut(render(facts.lastRehearsal ?? say('home.neverRehearsed')), room.width - 4)}`, 'faint'));
	const fixed = 5 + warning.length + open.length + owed.length;
	const dark = outlookRows(facts.outlook, model, {...room, height: Math.max(2, room.height - fixed - Math.max(fewestItems, items.length))});
	const list = Math.min(items.length, Math.max(3, room.height - fixed - dark.length));
	return [
		...warning,
		...dark,
		title('home.whatNow'),
		...itemRows(model, {...room, height: list}),
		title('home.openTitle'),
		...open,
		title('home.owedTitle'),
		...owed,
		title('home.rehearsedTitle'),
		rehearsed,
	];
}

/** On a small screen its first words. */
function warningRows({facts: {warning}, render}: HomeModel, {width, height}: Room): readonly Row[] {
	if (!warning) return [];
	const lines = wrapped(render(say('home.noSettings', {why: render(warning)})), width - 2).map(line => line.map(({text}) => text).join(''));
	const most = Math.max(1, Math.floor(height / 7));
	const shown = lines.length > most ? [...lines.slice(0, most - 1), lines.slice(most - 1).join(' ')] : lines;
	return shown.map(text => row(' ', span(cut(text, width - 2), 'bad')));
}

/** On a high screen the sessions themselves, on a small one how many. */
function openRows({facts: {open}, render}: HomeModel, {width, height}: Room): readonly Row[] {
	const most = Math.max(0, Math.floor(height / 8) - 2);
	const shown = open.slice(0, most).map(({label}) => row(`   ${cut(render(label), width - 4)}`));
	const counted = wrapped(render(say('home.open', {count: open.length})), width - 4).map((line): Row => [span('   '), ...line]);
	return [...counted, ...shown];
}

function owedRows({facts: {debts, unread}, render}: HomeModel, {width, height}: Room): readonly Row[] {
	const line = (text: string, tone: 'plain' | 'yours' | 'faint' = 'plain') => row(span(`   ${cut(text, width - 4)}`, tone));
	const most = Math.max(1, Math.floor(height / 8) - 1);
	return [
		line(render(say('home.owed', {count: debts.length})), debts.length > 0 ? 'yours' : 'plain'),
		...debts.slice(0, debts.length > 0 ? most : 0).map(debt => line(render(debt), 'yours')),
		...(unread > 0 ? [line(render(say('home.unread', {count: unread})), 'yours')] : []),
	];
}

/** A list, or something to be read, over the whole screen. */
function placeRows(model: HomeModel, room: Room): readonly Row[] {
	const {state, render} = model;
	const title = rule(span(render(say('home.place', {place: state.place})), 'strong'), room.width, room);
	if (state.place === 'help') return [title, ...helpRows(model, room)];
	const told =
		state.place === 'finding'
			? findingRows(model, room)
			: state.place === 'plan'
				? planRows(model.facts, state, render, room)
				: state.place === 'scenarios'
					? hitRows(model, room)
					: [];
	// What can be chosen is always in sight.
	const above = told.slice(0, Math.max(0, room.height - 1 - Math.min(1, itemsAt(state, model.facts).length)));
	return [title, ...above, ...itemRows(model, {...room, height: Math.max(1, room.height - 1 - above.length)})];
}

function itemRows({facts, state, render}: HomeModel, {width, height, theme}: Room): readonly Row[] {
	const items = itemsAt(state, facts);
	const at = selectedAt(state, items);
	const shown = windowOf(
		items.map((item, index) => ({item, index})),
		at,
		height,
	);
	return shown.map(({item, index}) => itemRow(item, index === at));

	function itemRow({head, label, note, dead}: Item, isSelected: boolean): Row {
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
function findingRows({facts: {outlook}, state, render}: HomeModel, {width, theme}: Room): readonly Row[] {
	const found = outlook.has === 'topology' ? outlook.looked?.findings[state.finding] : undefined;
	if (!found) return [row(`  ${render(say('home.findingGone'))}`)];
	const {what, proposes, evidence, against} = found;
	const bullets = (sign: string, tone: 'good' | 'yours' | 'bad', messages: readonly ReturnType<typeof say>[]) =>
		messages.flatMap(message =>
			wrapped(render(message), width - 6, 0).map((line, index): Row => [span(index === 0 ? `  ${sign} ` : '    ', tone), ...line]),
		);
	const proposal = proposes ? say('home.proposal', {procedure: proposes.procedure, pool: proposes.pool}) : say('home.noProposal');
	return [
		...wrapped(render(what), width - 2, 0, 'strong').map((line): Row => [span(' '), ...line]),
		...wrapped(render(proposal), width - 2).map((line): Row => [span(' '), ...line]),
		row(),
		...(evidence.length > 0 ? [row(span(` ${render(say('home.seen'))}`, 'faint')), ...bullets(theme.glyphs.alive, 'good', evidence)] : []),
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

function footerOf({state, facts, render}: HomeModel, width: number): Row {
	if (state.said) return row(' ', span(cut(render(state.said), width - 2), 'yours'));
	const item = (key: string, text: string): Row => row(span(` ${key}`, 'strong'), ` ${text} `);
	const live = homeKeys.filter(({isShown, dead}) => isShown && dead?.(state, facts) === undefined);
	const keys = live.map(({key, command}) => item(key, render(say(`home.short.${command}`))));
	// On a narrow screen the last ones, help and quitting, stay.
	const all = [item(render(say('home.moving.key')), render(say('home.short.moving'))), ...keys];
	while (all.length > 2 && rowWidth(all.flat()) > width) all.shift();
	return all.flat();
}
