/** A watch reports levels, not edges: whoever subscribes anew is told anew, so that a report lost in a crash comes again. */
import {fromCallback} from 'xstate';
import type {TcpProbe} from '../probe.js';

/** A pool lives when of every group one computer answers: a Front End, and its SQL. */
export type WatchRequest = {readonly pool: string; readonly groups: readonly (readonly TcpProbe[])[]; readonly everyMs: number};

/** The session provides the real one. */
export const notProvided = fromCallback<{type: 'poolAnswers'}, WatchRequest>(() => {});
