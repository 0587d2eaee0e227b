/** A keyboard that types when it is told, and a timer that rings when it is told. */
import {EventEmitter} from 'node:events';
import type {KeySource, Timer} from '../../../src/ui/terminal/input.js';

export class FakeKeyboard extends EventEmitter implements KeySource {
	isRaw = false;

	send(chunk: string | Uint8Array): void {
		this.emit('data', chunk);
	}

	setRawMode(isRaw: boolean): void {
		this.isRaw = isRaw;
	}
}

export class FakeTimer {
	#running = new Map<() => void, number>();

	start: Timer = (callback, delayMs) => {
		const ring = () => callback();
		this.#running.set(ring, delayMs);
		return () => this.#running.delete(ring);
	};

	delays(): readonly number[] {
		return [...this.#running.values()];
	}

	/** All that is running rings. */
	fire(): void {
		const ringing = [...this.#running.keys()];
		this.#running.clear();
		for (const ring of ringing) ring();
	}
}
