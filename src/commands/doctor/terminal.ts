/** What the console will be shown on: asked as the console asks it, so that there is no second opinion. */
import {type Message, say} from '../../machines/message.js';
import {multiplexerOf} from '../../storage/login.js';
import {layoutOf, type Size, smallest} from '../../ui/console/layout.js';
import {capabilitiesOf, decidesColor, decidesSigns} from '../../ui/terminal/capabilities.js';
import {isTerminal, type Streams} from '../streams.js';
import type {Check, Finding} from './check.js';

export const terminal: Check = {
	id: 'terminal',
	look({streams}) {
		const {stdout, environment} = streams;
		return judgeTerminal({
			isTerminal: isTerminal(streams),
			...(stdout.columns && stdout.rows ? {size: {columns: stdout.columns, rows: stdout.rows}} : {}),
			environment,
			platform: process.platform,
			multiplexer: multiplexerOf(process.pid, environment),
		});
	},
};

export type TerminalFacts = Pick<Streams, 'environment'> & {
	readonly isTerminal: boolean;
	/** Undefined: it says none. */
	readonly size?: Size;
	/** As Node names it. */
	readonly platform: string;
	/** `tmux`, `screen` …; undefined: it is in none. */
	readonly multiplexer: string | undefined;
};

/** What the screens are made for. */
const usual: Size = {columns: 80, rows: 24};

export function judgeTerminal(facts: TerminalFacts): Finding {
	const {size, environment, platform, multiplexer} = facts;
	if (!facts.isTerminal) return {state: 'unknown', evidence: [say('doctor.terminal.none')], remedy: say('doctor.terminal.look')};
	const {isDumb, hasColor, isAscii} = capabilitiesOf({environment, platform, wantsAscii: false});
	const set = (names: readonly string[]) => {
		const found = names.flatMap(name => (environment[name] ? [`${name}=${environment[name]}`] : []));
		return {set: found, count: found.length};
	};
	const within = say('doctor.terminal.within', {name: multiplexer ?? 'none'});
	if (isDumb) {
		const evidence = [say('doctor.terminal.dumb', set(['TERM'])), within];
		return {state: 'warning', evidence, remedy: say('doctor.terminal.name')};
	}
	const signs = platform === 'win32' ? 'windows' : isAscii ? 'ascii' : 'unicode';
	const evidence = [
		sizeLine(size),
		say('doctor.terminal.colors', {has: hasColor ? 'yes' : 'no', ...set(decidesColor)}),
		say('doctor.terminal.signs', {signs, ...set(decidesSigns)}),
		within,
	];
	const isSmall = size !== undefined && (size.columns < usual.columns || size.rows < usual.rows);
	return isSmall ? {state: 'warning', evidence, remedy: say('doctor.terminal.larger', usual)} : {state: 'ok', evidence};
}

function sizeLine(size: Size | undefined): Message {
	if (!size) return say('doctor.terminal.noSize');
	const needed = {needColumns: smallest.columns, needRows: smallest.rows};
	return say('doctor.terminal.size', {...size, shown: layoutOf(size, 0, false).kind, ...needed});
}
