import {direction} from './attacks.js';
import {guarded} from './guarded.js';

guarded('guard 2, the pool is that of the users, in both directions, and whoever moves them has named it', direction);
