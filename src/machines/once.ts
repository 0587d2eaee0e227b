/** Made when it is first asked for, and kept: what is dear to make costs a start nothing that does not need it. */
export function once<Made>(make: () => Made): () => Made {
	let made: {readonly value: Made} | undefined;
	return () => {
		made ??= {value: make()};
		return made.value;
	};
}
