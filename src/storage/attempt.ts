/** Cleaning up after a failure must not hide it: what fails here is not told. */
export function attempt(act: () => void) {
	try {
		act();
	} catch {
		// The failure that led here is the one that is told.
	}
}
