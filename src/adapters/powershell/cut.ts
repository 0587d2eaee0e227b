/** Text of others that is bounded, and says how much is missing. As `host-say.ps1` says it. */
export const cut = (text: string, longest: number): string =>
	text.length > longest ? `${text.slice(0, longest)} (cut: ${text.length - longest} more characters)` : text;
