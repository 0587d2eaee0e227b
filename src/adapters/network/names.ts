/**
 * Where a computer is. The name servers are asked first, because such a question can be taken back: the one of the operating system runs
 * on to its own end, and a console that is left would have to wait for it. That one is asked only for what the name servers do not know,
 * which may stand in the file of hosts.
 */
import {lookup, Resolver} from 'node:dns/promises';

/** An address, or nothing when nobody knows one. */
export type FindName = (name: string) => Promise<string | undefined>;

/** A name server that takes longer is as good as none. */
const timeoutMs = 1_500;

export function createNameFinder(): {readonly find: FindName; readonly close: () => void} {
	const resolver = new Resolver({timeout: timeoutMs, tries: 1});
	return {
		async find(name) {
			try {
				return (await resolver.resolve4(name))[0];
			} catch (error) {
				return isUnknown(error) ? ofThisHost(name) : undefined;
			}
		},
		close: () => resolver.cancel(),
	};
}

async function ofThisHost(name: string): Promise<string | undefined> {
	try {
		return (await lookup(name)).address;
	} catch {
		return undefined;
	}
}

/** The name server answered, and does not know it; or there is none at all to be asked. */
const isUnknown = (error: unknown): boolean =>
	error instanceof Error && 'code' in error && ['ENOTFOUND', 'ENODATA', 'ECONNREFUSED', 'EBADNAME'].includes(String(error.code));
