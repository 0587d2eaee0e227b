/**
 * The form of a deployment file. What may be left out is filled in by `deployment-parts.ts`; what names what is checked there too.
 *
 * `null` says *has none*, where that can be; a field that is absent says nothing.
 */
import * as z from 'zod/mini';
import {once} from '../once.js';
import {
	hostName,
	listOf,
	nameForPeople,
	nameServer,
	reference,
	sipAddress,
	textForPeople,
	timeSpan,
	wholeNumber,
	xmppAddress,
} from './file-fields.js';
import {refuseIssue} from './file-problem.js';

/** More than two hundred times the largest deployment known [topology §2]; the console lists computers one a line. */
export const mostComputers = 100_000;
/** A forest has some tens of pools and sites; these are for what a generator may write. */
const mostSites = 10_000;
const mostSipDomains = 1_000;
const mostPeople = 1_000;
/** Pairs of pools and Edge pools, both ways. */
const mostClosedWays = 10_000;
const mostPorts = 100;
const mostVoices = 10_000;
/** The largest pool of the product serves 106,000 [topology §2]. */
const mostUsers = 10_000_000;

const maybe = <Field extends z.core.SomeType>(field: Field) => z.optional(z.nullable(field));

const instance = z.string().check(
	z.trim(),
	z.refine(text => /^[\w$#-]{1,64}$/.test(text), 'instance'),
);
/** `sqlbe11.contoso.com\RTC`; without an instance it is the default one of its server. */
const sqlInstance = z.string().check(
	z.trim(),
	z.refine(text => /^[A-Za-z0-9._-]{1,253}(?:\\[\w$#-]{1,64})?$/.test(text), 'sqlInstance'),
);
const isoTime = z.string().check(z.refine(text => !Number.isNaN(Date.parse(text)) && text.length <= 40, 'time'));
const edition = z.enum(['Enterprise', 'Standard']);
const computers = listOf(hostName, mostComputers).check(z.refine(list => list.length > 0, 'emptyList'));

/** Known, and without a place in the console so far. */
const keptOut = z.optional(z.unknown());

const formOf = (object: typeof z.object) => {
	const otherPool = object({fqdn: hostName, site: maybe(nameForPeople), computers: maybe(computers), edgePool: keptOut, version: keptOut});
	const appliance = object({fqdn: hostName, computers: maybe(computers), userServices: keptOut, backupRegistrar: keptOut, users: keptOut});
	return object({
		schema: maybe(z.number()),
		name: maybe(nameForPeople),
		capturedAt: maybe(isoTime),
		sipDomains: maybe(listOf(hostName, mostSipDomains)),
		sites: maybe(
			listOf(
				object({
					name: nameForPeople,
					number: maybe(wholeNumber(1, 1_000_000)),
					type: maybe(z.enum(['CentralSite', 'BranchSite'])),
					parent: maybe(nameForPeople),
					federationRoute: maybe(reference),
					xmppFederationRoute: maybe(reference),
				}),
				mostSites,
			),
		),
		branchSites: maybe(
			listOf(
				object({
					name: nameForPeople,
					number: maybe(wholeNumber(1, 1_000_000)),
					parent: maybe(nameForPeople),
					sbas: maybe(
						listOf(
							z.pipe(
								z.transform(value => (typeof value === 'string' ? {fqdn: value} : value)),
								appliance,
							),
							mostComputers,
						),
					),
				}),
				mostSites,
			),
		),
		pools: listOf(
			object({
				fqdn: hostName,
				site: maybe(nameForPeople),
				edition: maybe(edition),
				version: maybe(wholeNumber(5, 8)),
				backupPool: maybe(reference),
				computers: maybe(computers),
				sql: maybe(object({primary: maybe(hostName), mirror: maybe(hostName), witness: maybe(hostName), instance: maybe(instance)})),
				fileStore: maybe(nameForPeople),
				edgePool: maybe(reference),
				users: maybe(wholeNumber(0, mostUsers)),
				routingGroups: maybe(wholeNumber(1, mostUsers)),
				testUsers: maybe(z.array(sipAddress).check(z.refine(list => list.length === 2 && list[0] !== list[1], 'twoUsers'))),
			}),
			mostComputers,
		),
		edgePools: maybe(
			listOf(
				object({
					fqdn: hostName,
					site: maybe(nameForPeople),
					computers: maybe(computers),
					registrar: maybe(reference),
					accessEdge: maybe(hostName),
					webConf: maybe(hostName),
					av: maybe(hostName),
					federationEnabled: maybe(z.boolean()),
					xmpp: maybe(z.boolean()),
					version: keptOut,
				}),
				mostComputers,
			),
		),
		directors: maybe(listOf(otherPool, mostComputers)),
		mediationPools: maybe(listOf(otherPool, mostComputers)),
		otherPools: maybe(listOf(otherPool, mostComputers)),
		cms: maybe(
			object({
				active: maybe(reference),
				standby: maybe(reference),
				scp: maybe(sqlInstance),
				activeMaster: maybe(reference),
				fileTransferAgents: maybe(listOf(reference, mostComputers)),
			}),
		),
		backupService: maybe(object({syncInterval: maybe(timeSpan)})),
		voiceResiliency: maybe(
			z.pipe(
				z
					.record(z.string(), z.unknown())
					.check(z.refine(voices => Object.keys(voices).length <= mostVoices, {error: 'tooMany', params: {limit: mostVoices}})),
				z.record(hostName, object({enabled: maybe(z.boolean()), failureDetection: maybe(timeSpan), failback: maybe(timeSpan)})),
			),
		),
		people: maybe(listOf(object({name: nameForPeople, role: textForPeople, phone: maybe(nameForPeople)}), mostPeople)),
		federatedPartner: maybe(hostName),
		xmppContact: maybe(xmppAddress),
		firewall: maybe(
			listOf(object({from: reference, to: reference, ports: maybe(listOf(wholeNumber(1, 65_535), mostPorts))}), mostClosedWays),
		),
		resolvers: maybe(object({internal: maybe(nameServer), external: maybe(nameServer)})),
		approval: maybe(object({forDataLoss: maybe(z.boolean()), allowedSigners: maybe(textForPeople), sameAccount: maybe(z.boolean())})),
		jumpBoxes: keptOut,
		timings: keptOut,
		dns: keptOut,
		mon: keptOut,
		pchat: keptOut,
		wac: keptOut,
		// A capture names here what it could not see.
		toFillIn: keptOut,
	});
};

const form = once(() => formOf(z.object));
/** The same form, and a field that it does not know is an issue. */
const strictForm = once(() => formOf(z.strictObject as unknown as typeof z.object));

export type DeploymentForm = z.infer<ReturnType<typeof form>>;
export type PoolForm = DeploymentForm['pools'][number];
export type EdgePoolForm = NonNullable<DeploymentForm['edgePools']>[number];
export type OtherPoolForm = NonNullable<DeploymentForm['directors']>[number];

/** Refuses with the first thing that has the wrong form. */
export const readDeploymentForm = (value: unknown): DeploymentForm => {
	const read = z.safeParse(form(), value);
	const issue = read.error?.issues[0];
	return issue ? refuseIssue(issue, value) : (read.data as DeploymentForm);
};

export const strictIssues = (value: unknown): readonly z.core.$ZodIssue[] => z.safeParse(strictForm(), value).error?.issues ?? [];
