/**
 * Everything that can be asked of the outside, and a look: questions asked one batch after another, where what is asked next may
 * depend on what was answered.
 */
import type {CallEnd, CmdletCall} from './cmdlet.js';
import type {Association, FirewallOpening, Publication, WizardRun} from './deployment/deployment-tools.js';
import type {Json} from './json.js';
import type {DnsChange, DnsProbe, Probe, ProbeEnd, TcpProbe, TlsProbe} from './probe.js';

/** What became of a changing call whose end was lost? Asked of the computer that ran it. */
export type FateQuestion = {readonly fateOf: string; readonly runsOn: string};

/**
 * `ended` has the end that was found. `gone`: nothing runs and nothing was left behind, so it may or may not have taken effect.
 * `silent`: the computer does not answer.
 */
export type Fate =
	| {readonly fate: 'running'}
	| {readonly fate: 'gone'}
	| {readonly fate: 'silent'}
	| {readonly fate: 'ended'; readonly end: CallEnd};
export type FateEnd = {readonly ok: true; readonly output: Fate};

export type Ask = CmdletCall | Probe | FateQuestion;
export type AskEnd = CallEnd | ProbeEnd | FateEnd;

export const isCmdletCall = (ask: Ask | Outside): ask is CmdletCall => 'name' in ask;
export const isProbe = (ask: Ask): ask is Probe => 'probe' in ask;
export const isTcpProbe = (ask: Ask): ask is TcpProbe => isProbe(ask) && ask.probe === 'tcp';
export const isDnsProbe = (ask: Ask): ask is DnsProbe => isProbe(ask) && ask.probe === 'dns';
export const isTlsProbe = (ask: Ask): ask is TlsProbe => isProbe(ask) && ask.probe === 'tls';
export const isFateQuestion = (ask: Ask): ask is FateQuestion => 'fateOf' in ask;
export const changesState = (ask: Ask): ask is CmdletCall => isCmdletCall(ask) && ask.changesState;

/** What somebody does outside of the console: a cmdlet that they run elsewhere, or work in another tool. */
export type Act = CmdletCall | DnsChange | Publication | Association | WizardRun | FirewallOpening;
export const isDnsChange = (act: Outside): act is DnsChange => 'dnsChange' in act;
export const isPublication = (act: Outside): act is Publication => 'federationOn' in act;
export const isAssociation = (act: Outside): act is Association => 'mediaEdges' in act;
export const isFirewallOpening = (act: Outside): act is FirewallOpening => 'firewallOpens' in act;

/** A setting of the deployment is another one than when it was last seen, and no call of this session made it so. `sighted`: key of a fact. */
export type Sighting = {readonly sighted: string; readonly was: Json; readonly is: Json};
/** What was done outside of the console, or is seen to have been. */
export type Outside = Act | Sighting;
export const isSighting = (what: Ask | Outside): what is Sighting => 'sighted' in what;

/** A cmdlet by its name, other work by the tool and what it is done to, what was seen by what it is about. */
export function nameOfAct(act: Outside): string {
	if (isSighting(act)) return act.sighted;
	if (isDnsChange(act)) return `DNS ${act.type} ${act.of}`;
	if (isPublication(act)) return `Topology Builder ${act.federationOn}`;
	if (isAssociation(act)) return `Topology Builder ${Object.keys(act.mediaEdges).join(' ')}`;
	if (isFirewallOpening(act)) return `firewall ${act.firewallOpens.map(({to}) => to).join(' ')}`;
	return isCmdletCall(act) ? act.name : `Deployment Wizard ${act.wizardOn}`;
}

/** `at`: when it was answered, in ms of the session. */
export type Answer = {readonly ask: Ask; readonly end: AskEnd; readonly at: number};

/** The next batch, asked at the same time; empty when the look is over. */
export type Look = (answers: readonly Answer[]) => readonly Ask[];

/** Asks everything at once. */
export const all =
	(...asks: readonly Ask[]): Look =>
	answers =>
		answers.length === 0 ? asks : [];

/** What an end brought, or undefined when it brought nothing. */
export const outputOf = (end: AskEnd | undefined): Json | undefined => (end?.ok ? (end.output as Json) : undefined);
