/** The remote endpoints by which computers are reached. */
import type {Endpoint} from '../../adapters/powershell/endpoint.js';

/** Of a computer that is reached through it, so that one can be named that leads there. */
export type Way = {readonly computer: string; readonly endpoint: Endpoint};

export const wayKey = ({uri, account = ''}: Endpoint): string => `${uri} ${account}`;

/** One for each that is another, by its address or by its account. */
export function waysOf(computers: readonly string[], endpointFor: (computer: string) => Endpoint | undefined): readonly Way[] {
	const ways = new Map<string, Way>();
	for (const computer of computers) {
		const endpoint = endpointFor(computer);
		if (endpoint && !ways.has(wayKey(endpoint))) ways.set(wayKey(endpoint), {computer, endpoint});
	}
	return [...ways.values()];
}
