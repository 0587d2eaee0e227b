import {dataLoss} from './attacks.js';
import {guarded} from './guarded.js';

guarded('guard 5, never more is lost than was accepted, and what nobody knows only by the word for unknown', dataLoss);
