/** What is written down of the probe that doctor leaves, so that another login can say what became of it. */
import {readFileSync, renameSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import * as z from 'zod/mini';
import {type Home, makePrivateDirectory} from './home.js';
import {codeOf, type Refusal, refuse} from './refusal.js';

const processShape = z.object({pid: z.int().check(z.positive()), startedAt: z.string()});

const shape = z.object({
	...processShape.shape,
	host: z.string(),
	/** ISO 8601, of the wall clock. */
	leftAt: z.string(),
	/** The login that it was left in: for people, and the process that ends with it. */
	login: z.object({name: z.string(), leader: processShape}),
	/** What was set when it was left: what became of it says something of that, and of nothing else. */
	setting: z.string(),
	/** When it was seen to have outlived its login; and when the one before it was seen to have ended with its own. */
	survivedAt: z.optional(z.string()),
	diedBefore: z.optional(z.string()),
});

export type SurvivalNote = z.infer<typeof shape>;

const pathOf = ({state}: Pick<Home, 'state'>): string => join(state, 'survival-probe.json');

/** Undefined where there is none, or it is damaged: then a new one is left. */
export function readSurvivalNote(home: Pick<Home, 'state'>): SurvivalNote | undefined {
	try {
		return shape.safeParse(JSON.parse(readFileSync(pathOf(home), 'utf8'))).data;
	} catch {
		return undefined;
	}
}

export function writeSurvivalNote(home: Pick<Home, 'state'>, note: SurvivalNote): Refusal | undefined {
	const path = pathOf(home);
	const refusal = makePrivateDirectory(home.state);
	if (refusal) return refusal;
	try {
		const made = `${path}.new`;
		writeFileSync(made, JSON.stringify(note), {mode: 0o600});
		renameSync(made, path);
		return undefined;
	} catch (error) {
		return refuse('noteNotWritten', {path, code: codeOf(error)});
	}
}
