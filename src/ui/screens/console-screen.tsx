/** The whole screen: banner and NOW, then the panes side by side or behind tabs, then the log, then the keys. A function of what it is handed. */
import {Box} from 'ink';
import {currentStep, type StepView} from '../../machines/journal/session-view.js';
import {say} from '../../machines/message.js';
import type {ScreenId} from '../console/keymap.js';
import {type Layout, layoutOf, type Size, smallest} from '../console/layout.js';
import {type ConsoleState, type PaneId, paneIds} from '../console/state.js';
import {Lines} from '../lines.js';
import {bannerRows, type World} from '../panes/banner-rows.js';
import {dialogRows, dialogTitle} from '../panes/dialog-rows.js';
import {footerRow} from '../panes/footer-rows.js';
import {nowHeight, nowRows} from '../panes/now-rows.js';
import {type Room, rule, scrolled, scrollLimit} from '../panes/pane.js';
import {stepRows} from '../panes/step-rows.js';
import {stepsRows} from '../panes/steps-rows.js';
import {planLines, totalOf} from '../plan.js';
import {type Row, row, rowWidth, type Span, span} from '../row.js';
import type {Situation} from '../situation.js';
import type {Theme} from '../theme.js';

export type ScreenModel = {
	readonly screen: ScreenId;
	readonly world: World;
	readonly situation: Situation;
	readonly state: ConsoleState;
	readonly topology: (room: Room) => readonly Row[];
	readonly log: (room: Room) => readonly Row[];
	/** Between NOW and the panes: the time line of a replay. */
	readonly timeline?: (room: Pick<Room, 'width' | 'theme'>) => readonly Row[];
};

type ScreenProps = {readonly model: ScreenModel; readonly size: Size; readonly theme: Theme};

export function ConsoleScreen({model, size, theme}: ScreenProps) {
	const timeline = model.timeline?.({width: size.columns, theme}) ?? [];
	const layout = layoutFor(model, size, theme);
	if (layout.kind === 'tooSmall') return <TooSmall model={model} size={size} theme={theme} />;
	const width = size.columns;
	const {situation, state, screen, world} = model;
	return (
		<Box flexDirection="column" width={width} height={size.rows}>
			<Lines rows={bannerRows(situation, world, {width, theme})} width={width} height={2} theme={theme} />
			<Lines rows={nowRows(situation, {width})} width={width} height={nowHeight} theme={theme} />
			{timeline.length > 0 && <Lines rows={timeline} width={width} height={timeline.length} theme={theme} />}
			{layout.kind === 'side' ? (
				<SideBySide model={model} layout={layout} width={width} theme={theme} />
			) : (
				<Tabs model={model} layout={layout} width={width} theme={theme} />
			)}
			<Lines rows={[footerRow(situation, state, screen, {width, theme})]} width={width} height={1} theme={theme} />
		</Box>
	);
}

type PanesProps<Kind> = {
	readonly model: ScreenModel;
	readonly layout: Extract<Layout, {kind: Kind}>;
	readonly width: number;
	readonly theme: Theme;
};

function SideBySide({model, layout, width, theme}: PanesProps<'side'>) {
	const {situation, state} = model;
	const {left, right, steps, topology, body, log} = layout;
	const title = (id: PaneId) => paneTitle(id, model);
	const {vertical} = theme.glyphs;
	const cross = theme.glyphs.horizontal === '─' ? {top: '┬', middle: '┤', bottom: '┴'} : {top: '+', middle: '+', bottom: '+'};
	const divider = Array.from({length: body}, (_, index) => row(span(index === steps ? cross.middle : vertical, 'faint')));
	if (state.dialog?.at === 'copy') return <WholePage model={model} layout={layout} width={width} theme={theme} />;
	const top = [...rule(title('steps'), left, {theme}), span(cross.top, 'faint'), ...rule(stepTitle(model), right, {theme})];
	const bottom = crossed(rule(logTitle(model), width, {theme}), left, cross.bottom);
	return (
		<>
			<Lines rows={[top]} width={width} height={1} theme={theme} />
			<Box height={body}>
				<Box flexDirection="column" width={left}>
					<Lines
						rows={stepsRows(situation, {width: left, height: steps, theme}, selectedStep(state))}
						width={left}
						height={steps}
						theme={theme}
					/>
					<Lines rows={[rule(title('topology'), left, {theme})]} width={left} height={1} theme={theme} />
					<Lines rows={model.topology({width: left, height: topology, theme})} width={left} height={topology} theme={theme} />
				</Box>
				<Lines rows={divider} width={1} height={body} theme={theme} />
				<Lines rows={workRows(model, {width: right, height: body, theme})} width={right} height={body} theme={theme} />
			</Box>
			<Lines rows={[bottom, ...model.log({width, height: log, theme})]} width={width} height={log + 1} theme={theme} />
		</>
	);
}

/** Nothing stands beside the lines that are taken with the mouse. */
function WholePage({model, layout: {body, log}, width, theme}: PanesProps<'side'>) {
	const rows = [rule(stepTitle(model), width, {theme}), ...workRows(model, {width, height: body, theme})];
	const logged = [rule(logTitle(model), width, {theme}), ...model.log({width, height: log, theme})];
	return (
		<>
			<Lines rows={rows} width={width} height={body + 1} theme={theme} />
			<Lines rows={logged} width={width} height={log + 1} theme={theme} />
		</>
	);
}

function Tabs({model, layout, width, theme}: PanesProps<'tabs'>) {
	const {situation, state} = model;
	const {pane, log} = layout;
	const room = {width, height: pane - 1, theme};
	const whole = {width, height: pane, theme};
	const shown = {
		now: () => [row(' ', stepTitle(model)), ...workRows(model, room)],
		steps: () => stepsRows(situation, whole, selectedStep(state)),
		topology: () => model.topology(whole),
		log: () => model.log(whole),
	}[state.dialog ? 'now' : state.focus]();
	return (
		<>
			<Lines rows={[tabsRow(model, width, theme), ...shown]} width={width} height={pane + 1} theme={theme} />
			{log > 0 && (
				<Lines
					rows={[rule(logTitle(model), width, {theme}), ...model.log({width, height: log, theme})]}
					width={width}
					height={log + 1}
					theme={theme}
				/>
			)}
		</>
	);
}

/** What is open over the step, else the step that is looked at; scrolled to where the operator reads. */
function workRows(model: ScreenModel, room: Room): readonly Row[] {
	const {render} = model.situation;
	return scrolled(wholeWork(model, room), model.state.scroll ?? 0, room.height, count =>
		row(span(`   ${render(say('card.moreRows', {count}))}`, 'yours')),
	);
}

function wholeWork({situation, state, screen}: ScreenModel, room: Room): readonly Row[] {
	if (state.dialog) return dialogRows(state.dialog, situation, screen, room);
	return stepRows(situation, shownStep(situation, state), screen, room);
}

/** How far the pane of the step can be scrolled on a screen of this size. */
export function workLimit(model: ScreenModel, size: Size, theme: Theme): number {
	const layout = layoutFor(model, size, theme);
	if (layout.kind === 'tooSmall') return 0;
	const room =
		layout.kind === 'side' ? {width: layout.right, height: layout.body, theme} : {width: size.columns, height: layout.pane - 1, theme};
	return scrollLimit(wholeWork(model, room), room.height);
}

const layoutFor = (model: ScreenModel, size: Size, theme: Theme): Layout => {
	const rows = size.rows - (model.timeline?.({width: size.columns, theme}) ?? []).length;
	return layoutOf({...size, rows}, planLines(model.situation.view).length, model.state.dialog !== undefined);
};

const selectedStep = ({focus, step}: ConsoleState) => (focus === 'steps' ? step : undefined);

function shownStep({view}: Situation, state: ConsoleState): StepView | undefined {
	const selected = state.step;
	const found = selected === undefined ? undefined : view.steps.findLast(({id}) => id.replace(/#\d+$/, '') === selected);
	return found ?? currentStep(view) ?? view.steps.at(-1);
}

function stepTitle({situation, state}: ScreenModel): Span {
	if (state.dialog) return span(dialogTitle(state.dialog, situation), 'strong');
	const step = shownStep(situation, state);
	if (!step) return span(situation.render(say('pane.noStep')), 'faint');
	const isElsewhere = state.step !== undefined && state.focus === 'now' && step !== currentStep(situation.view);
	if (isElsewhere) return span(situation.render(say('pane.lookedAt', {title: situation.brief(step.card.title)})), 'yours');
	const {number} = step.card;
	return span(
		situation.render(say('pane.step', {isNumbered: number ? 'yes' : 'no', number: number ?? '', title: situation.brief(step.card.title)})),
		'strong',
	);
}

const paneTitle = (id: PaneId, {situation, state}: ScreenModel): Span =>
	span(situation.render(say(`pane.${id}`)), state.focus === id ? 'strong' : 'plain');

function logTitle({situation, state}: ScreenModel): Span {
	const isFiltered = Object.keys(state.filter).length > 0;
	return span(
		situation.render(
			say('pane.logState', {
				filtered: isFiltered ? 'yes' : 'no',
				filter: Object.values(state.filter).join(' '),
				following: state.line === undefined ? 'yes' : 'no',
			}),
		),
		state.focus === 'log' ? 'strong' : 'plain',
	);
}

/** `─ 1 Now ── 2 Steps 5/12 ── 3 Topology ── 4 Log ───` */
function tabsRow(model: ScreenModel, width: number, theme: Theme): Row {
	const {horizontal} = theme.glyphs;
	const {situation, state} = model;
	const focus = state.dialog ? 'now' : state.focus;
	const tabs = paneIds.flatMap((id, index) => [
		span(horizontal, 'faint'),
		span(
			` ${index + 1} ${situation.render(say(`pane.${id}`))}${id === 'steps' ? progressOf(model) : ''} `,
			id === focus ? 'chosen' : 'plain',
		),
		span(horizontal, 'faint'),
	]);
	const left = width - rowWidth(tabs);
	return [...tabs, span(horizontal.repeat(Math.max(0, left)), 'faint')];
}

/** ` 5/12`: the step where the run is. */
function progressOf({situation: {view}}: ScreenModel): string {
	const number = (currentStep(view) ?? view.steps.at(-1))?.card.number;
	const total = totalOf(view);
	return number && total > 0 ? ` ${number}/${total}` : '';
}

/** A rule that meets the divider above it. */
function crossed(spans: Row, at: number, sign: string): Row {
	let left = at;
	return spans.flatMap((each): Row => {
		const {text} = each;
		const index = left;
		left -= text.length;
		if (index < 0 || index >= text.length || each.tone !== 'faint') return [each];
		return [{...each, text: text.slice(0, index) + sign + text.slice(index + 1)}];
	});
}

function TooSmall({model: {situation, world}, size, theme}: ScreenProps) {
	const {columns, rows} = size;
	const text = situation.render(say('screen.tooSmall', {columns, rows, needColumns: smallest.columns, needRows: smallest.rows}));
	const banner = bannerRows(situation, world, {width: columns, theme});
	return <Lines rows={[banner[0] ?? [], row(span(text))]} width={columns} height={Math.min(rows, 2)} theme={theme} />;
}
