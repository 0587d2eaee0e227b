/** What is drawn of home: what is known, and where the operator stands. */
import type {HomeFacts} from './home-facts.js';
import type {HomeState} from './home-state.js';
import type {HomeVoice} from './outlook-rows.js';

export type HomeModel = HomeVoice & {readonly screen: 'home'; readonly facts: HomeFacts; readonly state: HomeState};
