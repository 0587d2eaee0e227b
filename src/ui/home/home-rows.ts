/** Home as rows: the banner, what is dark, what now, what is open, what is owed, the last rehearsal, the keys. Exactly as many as there is room for. */
import {say} from '../../machines/message.js';
import {type Room, rule} from '../panes/pane.js';
import {cut, type Row, row, rowWidth, span, spread, wrapped} from '../row.js';
import {safe} from '../safe-text.js';
import type {Theme} from '../theme.js';
import {findingsAt} from './found.js';
import {homeKeys} from './home-keys.js';
import type {HomeModel} from './home-model.js';
import {itemsAt} from './home-state.js';
import {outlookRows} from './outlook-rows.js';
import {itemRows, placeLimit, placeRows} from './place-rows.js';

type Frame = {readonly width: number; readonly height: number; readonly theme: Theme};

/** What the list of home has at least. */
const fewestItems = 6;

export function homeRows(model: HomeModel, {width, height, theme}: Frame): readonly Row[] {
	const banner = bannerOf(model, {width, theme});
	const body = height - bannerHeight - 1;
	const room = {width, height: body, theme};
	const rows = model.state.place === 'home' ? firstRows(model, room) : placeRows(model, room);
	return [...banner, ...filled(rows, body), footerOf(model, {width, theme})];
}

/** How far what is read on this screen can be scrolled. */
export const homeLimit = (model: HomeModel, {width, height, theme}: Frame): number =>
	placeLimit(model, {width, height: height - bannerHeight - 1, theme});

const bannerHeight = 2;
const filled = (rows: readonly Row[], height: number): readonly Row[] => Array.from({length: height}, (_, index) => rows[index] ?? []);

function bannerOf({facts, render}: HomeModel, {width, theme}: Pick<Room, 'width' | 'theme'>): readonly Row[] {
	const {deployment, outlook, live, version} = facts;
	const left = row(span(' Switchback ', 'world'), span(`  ${safe(deployment.name)}`, 'strong'));
	const right = render(say('home.banner', {own: live === 'standIn' ? live : outlook.has === 'topology' ? 'yes' : 'no', version}));
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
	const dark = outlookRows(facts.outlook, findingsAt(state, facts), model, {
		...room,
		height: Math.max(2, room.height - fixed - Math.max(fewestItems, items.length)),
	});
	const list = Math.min(items.length, Math.max(3, room.height - fixed - dark.length));
	const rows = [
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
	return [...rows, ...recordedRows(model, {...room, height: room.height - rows.length}, title)];
}

/** Where there is room left: what was recorded last, and does not stand under what is open. */
function recordedRows({facts: {open, recordings}, render}: HomeModel, {width, height}: Room, title: (id: string) => Row): readonly Row[] {
	const others = recordings.filter(({path}) => !open.some(each => each.path === path));
	if (height < 2 || others.length === 0) return [];
	return [title('home.recordedTitle'), ...others.slice(0, height - 1).map(({label}) => row(`   ${cut(render(label), width - 4)}`))];
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

function footerOf({state, facts, render}: HomeModel, {width, theme}: Pick<Frame, 'width' | 'theme'>): Row {
	if (state.said) return row(' ', span(cut(render(state.said), width - 2), 'yours'));
	const item = (key: string, text: string): Row => row(span(` ${theme.keyName(key)}`, 'strong'), ` ${text} `);
	const live = homeKeys.filter(({isShown, dead}) => isShown && dead?.(state, facts) === undefined);
	const keys = live.map(({key, command}) => item(key, render(say(`home.short.${command}`))));
	// On a narrow screen the last ones, help and quitting, stay.
	const all = [item(render(say('home.moving.key')), render(say('home.short.moving'))), ...keys];
	while (all.length > 2 && rowWidth(all.flat()) > width) all.shift();
	return all.flat();
}
