/**
 * What a header carries whole, the topology and the scenario, for whoever is about to play them: a recording may be unbroken and yet say
 * what nobody can play. Fields that this version does not know are left alone.
 */
import * as z from 'zod/mini';
import type {Fault} from '../machines/deployment/scenario.js';
import {givens, roles, rolesOf} from '../machines/deployment/scenario-file.js';
import type {Header} from '../machines/journal/journal-entry.js';
import {type Refusal, refuse} from './refusal.js';

/** What `--speed` takes at most. */
const fastestFarm = 100_000;

const names = z.array(z.string());
const optionalName = z.optional(z.string());

const sql = z.object({primary: z.string(), mirror: optionalName, witness: optionalName, instance: z.string()});

const pool = z.object({
	fqdn: z.string(),
	site: z.string(),
	edition: z.enum(['Enterprise', 'Standard']),
	version: z.int(),
	backupPool: optionalName,
	computers: names,
	sql,
	users: z.number(),
	routingGroups: z.number(),
	testUsers: z.tuple([z.string(), z.string()]),
	voiceResiliency: z.object({enabled: z.boolean(), failureDetectionMs: z.number(), failbackMs: z.number()}),
});

const edgePool = z.object({fqdn: z.string(), site: z.string(), computers: names, nextHop: z.string(), accessEdge: z.string()});

const topology = z.object({
	name: z.string(),
	sites: z.array(z.object({name: z.string(), branchOf: optionalName, federationRoute: optionalName, xmppFederationRoute: optionalName})),
	pools: z.array(pool).check(z.minLength(1)),
	edgePools: z.array(edgePool),
	otherPools: z.array(z.object({fqdn: z.string(), site: z.string(), computers: names})),
	cms: z.object({
		active: z.string(),
		standby: optionalName,
		scp: z.object({server: z.string(), instance: z.string()}),
		activeMaster: z.string(),
		fileTransferAgents: names,
	}),
	backupSyncIntervalMs: z.number(),
	firewall: z.optional(z.array(z.object({from: z.string(), to: z.string(), ports: z.optional(z.array(z.number()))}))),
	dataLossApproval: z.optional(z.object({allowedSigners: optionalName, sameAccount: z.boolean()})),
	defaults: names,
});

const scenario = z.object({
	name: z.string(),
	title: z.string(),
	briefing: z.object({text: z.string(), people: z.array(z.object({name: z.string(), role: z.string(), says: optionalName}))}),
	given: z.array(z.object({given: z.string()})),
	faults: z.array(z.object({fault: z.string(), role: z.string()})),
	goal: z.string(),
});

/** Times of the day, and the zone they are said in, are the operator's evidence: none is made up. */
const startedAt = z.iso.datetime({offset: true});
const timeZone = z.string().check(z.refine(isTimeZone));

const played = z.object({
	startedAt,
	timeZone,
	topology,
	rehearsal: z.optional(z.object({scenario})),
	standIn: z.optional(z.object({scenario})),
});

/** What a simulated world is made of: a word that this version does not know would be passed over in silence, or break it. */
const simulated = {
	scenario: z.object({
		startsAt: startedAt,
		timeZone,
		briefing: z.object({outageBeforeMs: z.number(), lastSeenBeforeMs: z.optional(z.number())}),
		given: z.array(z.object({given: z.enum(givens)})),
		faults: z.array(
			z.object({
				fault: z.enum(Object.keys(rolesOf) as Fault[]),
				role: z.enum(roles),
				atMs: z.optional(z.number()),
				afterMs: z.optional(z.number()),
			}),
		),
	}),
	seed: z.int().check(z.nonnegative()),
};

const goneOn = z.object({
	rehearsal: z.optional(z.object(simulated)),
	standIn: z.optional(z.object({...simulated, speed: z.number().check(z.positive(), z.lte(fastestFarm))})),
});

/** @returns which field of the first line is not as it has to be, to be gone on with; a replay needs less. */
export function checkGoneOn(path: string, header: Header): Refusal | undefined {
	return checkPlayed(path, header) ?? refusalOf(path, goneOn.safeParse(header).error);
}

/** @returns which field of the first line is not as it has to be. */
export function checkPlayed(path: string, header: Header): Refusal | undefined {
	const found = played.safeParse(header);
	if (!found.success) return refusalOf(path, found.error);
	const isKnown = found.data.topology.pools.some(({fqdn}) => fqdn === header.pool);
	return isKnown ? undefined : refuse('wrongField', {path, line: 1, field: 'pool'});
}

const refusalOf = (path: string, error: z.core.$ZodError | undefined): Refusal | undefined =>
	error && refuse('wrongField', {path, line: 1, field: error.issues[0]?.path.join('.') ?? ''});

function isTimeZone(name: string): boolean {
	try {
		return Boolean(new Intl.DateTimeFormat('en', {timeZone: name}));
	} catch {
		return false;
	}
}
