/** What a console waits with; each returns how to stop. */
export type Timers = {
	readonly after: (ms: number, act: () => void) => () => void;
	readonly every: (ms: number, act: () => void) => () => void;
};
