/** Which Lync services a computer has, and what they are called (cmdlets.md §6 [script], [recalled] for the Edge's own). */
import type {FrontEndPool} from '../../machines/deployment.js';
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
	RTCHA: 'Health Agent',
	W3SVC: 'World Wide Web Publishing Service',
	RTCDATAPROXY: 'Web Conferencing Edge',
	RTCMRAUTH: 'Audio/Video Authentication',
	RTCMEDIARELAY: 'Audio/Video Edge',
};

const frontEnd = ['RTCATS', 'RTCIMMCU', 'RTCDATAMCU', 'RTCAVMCU', 'RTCASMCU', 'RTCCAA', 'RTCCAS', 'RTCRGS', 'RTCCPS', 'RTCMEDSRV', 'W3SVC'];

export const servicesOf = (role: ComputerRole, pool: FrontEndPool | undefined, holdsCms: boolean): readonly string[] => {
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
				...(pool && (pool.version === 6 || pool.version === 7) ? ['RTCXMPPTGW'] : []),
				...(pool && pool.version > 6 ? ['RTCHA'] : []),
				...frontEnd,
			];
		case 'edge':
			return ['REPLICA', 'RTCCLSAGT', 'RTCSRV', 'RTCDATAPROXY', 'RTCMRAUTH', 'RTCMEDIARELAY'];
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
