/** By which remote endpoints computers are reached. */
import type {PowerShellOptions} from '../../adapters/powershell/backend.js';
import type {Endpoint} from '../../adapters/powershell/endpoint.js';

/** Of a computer that is reached through it, so that one can be named that leads there. */
export type Way = {readonly computer: string; readonly endpoint: Endpoint};

export const wayKey = ({uri, account = ''}: Endpoint): string => `${uri} ${account}`;

export type Ways = {
	/** Computers that are reached otherwise. */
	readonly others: readonly string[];
	/** One for each endpoint that is another, by its address or by its account: those that can be opened before a password is typed. */
	readonly now: readonly Way[];
	/** Those with a password. */
	readonly later: readonly Endpoint[];
};

export function waysTo(
	computers: readonly string[],
	{endpointFor = () => undefined, platform = process.platform}: Pick<PowerShellOptions, 'endpointFor' | 'platform'>,
): Ways {
	const found = new Map<string, Way>();
	for (const computer of computers) {
		const endpoint = endpointFor(computer);
		if (endpoint && !found.has(wayKey(endpoint))) found.set(wayKey(endpoint), {computer, endpoint});
	}
	const ways = [...found.values()];
	// Elsewhere than on Windows none opens, with or without a password: then each of them says why.
	const isLater = ({endpoint}: Way) => endpoint.account !== undefined && platform === 'win32';
	return {
		others: computers.filter(computer => !endpointFor(computer)),
		now: ways.filter(way => !isLater(way)),
		later: ways.filter(isLater).map(({endpoint}) => endpoint),
	};
}
