import {expect, test} from 'vitest';
import {bundledScenarios} from '../../src/adapters/mock/bundled.js';
import {readBundled} from '../../src/commands/read-bundled.js';

test('what comes with the product can be read, is warned of in nothing, and can be kept as JSON', () => {
	const {contoso, scenarios} = readBundled();
	expect(contoso).toMatchObject({deployment: {name: 'Contoso'}, warnings: []});
	expect(Object.keys(scenarios)).toEqual(bundledScenarios.map(({name}) => name));
	for (const [name, read] of Object.entries(scenarios)) expect(read).toMatchObject({scenario: {name}, warnings: []});
	expect(JSON.parse(JSON.stringify(readBundled()))).toEqual(readBundled());
});
