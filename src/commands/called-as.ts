/** How this program was called, for sentences that say what to type next: `npm start --` works in a checkout, `switchback` where it is installed. */
export const calledAs = (environment: Readonly<Record<string, string | undefined>> = process.env): string =>
	environment.npm_lifecycle_event === 'start' ? 'npm start --' : 'switchback';
