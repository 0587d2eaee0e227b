/** What a session of this process stands on, besides its journal. */

import type {Desk} from './desk.js';
import type {LinkOptions} from './link.js';
import {openLiveGround} from './live/live-order.js';
import type {Ground, Hold} from './played-session.js';
import {openThrough} from './through.js';

export const groundOf = async (
	{home: {recordings}, streams}: Desk,
	hold: Hold,
	{through, live}: Pick<LinkOptions, 'through' | 'live'>,
): Promise<Ground> => ({
	hold,
	through: await openThrough(through, recordings),
	live: await openLiveGround(live, recordings, streams),
});
