/** What commands are told by their options, as they were typed. */

export type DrillOptions = {
	readonly headless?: true;
	readonly json?: true;
	readonly inProcess?: true;
	readonly readOnly?: true;
	readonly pool?: string;
	readonly deployment?: string;
	readonly seed?: string;
	readonly speed?: string;
	readonly linear?: true;
	readonly ascii?: true;
	readonly procedure?: string;
	readonly breakLock?: string;
	readonly through?: string;
	/** The id of the procedure that is recommended first. */
	readonly begunFor?: string;
};

export type RunOptions = Omit<DrillOptions, 'procedure'> & {
	readonly backend?: string;
	readonly scenario?: string;
	/** The live way, with a simulated farm at its end. No setting says so: it has to be typed each time. */
	readonly standInFarm?: true;
};

/** `standInFarm`: what is run live from here reaches the stand-in farm, at this speed. */
export type HomeOptions = {readonly linear?: true; readonly ascii?: true; readonly standInFarm?: true; readonly speed?: string};
