/**
 * A Vitest reporter whose last line is plain text for machines and people alike: `12 passed, 0 failed, 1 skipped`.
 * Before it stand the skipped tests by name. Whatever did not pass and was not skipped counts as failed: also a test file
 * that cannot be loaded, a failing hook, and an error outside of every test.
 */
import type {Reporter, TestCase, TestModule, TestSuite} from 'vitest/node';

type Counted = {readonly passed: number; readonly failed: number; readonly skipped: readonly string[]};

export default class ClosingLine implements Reporter {
	onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]) {
		const counted = count(modules, unhandledErrors.length);
		// Vitest may still have something to say; after this event nobody has.
		process.once('exit', () => process.stdout.write(closingLines(counted)));
	}
}

function count(modules: readonly TestModule[], errorsOutside: number): Counted {
	const tests = modules.flatMap(module => [...module.children.allTests()]);
	const groups: (TestModule | TestSuite)[] = modules.flatMap(module => [module, ...module.children.allSuites()]);
	const passed = tests.filter(test => test.result().state === 'passed').length;
	const skipped = tests.filter(test => test.result().state === 'skipped').map(nameOf);
	const brokenGroups = groups.filter(group => group.errors().length > 0).length;
	return {passed, skipped, failed: tests.length - passed - skipped.length + brokenGroups + errorsOutside};
}

function nameOf(test: TestCase): string {
	const result = test.result();
	const why = result.state === 'skipped' && result.note ? ` (${result.note})` : '';
	return `${test.module.relativeModuleId} > ${test.fullName}${why}`;
}

function closingLines({passed, failed, skipped}: Counted): string {
	const lines = skipped.map(name => `skipped: ${name}`);
	const ending = skipped.length > 0 ? `, ${skipped.length} skipped` : '';
	return `${[...lines, `${passed} passed, ${failed} failed${ending}`].join('\n')}\n`;
}
