/** What is waited for before a session has its first entry: told line by line, to whatever shows it by then. */
import type {Message} from '../machines/message.js';

export type OpeningNews = {
	readonly tell: (message: Message) => void;
	/** From here on an engine is there, which goes on without whoever leaves. */
	readonly engineStarts: () => void;
	readonly hasEngine: () => boolean;
	readonly told: () => readonly Message[];
	/** Is told the next ones, not those before. Returns how to stop. */
	readonly watch: (listener: (message: Message) => void) => () => void;
};

export function createOpeningNews(): OpeningNews {
	const told: Message[] = [];
	const listeners = new Set<(message: Message) => void>();
	let hasEngine = false;
	return {
		tell(message) {
			told.push(message);
			for (const listener of [...listeners]) listener(message);
		},
		engineStarts() {
			hasEngine = true;
		},
		hasEngine: () => hasEngine,
		told: () => told,
		watch(listener) {
			listeners.add(listener);
			return () => void listeners.delete(listener);
		},
	};
}
