/**
 * Every text in English, by its id. Its pieces are merged here and nowhere else; two pieces with the same id are a type error.
 */
import {approvals} from './approvals.js';
import {capability} from './capability.js';
import {changes} from './changes.js';
import {checklists} from './checklists.js';
import {commandLine} from './command-line.js';
import {console} from './console.js';
import {consolePanes} from './console-panes.js';
import {doctor} from './doctor.js';
import {doctorFarm} from './doctor-farm.js';
import {engine} from './engine.js';
import {evidence} from './evidence.js';
import {federation} from './federation.js';
import {files} from './files.js';
import {hints} from './hints.js';
import {home} from './home.js';
import {keys} from './keys.js';
import {linear} from './linear.js';
import {live} from './live.js';
import {look} from './look.js';
import {media} from './media.js';
import {planned} from './planned.js';
import {procedures} from './procedures.js';
import {questions} from './questions.js';
import {refusals} from './refusals.js';
import {remoteAccess} from './remote-access.js';
import {replay} from './replay.js';
import {signing} from './signing.js';
import {site} from './site.js';
import {steps} from './steps.js';
import {storage} from './storage.js';
import {store} from './store.js';
import {swap} from './swap.js';
import {told} from './told.js';
import {topology} from './topology.js';
import {triage} from './triage.js';
import {words} from './words.js';
import {xmpp} from './xmpp.js';

const parts = [
	approvals,
	capability,
	changes,
	checklists,
	commandLine,
	console,
	consolePanes,
	doctor,
	doctorFarm,
	engine,
	evidence,
	federation,
	files,
	hints,
	home,
	keys,
	linear,
	live,
	look,
	media,
	planned,
	site,
	procedures,
	questions,
	refusals,
	remoteAccess,
	replay,
	signing,
	steps,
	storage,
	store,
	swap,
	told,
	topology,
	triage,
	words,
	xmpp,
] as const;

type Parts = typeof parts;
type IdsIn<Part> = Part extends unknown ? keyof Part & string : never;

/** Ids of `First` that a later part has too, and so on down the list. */
type Doubled<List extends readonly unknown[]> = List extends readonly [infer First, ...infer Rest]
	? (IdsIn<First> & IdsIn<Rest[number]>) | Doubled<Rest>
	: never;

export type MessageId = IdsIn<Parts[number]>;

/** `never` takes nothing, so that an id which stands twice makes this line wrong and is named there. */
type Once<Double extends never> = Readonly<Record<MessageId, string>> & {readonly [id in Double]: never};

export const en: Once<Doubled<Parts>> = Object.assign({}, ...parts);
