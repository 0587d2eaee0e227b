import {nextHop} from './attacks.js';
import {guarded} from './guarded.js';

guarded('guard 4, no Edge pool names the pool as its next hop when its users are moved', nextHop);
