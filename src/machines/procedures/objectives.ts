/** Published engineering targets, per version [L-RTO, SFB-DR, L-CMS]. They start when the operator starts, and end when the failover is complete. */
import type {ServiceVersion} from '../deployment/deployment.js';

const minutes = 60_000;

export const poolObjectiveMs = (version: ServiceVersion): number => (version <= 6 ? 30 : 20) * minutes;
/** The published recovery point: how much may be lost at the most. */
export const poolLossObjectiveMs = (version: ServiceVersion): number => (version <= 6 ? 30 : 5) * minutes;
export const cmsObjectiveMs = 5 * minutes;

/** Users that one Front End carries [L-CAP]. */
export const usersPerFrontEnd = 6_660;
