/**
 * The simulator's binder says what the real one says. What PowerShell said is kept in recordings/powershell/binder.jsonl; where a PowerShell
 * is found, it is asked again. `npm run record-binder` stores what it says.
 */
import {fileURLToPath} from 'node:url';
import {describe, expect, test} from 'vitest';
import {products} from '../../scripts/stand-in/module-text.js';
import {bind} from '../../src/adapters/mock/binder.js';
import {type Answered, askBinder, type BinderAnswer, fingerprint, readTranscript} from './binder-transcript.js';
import {powershell} from './find.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const transcript = readTranscript(root);

/** A name that is given twice is one only in the simulator's calls: the journal's are objects. */
const canBeCalled = ({parameters}: Answered) => new Set(parameters.map(([name]) => name)).size === parameters.length;

/** PowerShell 7 adds a parameter to every cmdlet that the farms' PowerShell does not have. */
const asOnFarms = ({errorId, message}: BinderAnswer): BinderAnswer =>
	errorId === undefined || message === undefined ? {} : {errorId, message: message.replace(' -ProgressAction', '')};

describe.each(products)('of the cmdlets of $year', ({year, version}) => {
	const answered = transcript.answered.filter(each => each.year === year && canBeCalled(each));

	test('the simulator binds and refuses what a real PowerShell does, with its id and its text', () => {
		const said = answered.map(({name, parameters}) => {
			const bound = bind(
				{name, parameters: Object.fromEntries(parameters), changesState: false, timeoutMs: 1, runsOn: 'fe11.contoso.com'},
				version,
			);
			const answer = 'refused' in bound ? {errorId: bound.refused.errorId, message: bound.refused.message} : {};
			return {name, parameters, answer};
		});
		expect(said).toEqual(answered.map(({name, parameters, answer}) => ({name, parameters, answer: asOnFarms(answer)})));
	});

	test('more than 200 wrong calls are compared, of every kind of refusal', () => {
		const refused = answered.filter(({answer}) => answer.errorId !== undefined);
		expect(refused.length).toBeGreaterThan(200);
		const kinds = new Set(refused.map(({answer}) => answer.errorId?.split(',')[0]));
		expect([...kinds].toSorted()).toEqual([
			'AmbiguousParameter',
			'AmbiguousParameterSet',
			'CommandNotFoundException',
			'MissingMandatoryParameter',
			'NamedParameterNotFound',
			'PSInvalidOperationException',
			'ParameterAlreadyBound',
			'ParameterArgumentTransformationError',
			'ParameterArgumentValidationErrorEmptyArrayNotAllowed',
			'ParameterArgumentValidationErrorEmptyStringNotAllowed',
			'ParameterArgumentValidationErrorNullNotAllowed',
		]);
	});
});

test('what is kept was said to the modules as they are', () => {
	expect(transcript.modules).toBe(fingerprint(root));
});

test.skipIf(!powershell)('the PowerShell that is here says what is kept', () => {
	expect(askBinder(root, powershell as string).answered).toEqual(transcript.answered);
});
