/** The one table of home's keys: it prints the footer and the help, and the ear of home obeys it. A key that is dead says why. */
import {type Message, say} from '../../machines/message.js';
import type {HomeFacts} from './home-facts.js';
import {type HomeState, liveIn} from './home-state.js';
import {pairedPools} from './pool-choice.js';

export type HomeCommand =
	| 'choose'
	| 'back'
	| 'choosePool'
	| 'lookOnly'
	| 'runLive'
	| 'sayKnown'
	| 'answer'
	| 'answerBack'
	| 'lookAgain'
	| 'repaint'
	| 'help'
	| 'quit';

export type HomeKey = {
	readonly key: string;
	readonly command: HomeCommand;
	/** In the footer too. */
	readonly isShown: boolean;
	/** Why it does nothing just now. */
	readonly dead?: (state: HomeState, facts: HomeFacts) => Message | undefined;
};

export const homeKeys: readonly HomeKey[] = [
	{key: 'Enter', command: 'choose', isShown: true},
	{key: 'Esc', command: 'back', isShown: true, dead: ({place}) => (place === 'home' ? say('home.dead.first') : undefined)},
	{key: 'Space', command: 'answer', isShown: true, dead: whyNoAnswer},
	{key: '→', command: 'answer', isShown: false, dead: whyNoAnswer},
	{key: '←', command: 'answerBack', isShown: false, dead: whyNoAnswer},
	{key: 'o', command: 'lookOnly', isShown: true, dead: ({place}) => (place === 'plan' ? undefined : say('home.dead.noPlan'))},
	{key: 'l', command: 'runLive', isShown: true, dead: whyNotLive},
	{key: 'p', command: 'choosePool', isShown: true, dead: whyNoPool},
	{key: 'w', command: 'sayKnown', isShown: true, dead: whyNoQuestions},
	{key: 'r', command: 'lookAgain', isShown: true, dead: (_, {outlook}) => whyNotLook(outlook)},
	{key: 'Ctrl-L', command: 'repaint', isShown: false},
	{key: '?', command: 'help', isShown: true},
	{key: 'q', command: 'quit', isShown: true},
];

/** From a plan, and from what was found: there it is known what would be run. */
function whyNotLive(state: HomeState, facts: HomeFacts): Message | undefined {
	if (!liveIn(state, facts)) return say('home.dead.nothingLive');
	return facts.live ? undefined : say('home.dead.noFarm');
}

function whyNoPool({place}: HomeState, {deployment}: HomeFacts): Message | undefined {
	if (place !== 'scenarios' && place !== 'plan') return say('home.dead.noPool');
	return pairedPools(deployment).length > 1 ? undefined : say('home.dead.onePool');
}

function whyNoAnswer({place}: HomeState): Message | undefined {
	return place === 'questions' ? undefined : say('home.dead.noQuestion');
}

function whyNoQuestions({place}: HomeState, {outlook}: HomeFacts): Message | undefined {
	if (place === 'questions') return say('home.dead.questionsOpen');
	return outlook.has === 'problem' ? say('home.dead.noDeployment') : undefined;
}

function whyNotLook(outlook: HomeFacts['outlook']): Message | undefined {
	if (outlook.has !== 'topology') return say('home.dead.noTopology');
	return outlook.isLooking ? say('home.dead.looking') : undefined;
}
