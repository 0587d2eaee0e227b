/**
 * The topology as rows: what answers, whom it serves, who serves whom, and how long ago that was seen. More width shows more columns.
 *
 * Nothing stale is green: its glyph loses its colour, and its age says STALE. What nobody has seen has a question mark.
 */
import type {Message} from '../../machines/message.js';
import {say} from '../../machines/message.js';
import {isStale, type PoolReference, type TopologyNode, type VisibleNode} from '../../machines/topology-tree.js';
import {fitted, padded, type Row, type Span, span, type Tone, widthOf} from '../row.js';
import {safe} from '../safe-text.js';
import type {Voice} from '../situation.js';
import type {Theme} from '../theme.js';

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
/** In the order in which they come as the room grows. Each ends in a space. */
const columns: readonly (readonly [ColumnName, number])[] = [
	['state', 10],
	['users', 7],
	['on', 10],
	['hop', 10],
	['role', 10],
	['target', 12],
	['wanted', 10],
];
const seenWidth = 9;
/** `CMS standby` under a pool under a site. */
const leastName = 15;
/** Names are never given more: room beyond it stays empty. */
const mostName = 32;

type Layout = {
	readonly name: number;
	readonly shown: readonly (readonly [ColumnName, number])[];
	readonly has: (column: ColumnName) => boolean;
};

function layoutOf(width: number): Layout {
	let left = width - seenWidth - leastName;
	const count = columns.findIndex(([, size]) => {
		left -= size;
		return left < 0;
	});
	const shown = count < 0 ? columns : columns.slice(0, count);
	const used = shown.reduce((sum, [, size]) => sum + size, seenWidth);
	return {name: Math.max(0, Math.min(mostName, width - used)), shown, has: name => shown.some(([each]) => each === name)};
}

/** The titles of the columns, for the rule above them. */
export function topologyHeader(width: number, {render}: Words): Row {
	const {name, shown} = layoutOf(width);
	const cells = shown.map(([column, size]) => span(padded(render(say(`panes.header.${column}`)), size), 'faint'));
	const seen = render(say('panes.header.seen')).padStart(seenWidth);
	return fitted([span(padded(render(say('panes.header.name')), name), 'faint'), ...cells, span(seen, 'faint')], width);
}

export function topologyRows(nodes: readonly VisibleNode[], room: TopologyRoom): readonly Row[] {
	const layout = layoutOf(room.width);
	return nodes.slice(0, room.height).map(node => fitted(rowOf(node, layout, room), room.width));
}

function rowOf(node: VisibleNode, layout: Layout, room: TopologyRoom): Row {
	const {theme, voice, selectedId, now} = room;
	const old = isStale(node, now);
	const marker = node.childCount === 0 ? ' ' : node.isOpen ? theme.glyphs.open : theme.glyphs.current;
	const lead = `${' '.repeat(node.depth)}${marker}`;
	const label = padded(nameOf(node, voice), Math.max(0, layout.name - widthOf(lead) - 3));
	return [
		span(lead),
		span(glyphOf(node, theme), old ? 'plain' : tones[node.state]),
		span(' '),
		node.id === selectedId ? span(label, 'chosen') : span(label, node.depth === 0 ? 'strong' : 'plain'),
		span(' '),
		...layout.shown.map(([column, size]) => {
			const {text, tone = 'plain'} = cellOf(column, node, layout, old, voice);
			return span(`${padded(text, size - 1)} `, tone);
		}),
		seenOf(node, now, old, voice),
	];
}

const tones: Readonly<Record<TopologyNode['state'], Tone>> = {alive: 'good', dead: 'bad', partly: 'yours', unknown: 'plain'};

function glyphOf({state}: TopologyNode, {glyphs}: Theme): string {
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

function cellOf(column: ColumnName, node: TopologyNode, {has}: Layout, old: boolean, voice: Words): Span {
	const {render, short} = voice;
	const {users, servedBy, hop, role, target, wanted} = node;
	switch (column) {
		case 'state':
			return {text: render(stateOf(node)), tone: node.state === 'dead' && !old ? 'bad' : 'plain'};
		case 'users':
			return {text: users === undefined ? '' : render(say('panes.users', {users})).padStart(6)};
		case 'on':
			if (servedBy) return reference(servedBy, voice);
			// Where there is no column for it, the hop of an Edge pool and the role of an SQL server stand here.
			if (hop && !has('hop')) return reference(hop, voice, pool => render(say('panes.hop', {pool})));
			if (target && node.kind === 'routes' && !has('target')) return {text: safe(short(target))};
			return {text: role && node.kind !== 'cms' && !has('role') ? render(say(`panes.${role}`)) : ''};
		case 'hop':
			return hop ? reference(hop, voice) : {text: ''};
		case 'role':
			return {text: role ? render(say(`panes.${role}`)) : ''};
		case 'target':
			return {text: target ? safe(short(target)) : ''};
		case 'wanted':
			return {text: wanted ? safe(short(wanted)) : '', tone: 'yours'};
	}
}

function reference({pool, isExpected}: PoolReference, {render, short}: Words, said = (name: string): string => name): Span {
	const name = said(safe(short(pool)));
	return isExpected ? {text: render(say('panes.expected', {pool: name})), tone: 'yours'} : {text: name};
}

function stateOf({kind, state, answering, of}: TopologyNode): Message {
	if (state === 'unknown') return say('panes.unknown');
	if (kind === 'routes') return say('panes.read');
	if (kind === 'cms') return say(state === 'alive' ? 'panes.cmsHealthy' : state === 'partly' ? 'panes.cmsBlank' : 'panes.dead');
	if (state !== 'dead' && answering !== undefined && of !== undefined) return say('panes.someAnswer', {answering, of});
	return say(state === 'alive' ? 'panes.alive' : state === 'partly' ? 'panes.partly' : 'panes.dead');
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
	if (age < minute) return say('panes.seconds', {count: Math.floor(age / second)});
	if (age < hour) return say('panes.minutes', {count: Math.floor(age / minute)});
	return age < day ? say('panes.hours', {count: Math.floor(age / hour)}) : say('panes.days', {count: Math.floor(age / day)});
}
