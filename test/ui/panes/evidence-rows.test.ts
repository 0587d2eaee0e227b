/** How old what was seen is; and what was not seen, and has no age. */
import {expect, test} from 'vitest';
import {say} from '../../../src/machines/message.js';
import {evidenceLine} from '../../../src/ui/linear/evidence.js';
import {evidenceRows} from '../../../src/ui/panes/evidence-rows.js';
import {newHeader, playOn} from '../../playing/play.js';
import {plainTheme, shownAt} from '../console/shown.js';

const header = newHeader();
const {entries} = playOn(header, [], written => written.length > 3);
const later = shownAt(header, entries, entries.length, 60 * 60_000).situation;
const evidence = {message: say('evidence.seedPriorities'), at: 0, sign: 'unknown'} as const;

test('a text of Microsoft does not grow old while it is read; what was seen does', () => {
	const room = {width: 78, height: 20, theme: plainTheme};
	const shown = (source: string) => JSON.stringify(evidenceRows([{...evidence, source}], false, later, room));
	expect(shown('fe21.contoso.com')).toContain('STALE');
	expect(shown('S000')).not.toContain('STALE');
	expect(evidenceLine({...evidence, source: 'S000'}, later).text).toMatch(/ \(S000\)$/);
});

test('what was seen before a change began is headed so, and only that', () => {
	const room = {width: 78, height: 20, theme: plainTheme};
	const headed = (isBefore: boolean) => JSON.stringify(evidenceRows([{...evidence, source: 'S000'}], isBefore, later, room)[0]);
	expect(headed(true)).toContain('Seen before it began');
	expect(headed(false)).not.toContain('before');
});
