/** What a journal's file is called: when it began, what it is about, and enough of the session's id to find it. */
import type {Header} from '../machines/journal/journal-entry.js';

const slugLength = 40;
const shortIdLength = 8;

/** `20261121T030000Z-redmond-goes-dark-0e1f6c1e.jsonl` */
export function journalName({startedAt, title, session}: Pick<Header, 'startedAt' | 'title' | 'session'>): string {
	return `${compact(startedAt)}-${slug(title, slugLength) || 'session'}-${shortId(session)}.jsonl`;
}

export const shortId = (session: string): string => session.replace(/[^A-Za-z0-9]/g, '').slice(0, shortIdLength) || 'unnamed';

function compact(startedAt: string): string {
	const time = new Date(startedAt);
	const iso = Number.isNaN(time.getTime()) ? '' : time.toISOString().replace(/[-:]|\.\d+/g, '');
	return /^\d{8}T\d{6}Z$/.test(iso) ? iso : '00000000T000000Z';
}

const slug = (title: string, length: number): string =>
	title
		.toLowerCase()
		.replace(/[^a-z0-9]+/g, '-')
		.slice(0, length)
		.replace(/^-+|-+$/g, '');
