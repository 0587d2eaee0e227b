/** A key by the name that the tables print. */
import type {KeyEvent} from '../terminal/key-events.js';

const names: Readonly<Record<string, string>> = {
	enter: 'Enter',
	escape: 'Esc',
	tab: 'Tab',
	space: 'Space',
	right: '→',
	left: '←',
	up: '↑',
	down: '↓',
	pageUp: 'PgUp',
	pageDown: 'PgDn',
	home: 'Home',
	end: 'End',
};

export function pressedOf(event: Exclude<KeyEvent, {type: 'paste'}>): string {
	if (event.type === 'text') return event.text === ' ' ? 'Space' : event.text;
	const name = names[event.name] ?? event.name.toUpperCase();
	return event.ctrl ? `Ctrl-${name.toUpperCase()}` : event.alt ? `Alt-${name}` : name;
}
