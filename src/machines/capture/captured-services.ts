/**
 * What the cmdlets brought, read with care: an object of another shape than expected says nothing, a text that is no name is left out
 * and said. The topology has lists of the same objects that the single cmdlets give (inferred).
 */
import * as z from 'zod/mini';
import type {AskEnd} from '../ask.js';
import type {CmdletCall, CmdletName} from '../cmdlet.js';
import {mostComputers} from '../deployment/deployment-schema.js';
import {isHostName, nameForPeople} from '../deployment/file-fields.js';
import {shown} from '../deployment/file-problem.js';
import type {Json, JsonObject} from '../json.js';
import {type Message, say} from '../message.js';
import {listOf, textOf} from '../procedures/seeing.js';

export type Found = {readonly call: CmdletCall; readonly end: AskEnd; readonly objects: readonly JsonObject[]};

export type ServiceFound = {
	readonly role: string;
	readonly pool: string;
	readonly site: string;
	readonly version: number | undefined;
	/** Of its site, as its id has it: `1-WebServices-1`. */
	readonly siteNumber: number | undefined;
	readonly object: JsonObject;
};

/** A remark for each thing that is strange, so far as a person reads them. */
export const mostRemarks = 20;

export type Reading = {
	readonly remarks: readonly Message[];
	readonly remark: (message: Message) => void;
	readonly lists: (name: CmdletName, ofTopology: string) => readonly JsonObject[];
	/** An FQDN in lower case, of a text or of an object that is named; undefined for what is none. */
	readonly host: (value: Json | undefined, cmdlet: string) => string | undefined;
	readonly siteName: (value: Json | undefined, cmdlet: string) => string | undefined;
};

export function readingOf(found: readonly Found[]): Reading {
	const remarks: Message[] = [];
	const remark = (message: Message) => {
		if (remarks.length <= mostRemarks) remarks.push(message);
	};
	const [topology] = objectsBy(found, 'Get-CsTopology');

	function bounded(objects: readonly JsonObject[], cmdlet: string): readonly JsonObject[] {
		if (objects.length > mostComputers) remark(say('topology.tooMany', {cmdlet, limit: mostComputers}));
		return objects.slice(0, mostComputers);
	}

	function text(value: Json | undefined, cmdlet: string, isGood: (text: string) => boolean): string | undefined {
		const name = nameIn(value);
		if (name === '') return undefined;
		if (isGood(name)) return name;
		remark(say('topology.noName', {cmdlet, value: shown(name)}));
		return undefined;
	}

	return {
		remarks,
		remark,
		lists(name, ofTopology) {
			const own = objectsBy(found, name);
			return bounded(own.length > 0 ? own : objectsIn(topology?.[ofTopology]), name);
		},
		host: (value, cmdlet) => text(value, cmdlet, isHostName)?.toLowerCase(),
		siteName: (value, cmdlet) => text(value, cmdlet, name => z.safeParse(nameForPeople, name).success),
	};
}

export const objectsBy = (found: readonly Found[], name: CmdletName, parameter?: string): readonly JsonObject[] =>
	found
		.filter(({call}) => call.name === name && (parameter === undefined || call.parameters[parameter] !== undefined))
		.flatMap(({objects}) => objects);

export const objectsIn = (value: Json | undefined): readonly JsonObject[] =>
	listOf(value).filter((each): each is JsonObject => typeof each === 'object' && each !== null && !Array.isArray(each));

/** `Registrar:pool1.contoso.com` and `Site:Redmond` without what they are; of an object, what it is called. */
export function nameIn(value: Json | undefined): string {
	if (typeof value === 'string') return value.replace(/^[A-Za-z]{1,40}:/, '').trim();
	if (typeof value !== 'object' || value === null || Array.isArray(value)) return '';
	const {Fqdn, Identity, Name} = value as JsonObject;
	return nameIn([Fqdn, Identity, Name].find(each => typeof each === 'string'));
}

export function servicesIn(reading: Reading): readonly ServiceFound[] {
	return reading.lists('Get-CsService', 'Services').flatMap(object => {
		const role = textOf(object.Role) || textOf(object.Identity).split(':', 1)[0] || '';
		const pool = reading.host(object.PoolFqdn ?? object.Identity, 'Get-CsService');
		const site = reading.siteName(object.SiteId, 'Get-CsService') ?? '';
		const siteNumber = /^(\d{1,6})-/.exec(textOf(object.ServiceId))?.[1];
		if (!pool) return [];
		return [{role, pool, site, version: versionIn(object.Version), siteNumber: siteNumber ? Number(siteNumber) : undefined, object}];
	});
}

/** 5 Lync 2010, 6 Lync 2013, 7 SfB 2015; 8 (2019) is recalled. */
function versionIn(value: Json | undefined): number | undefined {
	const version = Number(typeof value === 'string' ? value.split('.', 1)[0] : value);
	return Number.isInteger(version) && version >= 5 && version <= 8 ? version : undefined;
}

/** Those that have user services; an appliance of a branch has a Registrar only. */
export const frontEndPoolsIn = (found: readonly Found[]): readonly string[] => frontEndPools(servicesIn(readingOf(found)));

export const frontEndPools = (services: readonly ServiceFound[]): readonly string[] => [
	...new Set(services.filter(({role}) => role === 'UserServer').map(({pool}) => pool)),
];
