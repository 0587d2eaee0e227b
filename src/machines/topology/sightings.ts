/**
 * What others changed, told from what this session did: a setting that is another one than when it was last seen. Pure: a fold over the
 * journal. Around a change of this session, and around work by hand, nothing is told, because nobody could say whose it was.
 */
import {type Ask, changesState, isCmdletCall, type Sighting} from '../ask.js';
import type {Deployment} from '../deployment/deployment.js';
import type {JournalEntry} from '../journal/journal-entry.js';
import type {Json} from '../json.js';
import {type Message, say} from '../message.js';
import {factKey} from './topology-facts.js';
import {findingsIn, indexOf} from './topology-outputs.js';

/** Facts that somebody decides. What fails or moves by itself is no change of anybody's. */
const settings = /^(?:hop|route|xmppRoute|backupPool)\//;
const isSetting = (key: string) => key === factKey.cmsPool || settings.test(key);

export type Sightings = {readonly apply: (entry: JournalEntry) => readonly Sighting[]};

export function createSightings(deployment: Deployment): Sightings {
	const index = indexOf(deployment);
	const seen = new Map<string, Json>();
	const calls = new Map<string, Ask>();
	const running = new Set<string>();
	const byHand = new Set<string>();

	function ended(ask: Ask, end: Extract<JournalEntry, {kind: 'callEnded'}>['end']): readonly Sighting[] {
		// A local store may be behind.
		if (!isCmdletCall(ask) || ask.parameters.LocalStore === true) return [];
		const findings = findingsIn(ask, end, index, new Set()).filter(([key]) => isSetting(key));
		const isQuiet = running.size === 0 && byHand.size === 0;
		return findings.flatMap(([sighted, is]): readonly Sighting[] => {
			const was = seen.get(sighted);
			if (isQuiet) seen.set(sighted, is);
			return isQuiet && was !== undefined && was !== is ? [{sighted, was, is}] : [];
		});
	}

	return {
		apply(entry) {
			switch (entry.kind) {
				case 'callBegan':
					calls.set(entry.call, entry.what);
					if (changesState(entry.what)) {
						running.add(entry.call);
						seen.clear();
					}
					return [];
				case 'callEnded': {
					const ask = calls.get(entry.call);
					calls.delete(entry.call);
					// An end that nobody heard may come later: its settings are seen anew.
					running.delete(entry.call);
					if (entry.changes) seen.clear();
					return ask && !entry.changes ? ended(ask, entry.end) : [];
				}
				case 'stepMoved':
					if (entry.to === 'byHand') byHand.add(entry.step);
					return [];
				case 'stepEnded':
					if (byHand.delete(entry.step)) seen.clear();
					return [];
				case 'outside':
					if (!('sighted' in entry.what)) seen.clear();
					return [];
				default:
					return [];
			}
		},
	};
}

export function saySighting({sighted, was, is}: Sighting): Message {
	const [kind = '', name = ''] = sighted.split(/\/(.*)/);
	return say('outside.sighted', {kind, name, was: textOf(was), is: textOf(is)});
}

const textOf = (value: Json): string => (typeof value === 'string' && value !== '' ? value : 'none');
