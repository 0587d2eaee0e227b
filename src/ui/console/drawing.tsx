/**
 * Where Ink draws: each model becomes one whole frame, which the screen stream compares with what the terminal shows. Ink listens to no
 * keys here and owns no terminal; in its debug mode it writes a frame for every render, at once.
 */
import {PassThrough} from 'node:stream';
import chalk from 'chalk';
import {render, renderToString} from 'ink';
import type {HomeModel} from '../home/home-model.js';
import {homeLimit} from '../home/home-rows.js';
import {ConsoleScreen, type ScreenModel, workLimit} from '../screens/console-screen.js';
import {HomeScreen} from '../screens/home-screen.js';
import type {ScreenStream} from '../terminal/screen-stream.js';
import type {Theme} from '../theme.js';
import type {Size} from './layout.js';

type AnyModel = ScreenModel | HomeModel;

export type Drawing = {
	readonly draw: (model: AnyModel) => void;
	/** How far what is read of this model can be scrolled, on this screen. */
	readonly scrollLimit: (model: AnyModel) => number;
	/** The terminal has not taken what was sent: what was drawn last may not be on it. */
	readonly isStalled: () => boolean;
	readonly close: () => void;
};

/** Bold and reverse are no colours: which tones have a colour is the theme's to say, so nothing else may take looks away. */
const sixteenColours = 1;

export function createDrawing(screen: ScreenStream, theme: Theme): Drawing {
	chalk.level = sixteenColours;
	let ink: ReturnType<typeof render> | undefined;
	const element = (model: AnyModel) => elementOf(model, {columns: screen.columns, rows: screen.rows}, theme);
	return {
		draw(model) {
			if (ink) return ink.rerender(element(model));
			ink = render(element(model), {
				stdout: screen,
				stdin: new PassThrough() as unknown as NodeJS.ReadStream,
				debug: true,
				interactive: true,
				patchConsole: false,
				exitOnCtrlC: false,
			});
		},
		scrollLimit(model) {
			const {columns, rows} = screen;
			return model.screen === 'home' ? homeLimit(model, {width: columns, height: rows, theme}) : workLimit(model, {columns, rows}, theme);
		},
		isStalled: () => screen.isStalled,
		close() {
			screen.close();
			ink?.unmount();
		},
	};
}

/** One frame as text with looks: rows joined by line ends, each as wide as the screen. */
export function frameOf(model: AnyModel, size: Size, theme: Theme): string {
	chalk.level = sixteenColours;
	return renderToString(elementOf(model, size, theme), {columns: size.columns});
}

const elementOf = (model: AnyModel, size: Size, theme: Theme) =>
	model.screen === 'home' ? (
		<HomeScreen model={model} size={size} theme={theme} />
	) : (
		<ConsoleScreen model={model} size={size} theme={theme} />
	);
