/** Does `work` once for each text of late: most rows of a frame are those of the frame before. Forgets all when it knows `most` of them. */
export function remembered<Result>(work: (text: string) => Result, most = 1_000): (text: string) => Result {
	const known = new Map<string, Result>();
	return text => {
		const before = known.get(text);
		if (before !== undefined) return before;
		const result = work(text);
		if (known.size >= most) known.clear();
		known.set(text, result);
		return result;
	};
}

/** For work on a text that is the same when it is done on each of its lines. */
export function lineByLine(work: (line: string) => string): (text: string) => string {
	const onLine = remembered(work);
	return text => (text.includes('\n') ? text.split('\n').map(onLine).join('\n') : onLine(text));
}
