/** Pools as the operator types them, where no PowerShell opens to be asked for them. */
import {type Deployment, poolOf} from '../../deployment/deployment.js';
import {say} from '../../message.js';
import type {TypedFact} from '../../step/step.js';

/** FQDNs with commas or spaces between them. */
export const namesTyped = (text: string): readonly string[] =>
	text
		.toLowerCase()
		.split(/[\s,]+/)
		.filter(Boolean);

/** One pool of the deployment, or with `isList` several. */
export const toldPools = (
	deployment: Deployment,
	label: TypedFact['fields'][number]['label'],
	learns: (pools: readonly string[]) => ReturnType<TypedFact['learns']>,
	isList = false,
): TypedFact => ({
	fields: [{id: 'pools', label, kind: 'text'}],
	refuses({pools = ''}) {
		const typed = namesTyped(pools);
		const isWell = (isList ? typed.length > 0 : typed.length === 1) && typed.every(pool => poolOf(deployment, pool));
		return isWell ? undefined : say('form.poolsExpected', {pools: deployment.pools.map(({fqdn}) => fqdn), isList: isList ? 'yes' : 'no'});
	},
	learns: ({pools = ''}) => learns(namesTyped(pools)),
});
