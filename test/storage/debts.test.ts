import {readFileSync, writeFileSync} from 'node:fs';
import {describe, expect, test} from 'vitest';
import type {Debt} from '../../src/machines/debt.js';
import {openDebts} from '../../src/storage/debts.js';
import * as samples from './journal-samples.js';

const {accept, fixedClock, header, temporaryDirectory, writtenJournal} = samples;

const debt = (id: string, about = ''): Debt => ({id, kind: 'nextHop', title: {id: 'x'}, about: {about}});
const opened = (id: string, about = ''): samples.Unnumbered => ({kind: 'debtOpened', debt: debt(id, about)});
const closed = (id: string): samples.Unnumbered => ({kind: 'debtClosed', debt: id});

function createPast() {
	const home = {recordings: temporaryDirectory()};
	const session = (id: string, hours: readonly number[], entries: readonly samples.Unnumbered[], given = {}) => {
		// The header and each entry at its hour.
		const walls = hours.map(hour => `2026-11-21T${String(hour).padStart(2, '0')}:00:00.000Z`);
		const clock = {...fixedClock, wall: () => walls.shift() ?? ''};
		// Locking asks the clock first.
		walls.unshift(walls[0] ?? '');
		return writtenJournal(entries, {directory: home.recordings, header: {...header, session: id, ...given}, clock});
	};
	const owed = (deployment = 'Contoso') => {
		const {debts, problems} = accept(openDebts(home, deployment));
		return {debts: debts.map(({debt, session}) => `${debt.id} of ${session}`), problems: problems.map(({id}) => id)};
	};
	return {session, owed};
}

describe('what is owed to a deployment', () => {
	test('outlives the session that made it, until any session pays it', () => {
		const {session, owed} = createPast();
		session('a', [1, 2, 3], [opened('edge1'), opened('dns')]);
		expect(owed()).toEqual({debts: ['edge1 of a', 'dns of a'], problems: []});
		session('b', [4, 5], [closed('edge1')]);
		expect(owed()).toEqual({debts: ['dns of a'], problems: []});
		session('c', [6, 7], [opened('edge1')]);
		expect(owed()).toEqual({debts: ['dns of a', 'edge1 of c'], problems: []});
	});

	test('goes by when it was written, where sessions overlap', () => {
		const {session, owed} = createPast();
		session('early', [1, 2, 9], [opened('edge1'), closed('edge1')]);
		session('late', [3, 4], [opened('edge1')]);
		expect(owed().debts).toEqual([]);
	});

	test('is not what was rehearsed, nor what another deployment is owed', () => {
		const {session, owed} = createPast();
		session('a', [1, 2], [opened('edge1')], {world: 'rehearsal'});
		session('b', [3, 4], [opened('edge2')], {deployment: 'Fabrikam'});
		session('c', [5, 6], [opened('edge3')]);
		session('d', [7, 8], [closed('edge3')], {world: 'rehearsal'});
		expect(owed()).toEqual({debts: ['edge3 of c'], problems: []});
		expect(owed('Fabrikam').debts).toEqual(['edge2 of b']);
	});

	test('is told as far as damaged recordings can be read, and that there are such', () => {
		const {session, owed} = createPast();
		const path = session('a', [1, 2, 3], [opened('edge1'), opened('dns')]);
		writeFileSync(path, readFileSync(path, 'utf8').replace('"id":"dns"', '"id":"dnx"'));
		expect(owed()).toEqual({debts: ['edge1 of a'], problems: ['storage.brokenHash']});
	});
});
