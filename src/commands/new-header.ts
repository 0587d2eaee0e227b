/** What the first entry of every new session begins with, whatever world it is in. */
import {randomUUID} from 'node:crypto';
import type {Deployment} from '../machines/deployment/deployment.js';
import {type Header, journalFormat, journalVersion} from '../machines/journal/journal-entry.js';
import type {Json} from '../machines/json.js';
import {version} from './version.js';

/** `pool`: FQDN of the one that the session is about. */
type About = Pick<Header, 'startedAt' | 'timeZone' | 'world' | 'title' | 'pool'> & {readonly deployment: Deployment};
type NewHeader = Omit<About, 'deployment'> &
	Pick<Header, 'kind' | 'format' | 'version' | 'product' | 'session' | 'deployment' | 'topology'>;

export const newHeader = ({startedAt, timeZone, world, deployment, title, pool}: About): NewHeader => ({
	kind: 'header',
	format: journalFormat,
	version: journalVersion,
	product: version,
	session: randomUUID(),
	startedAt,
	timeZone,
	world,
	deployment: deployment.name,
	title,
	topology: deployment as unknown as Json,
	pool,
});
