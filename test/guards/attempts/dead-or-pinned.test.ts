import {readFileSync} from 'node:fs';
import {loadDeployment} from '../../playing/play.js';
import {deadOrCutOff, pinned} from './attacks.js';
import {guarded} from './guarded.js';

const threePairs = loadDeployment(readFileSync(new URL('../../fixtures/deployments/third-pair.json', import.meta.url), 'utf8'));

guarded('guard 7, a pool that serves is not taken for dead, nor one that is cut off without two witnesses', deadOrCutOff);
guarded('guard 7, a plan changes nothing in another topology than that which it was made for', pinned(threePairs));
