import {cmsFirst} from './attacks.js';
import {guarded} from './guarded.js';

guarded('guard 1, the store and the replicas that are needed come before the users', cmsFirst);
