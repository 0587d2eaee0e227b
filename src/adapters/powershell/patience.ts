/** How long a host is waited for. */
export type Patience = {
	/** Until it can be asked: modules of the product take half a minute on a sick server. */
	readonly openMs: number;
	readonly pingMs: number;
	/** Without a sign of life, while something is asked of it. */
	readonly silentMs: number;
	/** Between asking a cmdlet to stop and ending its host. Texts of the console say it too. */
	readonly stopMs: number;
};

export const usualPatience: Patience = {openMs: 180_000, pingMs: 2_000, silentMs: 20_000, stopMs: 10_000};
