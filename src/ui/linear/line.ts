/** A line of the linear console before it is wrapped. Texts from outside are made safe where lines are made, and once more where they are written. */
export type Line = {
	readonly text: string;
	/** Spaces before it. */
	readonly indent?: number;
	/** How much further in its next lines begin. */
	readonly hang?: number;
	/** To be copied: never broken, never indented. */
	readonly isExact?: true;
};

/** Continued lines stand a little to the right, so that a new line can be told from one that goes on. */
const usualHang = 2;

export const line = (text: string, indent = 0, hang = usualHang): Line => ({
	text,
	...(indent > 0 ? {indent} : {}),
	...(hang === usualHang ? {} : {hang}),
});
/** `Why: …` */
export const labelled = (label: string, text: string, indent = 0): Line => line(text ? `${label} ${text}` : label, indent);
export const exact = (text: string): Line => ({text, isExact: true});
export const blank: Line = {text: ''};

/** Long enough to be useful, short enough for a phone in one hand. */
const narrowest = 40;
/** A number stays with its unit. */
const between = / (?!(?:s|min|h|d|%)(?!\w))/;

/** Breaks between words. A word that is too long stays whole: names and paths are copied. */
export function wrap({text, indent = 0, hang = usualHang, isExact}: Line, columns: number): readonly string[] {
	const width = Math.max(narrowest, columns) - 1;
	if (isExact || indent + text.length <= width) return [' '.repeat(isExact ? 0 : indent) + text];
	const lines: string[] = [];
	let current = ' '.repeat(indent);
	let isEmpty = true;
	for (const word of text.split(between)) {
		if (!isEmpty && current.length + 1 + word.length > width) {
			lines.push(current);
			current = ' '.repeat(indent + hang);
			isEmpty = true;
		}
		current += isEmpty ? word : ` ${word}`;
		isEmpty = false;
	}
	return [...lines, current];
}
