/** What came out of one call, as far as it is kept. */
import type {StreamRecord} from '../../machines/cmdlet.js';
import type {Json} from '../../machines/json.js';
import type {SaidRecord} from './wire.js';

/** As many signs of output are kept for one call as a farm of 100,000 users makes. */
const longestOutput = 32 * 1024 * 1024;

export type KeptOutput = {
	/** Object by object. */
	readonly output: Json[];
	/** Signs that came, kept or not. */
	outputLength: number;
	/** Some of it was left out. */
	isCut: boolean;
};

/** Returns what is said of the first object that is not kept, in its place among the other lines. */
export function keepOutput(kept: KeptOutput, {value, cut = 0, lost}: SaidRecord): StreamRecord | undefined {
	if (lost !== undefined) return undefined;
	const object = (value ?? null) as Json;
	const wasKept = kept.outputLength <= longestOutput;
	kept.outputLength += JSON.stringify(object).length;
	const isKept = kept.outputLength <= longestOutput;
	if (isKept) kept.output.push(object);
	kept.isCut ||= cut > 0 || !isKept;
	return wasKept && !isKept ? tooMuch : undefined;
}

const tooMuch: StreamRecord = {
	stream: 'warning',
	text: 'The cmdlet put out more than is kept of one call: from here on its output was left out.',
};
