/** A way to a computer on which a host is started, and what is heard of it. */
import type {HostFault} from './host-fault.js';

export type HostListener = {
	/** Of the channel, without its end. */
	readonly line: (line: string) => void;
	/** What its process wrote elsewhere: a banner, a stray line of a cmdlet or of a program that it started. */
	readonly stray: (text: string) => void;
	/** Once: nothing comes after it. */
	readonly ended: (fault: HostFault) => void;
};

export type Connection = {
	readonly send: (line: string) => void;
	/** Closes the channel: an idle host ends, a read is stopped, a change goes on to its end. */
	readonly drop: () => void;
	/** Ends its process, whatever it does. */
	readonly kill: () => void;
};

/** Starts a host. Never throws, and calls nobody back before it has returned. */
export type Transport = (listener: HostListener) => Connection;
