/** The port to the network: questions as data. A closed port answers at once, a silent one not at all. */

export type TcpProbe = {
	readonly probe: 'tcp';
	/** FQDN of the computer that asks; absent: the one that Switchback runs on. */
	readonly from?: string;
	readonly to: string;
	readonly port: number;
};

/** `closed`: refused at once, so the computer lives. `unknownName`: nobody could say where it is, which says nothing about the computer. */
export type TcpOutput = 'open' | 'closed' | 'silent' | 'unknownName';
export type ProbeEnd = {readonly ok: true; readonly output: TcpOutput};

export const tcp = (to: string, port: number, from?: string): TcpProbe =>
	from ? {probe: 'tcp', from, to, port} : {probe: 'tcp', to, port};
