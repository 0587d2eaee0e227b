/**
 * The topology as rows: what answers, whom it serves, who serves whom, and how long ago that was seen. More width shows more columns.
 *
 * Nothing stale is green: its glyph loses its colour, and its age says STALE. What nobody has seen has a question mark.
 */
import type {Message} from '../../machines/message.js';
import {say} from '../../machines/message.js';
import {isStale, type PoolReference, type TopologyNode, type VisibleNode} from '../../machines/topology/topology-tree.js';
import {fitted, padded, type Row, type Span, span, type Tone, widthOf} from '../row.js';
import {safe} from '../safe-text.js';
import type {Voice} from '../situation.js';
import type {Theme} from '../theme.js';
import {windowOf} from './pane.js';

type Words = Pick<Voice, 'render' | 'short'>;
export type TopologyRoom = {
	readonly width: number;
	readonly height: number;
	readonly selectedId?: string;
	/** Ms of the session. */
	readonly now: number;
	readonly theme: Theme;
	readonly voice: Words;
};

type ColumnName = 'state' | 'users' | 'on' | 'hop' | 'role' | 'target' | 'wanted';
type Column = readonly [name: ColumnName, size: number];
/** In the order in which they come as the room grows, with the least room of each. Each ends in a space. */
const columns: readonly Column[] = [
	['state', 11],
	['users', 7],
	['on', 11],
	['hop', 11],
	['role', 10],
	['target', 12],
	['wanted', 10],
];
const seenWidth = 9;
/** `CMS standby` under a site. */
const leastName = 16;
/** Names are never given more: room beyond it stays empty. */
const mostName = 32;
/** Below it a row of the pane is worth more than the titles of the columns. */
const leastWithHeader = 8;

type Layout = {
	readonly name: number;
	readonly shown: readonly Column[];
	readonly has: (column: ColumnName) => boolean;
};

type LayoutRoom = Pick<TopologyRoom, 'width' | 'voice'>;

/** The last of each tree: of hundreds of computers it is dear, and most frames show the same tree. */
const layouts = new WeakMap<readonly VisibleNode[], {readonly width: number; readonly voice: Words; readonly layout: Layout}>();

function layoutOf(nodes: readonly VisibleNode[], {width, voice}: LayoutRoom): Layout {
	const known = layouts.get(nodes);
	if (known?.width === width && known.voice.render === voice.render && known.voice.short === voice.short) return known.layout;
	const layout = newLayout(nodes, {width, voice});
	layouts.set(nodes, {width, voice, layout});
	return layout;
}

/** Which columns there are is a matter of the width alone. The room that is left goes where something would be cut. */
function newLayout(nodes: readonly VisibleNode[], {width, voice}: LayoutRoom): Layout {
	const usedTo = (index: number) => columns.slice(0, index + 1).reduce((sum, [, size]) => sum + size, seenWidth + leastName);
	const least = columns.filter((_, index) => usedTo(index) <= width);
	let left = width - usedTo(least.length - 1);
	const has = (name: ColumnName) => least.some(([each]) => each === name);
	// A computer has a short name and nothing else that is long; there may be hundreds.
	const groups = nodes.filter(({kind}) => kind !== 'computer');
	const given = (size: number, needs: readonly number[]) => {
		const more = Math.max(0, Math.min(left, Math.min(mostName, Math.max(0, ...needs)) - size));
		left -= more;
		return size + more;
	};
	const name = given(
		Math.min(leastName, Math.max(0, width - seenWidth)),
		groups.map(node => node.depth + 4 + widthOf(nameOf(node, voice))),
	);
	const shown = least.map(([column, size]): Column => {
		// What is said of the state goes on over the empty columns beside it.
		if (column === 'state') return [column, size];
		const needs = groups.map(node => 1 + widthOf(cellOf(column, node, has, voice).text));
		return [column, given(size, needs)];
	});
	return {name: Math.min(mostName, name + Math.max(0, left)), shown, has};
}

/** What the pane shows: the titles of the columns, the rows around the selected one, and how many more there are below. */
export function topologyPane(nodes: readonly VisibleNode[], room: TopologyRoom): readonly Row[] {
	const {width, height, selectedId, voice} = room;
	const header = height >= leastWithHeader ? [topologyHeader(nodes, room)] : [];
	const space = height - header.length;
	const selected = Math.max(
		0,
		nodes.findIndex(({id}) => id === selectedId),
	);
	const layout = layoutOf(nodes, room);
	const rowsOf = (shown: readonly VisibleNode[]) => shown.map(node => fitted(rowOf(node, layout, room), width));
	const cutOff = windowOf(nodes, selected, space - 1);
	const below = nodes.length - 1 - nodes.findIndex(({id}) => id === cutOff.at(-1)?.id);
	if (nodes.length <= space || below === 0 || space < 2) return [...header, ...rowsOf(windowOf(nodes, selected, space))];
	const more = voice.render(say('panes.moreBelow', {count: below}));
	return [...header, ...rowsOf(cutOff), fitted([span(`   ${more}`, 'faint')], width)];
}

function topologyHeader(nodes: readonly VisibleNode[], room: LayoutRoom): Row {
	const {render} = room.voice;
	const {name, shown} = layoutOf(nodes, room);
	const cells = shown.map(([column, size]) => span(padded(render(say(`panes.header.${column}`)), size), 'faint'));
	const seen = render(say('panes.header.seen')).padStart(seenWidth);
	return fitted([span(padded(render(say('panes.header.name')), name), 'faint'), ...cells, span(seen, 'faint')], room.width);
}

function rowOf(node: VisibleNode, layout: Layout, room: TopologyRoom): Row {
	const {theme, voice, selectedId, now} = room;
	const old = isStale(node, now);
	const marker = node.childCount === 0 ? ' ' : node.isOpen ? theme.glyphs.open : theme.glyphs.current;
	const lead = `${' '.repeat(node.depth)}${marker}`;
	const label = padded(nameOf(node, voice), Math.max(0, layout.name - widthOf(lead) - 3));
	return [
		span(lead),
		span(glyphOf(node, theme), old || node.kind === 'routes' ? 'plain' : tones[node.state]),
		span(' '),
		node.id === selectedId ? span(label, 'chosen') : span(label, node.depth === 0 ? 'strong' : 'plain'),
		span(' '),
		...cellsOf(node, layout, old, voice),
		seenOf(node, now, old, voice),
	];
}

/** The state takes the room of the empty columns that follow it, where it has more to say. */
function cellsOf(node: VisibleNode, {shown, has}: Layout, old: boolean, voice: Words): readonly Span[] {
	const [state, ...others] = shown.map(([column, size]) => ({size, ...cellOf(column, node, has, voice)}));
	if (!state) return [];
	const firstFull = others.findIndex(({text}) => text !== '');
	const empty = firstFull < 0 ? others.length : firstFull;
	const room = others.slice(0, empty).reduce((sum, {size}) => sum + size, state.size);
	const said = statesOf(node).map(voice.render);
	const text = said.find(each => widthOf(each) < room) ?? said.at(-1) ?? '';
	return [
		span(`${padded(text, room - 1)} `, node.state === 'dead' && !old ? 'bad' : 'plain'),
		...others.slice(empty).map(cell => span(`${padded(cell.text, cell.size - 1)} `, cell.tone ?? 'plain')),
	];
}

const tones: Readonly<Record<TopologyNode['state'], Tone>> = {alive: 'good', dead: 'bad', partly: 'yours', unknown: 'plain'};

function glyphOf({kind, state}: TopologyNode, {glyphs}: Theme): string {
	if (kind === 'routes' && state === 'alive') return glyphs.read;
	return {alive: glyphs.alive, dead: glyphs.bad, partly: glyphs.todo, unknown: glyphs.unknown}[state];
}

function nameOf({kind, label, role = 'other', of = 0}: TopologyNode, {render, short}: Words): string {
	switch (kind) {
		case 'cms':
			return render(say('panes.cms', {role: render(say(`panes.${role}`))}));
		case 'replicas':
			return render(say('panes.replicas'));
		case 'computerGroup':
			return render(say('panes.others', {count: of}));
		case 'routes':
			return render(say('panes.route'));
		default:
			return safe(short(label));
	}
}

function cellOf(column: ColumnName, node: TopologyNode, has: Layout['has'], voice: Words): Span {
	const {render, short} = voice;
	const {kind, users, servedBy, hop, role, target, wanted} = node;
	switch (column) {
		case 'state':
			return {text: ''};
		case 'users':
			return {text: users === undefined ? '' : render(say('panes.users', {users})).padStart(6)};
		case 'on':
			if (servedBy) return reference(servedBy, voice);
			// Where there is no column for it, the hop of an Edge pool and the role of an SQL server stand here.
			if (hop && !has('hop')) return hopOf(hop, voice);
			if (target && kind === 'routes' && !has('target')) return {text: safe(short(target))};
			return {text: role && kind !== 'cms' && !has('role') ? render(say(`panes.${role}`)) : ''};
		case 'hop':
			return hop ? hopOf(hop, voice) : {text: ''};
		case 'role':
			// The name of a store says its role.
			return {text: role && kind !== 'cms' ? render(say(`panes.${role}`)) : ''};
		case 'target':
			return {text: target ? safe(short(target)) : ''};
		case 'wanted':
			return {text: wanted ? safe(short(wanted)) : '', tone: 'yours'};
	}
}

/** A name alone would not say what it is, in whatever column it stands. */
const hopOf = (hop: PoolReference, voice: Words): Span => reference(hop, voice, pool => voice.render(say('panes.hop', {pool})));

function reference({pool, isExpected}: PoolReference, {render, short}: Words, said = (name: string): string => name): Span {
	const name = said(safe(short(pool)));
	return isExpected ? {text: render(say('panes.expected', {pool: name})), tone: 'yours'} : {text: name};
}

/** In words, the most telling first. */
function statesOf({kind, state, answering, of, unseen = 0}: TopologyNode): readonly Message[] {
	if (state === 'unknown') return [say('panes.unknown')];
	if (kind === 'routes') return [say('panes.read')];
	if (kind === 'cms') return [say(state === 'alive' ? 'panes.cmsHealthy' : state === 'partly' ? 'panes.cmsBlank' : 'panes.dead')];
	if (answering !== undefined && of !== undefined && (state !== 'dead' || unseen > 0)) {
		const counts = {answering, of, unseen};
		const ids = kind === 'replicas' ? (['replicas', 'some'] as const) : (['some'] as const);
		return unseen === 0
			? ids.map(id => say(`panes.${id}Answer`, {answering, of}))
			: [...ids.map(id => say(`panes.${id}Unseen`, counts)), ...ids.map(id => say(`panes.${id}UnseenShort`, counts))];
	}
	return [say(state === 'alive' ? 'panes.alive' : state === 'partly' ? 'panes.partly' : 'panes.dead')];
}

function seenOf({seenAt}: TopologyNode, now: number, old: boolean, {render}: Words): Span {
	if (seenAt === undefined) return span(' '.repeat(seenWidth));
	const age = render(ageOf(now - seenAt));
	const text = old ? render(say('panes.stale', {age})) : age;
	return span(padded(text.padStart(seenWidth), seenWidth), old ? 'yours' : 'plain');
}

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

function ageOf(ms: number): Message {
	const age = Math.max(0, ms);
	// A tree in which every row changes every second is read by nobody: from ten seconds on, tens are told.
	const step = age < 10 * second ? 1 : 10;
	if (age < minute) return say('panes.seconds', {count: Math.floor(age / second / step) * step});
	if (age < hour) return say('panes.minutes', {count: Math.floor(age / minute)});
	return age < day ? say('panes.hours', {count: Math.floor(age / hour)}) : say('panes.days', {count: Math.floor(age / day)});
}
