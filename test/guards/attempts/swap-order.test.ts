import {swapOrder} from './attacks.js';
import {guarded} from './guarded.js';

guarded('guard 3, a pool that carries its partner’s users is not failed over before they are home', swapOrder);
