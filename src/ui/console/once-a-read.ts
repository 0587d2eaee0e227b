/** However many keys come in one read, `act` is called once, when all of them have been heard. */
export function onceARead(act: () => void): () => void {
	let isToCome = false;
	return () => {
		if (isToCome) return;
		isToCome = true;
		queueMicrotask(() => {
			isToCome = false;
			act();
		});
	};
}
