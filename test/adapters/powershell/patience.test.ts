/** How long a cmdlet has to stop is one number: the one that the operator reads where he stops it. */
import {expect, test} from 'vitest';
import {usualPatience} from '../../../src/adapters/powershell/patience.js';
import {en} from '../../../src/ui/messages/en/catalog.js';

test.each(['question.running', 'linear.sure', 'linear.explain'] as const)('%s says how long a cmdlet is given to stop', id => {
	expect(en[id]).toMatch(new RegExp(`\\b${usualPatience.stopMs / 1000} seconds\\b`));
});
