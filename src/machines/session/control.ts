/**
 * Who acts, of the consoles that are attached to one engine: one at a time. Control passes by consent, or at once, with a typed reason,
 * when whoever has it has pressed no key for a minute. Pure: times are ms of any clock that only goes forward.
 */
import type {Client, ControlView} from './protocol.js';

/** Nobody who sits there is silent for so long while somebody asks. */
export const idleBeforeTakenMs = 60_000;

type Seat = {readonly id: number; readonly client: Client; readonly since: number; readonly pressedAt: number};

/** `seats`: consoles that may act, in the order in which they came. */
export type Control = {readonly seats: readonly Seat[]; readonly holder?: number; readonly asking?: number};

export const nobody: Control = {seats: []};

/** Whoever comes first acts. */
export function joined(control: Control, id: number, client: Client, now: number): Control {
	const seats = [...control.seats, {id, client, since: now, pressedAt: now}];
	return control.holder === undefined ? {...control, seats, holder: id} : {...control, seats};
}

/** What the holder leaves goes to who asked for it, else to who came next. */
export function left(control: Control, id: number, now: number): Control {
	const seats = control.seats.filter(seat => seat.id !== id);
	const asking = control.asking === id ? undefined : control.asking;
	if (control.holder !== id) return stateOf(seats, control.holder, asking);
	const next = asking ?? seats[0]?.id;
	return passedTo(stateOf(seats, undefined, undefined), next, now);
}

export function pressed(control: Control, id: number, now: number): Control {
	return {...control, seats: control.seats.map(seat => (seat.id === id ? {...seat, pressedAt: now} : seat))};
}

export const askedFor = (control: Control, id: number): Control =>
	control.holder === id || !seatOf(control, id) ? control : {...control, asking: id};

/** By the holder, to who asked. */
export const given = (control: Control, id: number, now: number): Control =>
	control.holder === id && control.asking !== undefined ? passedTo(control, control.asking, now) : control;

export const kept = (control: Control, id: number): Control =>
	control.holder === id ? stateOf(control.seats, control.holder, undefined) : control;

/** Undefined while the holder may be there still. */
export function taken(control: Control, id: number, now: number): Control | undefined {
	if (control.holder === id || !seatOf(control, id)) return undefined;
	const holder = seatOf(control, control.holder);
	return !holder || now - holder.pressedAt >= idleBeforeTakenMs ? passedTo(control, id, now) : undefined;
}

export function viewFor(control: Control, id: number, now: number): ControlView {
	const holder = seatOf(control, control.holder);
	const asking = seatOf(control, control.asking);
	return {
		isMine: control.holder === id,
		isObserver: seatOf(control, id) === undefined,
		...(holder
			? {holder: {who: holder.client.who, from: holder.client.from, heldForMs: now - holder.since, idleForMs: now - holder.pressedAt}}
			: {}),
		...(asking ? {asking: {who: asking.client.who, from: asking.client.from, isMe: asking.id === id}} : {}),
	};
}

/** Whether who sees it may take control without consent. */
export const mayBeTaken = (view: ControlView | undefined): boolean =>
	view !== undefined && !view.isMine && !view.isObserver && (view.holder === undefined || view.holder.idleForMs >= idleBeforeTakenMs);

export const holderOf = (control: Control): Client | undefined => seatOf(control, control.holder)?.client;

const seatOf = ({seats}: Control, id: number | undefined) => seats.find(seat => seat.id === id);

function passedTo(control: Control, id: number | undefined, now: number): Control {
	const seats = control.seats.map(seat => (seat.id === id ? {...seat, since: now, pressedAt: now} : seat));
	return stateOf(seats, id, undefined);
}

const stateOf = (seats: Control['seats'], holder: number | undefined, asking: number | undefined): Control => ({
	seats,
	...(holder === undefined ? {} : {holder}),
	...(asking === undefined ? {} : {asking}),
});
