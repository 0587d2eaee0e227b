/** What is dark: one sentence, then site after site with its pools and Edge pools; and how old that knowledge is. */
import {firstLabel} from '../../machines/deployment/deployment.js';
import {say} from '../../machines/message.js';
import type {Count, PoolReach, SiteReach} from '../../machines/topology/reachability.js';
import type {Finding} from '../../machines/triage/finding.js';
import {ageOf} from '../age.js';
import type {Render} from '../messages/render.js';
import type {Room} from '../panes/pane.js';
import {padded, type Row, row, type Span, span, spread, type Tone, wrapped} from '../row.js';
import {safe} from '../safe-text.js';
import type {Glyphs} from '../theme.js';
import {type Looked, type Outlook, staleAfterMs} from './home-facts.js';

export type HomeVoice = {readonly render: Render; readonly now: number};

/** For a pool, which serves or does not: a computer that refuses is alive and of no use to its users. */
const servedBy = (count: Count): Count => ({
	...count,
	answering: count.serving > 0 ? count.serving : Math.min(count.answering, count.all - 1),
});

/** A tone, a glyph and a word for how much of something answers. */
export function signOf({all, answering, serving, unnamed}: Count, glyphs: Glyphs): readonly [glyph: string, tone: Tone, word: string] {
	if (all === 0) return [' ', 'faint', 'none'];
	// Green is only what serves: a computer that refuses is alive, and no more.
	if (answering === all) return serving === all ? [glyphs.alive, 'good', 'all'] : [glyphs.unknown, 'yours', 'all'];
	if (unnamed === all) return [glyphs.unknown, 'yours', 'unnamed'];
	return answering === 0 ? [glyphs.bad, 'bad', 'dark'] : [glyphs.unknown, 'yours', 'some'];
}

/** Names and numbers keep together, however wide the screen is. */
const mostWidth = 100;

/** `findings`: the gravest first; with what was said, where something was. */
export function outlookRows(outlook: Outlook, findings: readonly Finding[], voice: HomeVoice, room: Room): readonly Row[] {
	const {render} = voice;
	const told = (message: ReturnType<typeof say>, tone: Tone = 'plain') => wrapped(render(message), room.width - 2, 0, tone).map(indented);
	if (outlook.has === 'problem') return [...told(outlook.problem, 'bad'), ...told(say('home.notLooked'))].slice(0, room.height);
	const [gravest] = findings;
	const headline = gravest ? told(gravest.what, toneOf(gravest)) : [];
	if (outlook.has === 'none') return [...headline, ...told(say('home.noTopology', {settings: outlook.settings}))].slice(0, room.height);
	const {looked, isLooking, heard, asked} = outlook;
	if (!looked) return [...headline, ...told(say('home.looking', {heard, asked}))].slice(0, room.height);
	const lines = siteRows(looked, voice, {...room, width: Math.min(room.width, mostWidth)});
	const left = Math.max(0, room.height - headline.length - 1);
	const hidden = lines.length - left;
	const shown =
		hidden > 0 ? [...lines.slice(0, left - 1), row(span(`   ${render(say('home.moreSites', {count: hidden + 1}))}`, 'faint'))] : lines;
	return [...headline, ageRow(looked, isLooking, voice), ...shown].slice(0, room.height);
}

const indented = (spans: Row): Row => [span(' '), ...spans];
const toneOf = ({situation, proposes}: Finding): Tone => (situation === 'allAnswers' ? 'good' : proposes ? 'bad' : 'yours');

/** Never `just now` for what is old: past twice its interval it says STALE. */
function ageRow({at, from}: Looked, isLooking: boolean, {render, now}: HomeVoice): Row {
	const {text, isStale} = ageOf(now - at, staleAfterMs, render);
	return row(span(` ${render(say('home.looked', {age: text, host: from, again: isLooking ? 'yes' : 'no'}))}`, isStale ? 'yours' : 'faint'));
}

/** What is dark comes first: on a small screen the rest is only counted. */
function siteRows({reach, at}: Looked, voice: HomeVoice, room: Room): readonly Row[] {
	const share = ({answering, unnamed, all}: Count) => (all === 0 ? 1 : (answering + unnamed) / all);
	const isStale = voice.now - at > staleAfterMs;
	const rows = reach.sites
		.toSorted((a, b) => share(a) - share(b))
		.flatMap(site => [siteRow(site, voice, room), ...poolRows(site, voice, room)]);
	// Nothing that is old looks as if it were seen just now.
	return isStale ? rows.map(spans => spans.map(each => (each.tone === 'good' ? {...each, tone: 'plain'} : each))) : rows;
}

function siteRow(site: SiteReach, {render}: HomeVoice, {width, theme}: Room): Row {
	const [glyph, tone, word] = signOf(site, theme.glyphs);
	const counted = render(say('home.site', {word, answering: site.answering, all: site.all}));
	return spread(row(`  ${safe(site.name)} `), row(span(glyph, tone), ' ', span(padded(counted, rightWidth(width)), tone)), width);
}

function poolRows({pools, edges}: SiteReach, {render}: HomeVoice, room: Room): readonly Row[] {
	const line = (left: string, count: Count, right: string): Row => {
		const [glyph, tone] = signOf(servedBy(count), room.theme.glyphs);
		const sign: Span = span(glyph, tone);
		return spread(row('    ', sign, ` ${left} `), row(span(padded(right, rightWidth(room.width) + 2), 'faint')), room.width);
	};
	return [
		...pools.map(pool => line(safe(firstLabel(pool.fqdn)), pool, render(poolSentence(pool)))),
		...edges.map(({fqdn, ...count}) =>
			line(safe(firstLabel(fqdn)), count, render(say('home.edge', {serving: count.serving, all: count.all}))),
		),
	];
}

const poolSentence = ({serving, all, users, cms, sql}: PoolReach) =>
	say('home.pool', {serving, all, users, cms: cms ?? 'none', sqlServing: sql.serving, sqlAll: sql.all});

/** The names at the left keep a third. */
const rightWidth = (width: number) => Math.min(74, Math.floor(width * 0.7));
