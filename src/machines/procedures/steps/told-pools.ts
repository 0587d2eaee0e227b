/** Pools as the operator types them, where no PowerShell opens to be asked for them. */
import {type Deployment, poolOf} from '../../deployment/deployment.js';
import type {JsonObject} from '../../json.js';
import {type Message, say} from '../../message.js';
import type {TypedFact} from '../../step/step.js';

/** FQDNs in small letters, of what was typed with commas or spaces between them. */
export const namesTyped = (text: string): readonly string[] =>
	text
		.toLowerCase()
		.split(/[\s,]+/)
		.filter(Boolean);

/** One pool of the deployment. */
export const toldPool = (deployment: Deployment, label: Message, learns: (pool: string) => JsonObject): TypedFact =>
	toldUpTo(1, deployment, {label, refusal: pools => say('form.poolExpected', {pools}), learns: ([pool = '']) => learns(pool)});

/** One or more of them. */
export const toldPools = (deployment: Deployment, label: Message, learns: (pools: readonly string[]) => JsonObject): TypedFact =>
	toldUpTo(Number.POSITIVE_INFINITY, deployment, {label, refusal: pools => say('form.poolsExpected', {pools}), learns});

type Telling = {
	readonly label: Message;
	/** `pools`: those that there are. */
	readonly refusal: (pools: readonly string[]) => Message;
	readonly learns: (pools: readonly string[]) => JsonObject;
};

const toldUpTo = (most: number, deployment: Deployment, {label, refusal, learns}: Telling): TypedFact => ({
	fields: [{id: 'pools', label, kind: 'text'}],
	refuses({pools = ''}) {
		const typed = namesTyped(pools);
		const isWell = typed.length > 0 && typed.length <= most && typed.every(pool => poolOf(deployment, pool));
		return isWell ? undefined : refusal(deployment.pools.map(({fqdn}) => fqdn));
	},
	learns: ({pools = ''}) => learns(namesTyped(pools)),
});
