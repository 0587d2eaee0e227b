/** What somebody types who has read the briefing, by the beginning of the label above it. */
const answers: readonly (readonly [label: string, typed: (screen: string) => string])[] = [
	['Who decides', () => 'Karin Brandt'],
	['For how many minutes the outage has lasted', () => '12'],
	['Ticket', () => ''],
	['Person who saw', () => 'Aoife Byrne'],
	['Second witness', () => 'Petra Lindqvist'],
	['Who keeps', () => 'Luis Ortega'],
	['Loss that', () => '99'],
	['Whose users are moved', () => 'pool1.contoso.com'],
	...['Pool that gets the store', 'Pool that copies', 'Pool in the line Changes', 'First Edge pool in'].map(
		label => [label, (screen: string) => [...screen.matchAll(/^ *Changes:? +([\w-]+)/gm)].at(-1)?.[1] ?? ''] as const,
	),
	['Reason, or the error', () => 'as rehearsed'],
	['Who saw a client', () => 'Aoife Byrne'],
];

/** The answer to the last label on the screen, which is the one above the cursor; undefined where none is known. */
export function answerTo(screen: string): string | undefined {
	const [last] = answers
		.flatMap(([label, typed]) => {
			const at = Math.max(screen.lastIndexOf(`\n${label}`), screen.lastIndexOf(`\n ${label}`));
			return at < 0 ? [] : [{typed, at}];
		})
		.sort((a, b) => b.at - a.at);
	return last?.typed(screen);
}
