/**
 * Which Lync services a computer has, and what they are called (cmdlets.md §6 [script], [recalled] for the Edge's own). No source has the
 * short name of the XMPP proxy of an Edge (model).
 */
import type {FrontEndPool, ServiceVersion} from '../../machines/deployment/deployment.js';
import type {ComputerRole} from './world.js';

export const displayNames: Readonly<Record<string, string>> = {
	RTCSRV: 'Front-End',
	FabricHostSvc: 'Windows Fabric Host Service',
	LYNCBACKUP: 'Backup Service',
	MASTER: 'Master Replicator Agent',
	REPLICA: 'Replica Replicator Agent',
	FTA: 'File Transfer Agent',
	RTCCLSAGT: 'Centralized Logging Service Agent',
	RTCATS: 'Audio Test Service',
	RTCIMMCU: 'IM Conferencing',
	RTCDATAMCU: 'Web Conferencing',
	RTCAVMCU: 'Audio/Video Conferencing',
	RTCASMCU: 'Application Sharing',
	RTCCAA: 'Conferencing Attendant',
	RTCCAS: 'Conferencing Announcement',
	RTCRGS: 'Response Group',
	RTCCPS: 'Call Park',
	RTCMEDSRV: 'Mediation',
	RTCXMPPTGW: 'XMPP Translating Gateway',
	RTCXMPPTGWPROXY: 'XMPP Translating Gateway Proxy',
	RTCHA: 'Health Agent',
	W3SVC: 'World Wide Web Publishing Service',
	RTCDATAPROXY: 'Web Conferencing Edge',
	RTCMRAUTH: 'Audio/Video Authentication',
	RTCMEDIARELAY: 'Audio/Video Edge',
};

const frontEnd = ['RTCATS', 'RTCIMMCU', 'RTCDATAMCU', 'RTCAVMCU', 'RTCASMCU', 'RTCCAA', 'RTCCAS', 'RTCRGS', 'RTCCPS', 'RTCMEDSRV', 'W3SVC'];

/** XMPP came with 2013 and is gone from 2019 on. */
export const hasXmpp = (version: ServiceVersion): boolean => version === 6 || version === 7;

/** `version`: of the deployment, for what is no Front End. */
export const servicesOf = (
	role: ComputerRole,
	pool: FrontEndPool | undefined,
	holdsCms: boolean,
	version: ServiceVersion,
): readonly string[] => {
	switch (role) {
		case 'sql':
			return [];
		case 'frontEnd':
			return [
				'REPLICA',
				'RTCCLSAGT',
				'RTCSRV',
				...(holdsCms ? ['MASTER', 'FTA'] : []),
				...(pool?.backupPool && pool.version > 5 ? ['LYNCBACKUP'] : []),
				...(pool && pool.version > 5 ? ['FabricHostSvc'] : []),
				...(pool && hasXmpp(pool.version) ? ['RTCXMPPTGW'] : []),
				...(pool && pool.version > 6 ? ['RTCHA'] : []),
				...frontEnd,
			];
		case 'edge':
			return [
				...['REPLICA', 'RTCCLSAGT', 'RTCSRV', 'RTCDATAPROXY', 'RTCMRAUTH', 'RTCMEDIARELAY'],
				...(hasXmpp(version) ? ['RTCXMPPTGWPROXY'] : []),
			];
		case 'branch':
			return ['REPLICA', 'RTCCLSAGT', 'RTCSRV', 'RTCMEDSRV'];
		case 'director':
			return ['REPLICA', 'RTCCLSAGT', 'RTCSRV', 'W3SVC'];
		case 'mediation':
			return ['REPLICA', 'RTCCLSAGT', 'RTCMEDSRV'];
		case 'other':
			return ['REPLICA'];
	}
};

/** Roles that a service belongs to, as `RoleName` prints them; only the ones that sources show. */
export const roleNames: Readonly<Record<string, readonly string[]>> = {
	RTCSRV: ['Registrar', 'UserServer'],
	LYNCBACKUP: ['BackupServer'],
	MASTER: ['CentralManagement'],
	FTA: ['CentralManagement'],
	RTCMEDSRV: ['MediationServer'],
};
