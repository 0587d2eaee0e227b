/** `switchback run <procedure>`: one procedure, in a scenario in which it can be rehearsed. */
import {say} from '../machines/message.js';
import {notOfferedTo, type Procedure, procedures} from '../machines/procedures/catalog.js';
import {edgeRuns} from '../machines/procedures/edge/edge-plans.js';
import type {Desk} from './desk.js';
import {drill} from './drill.js';
import {findPool, loadDeployment, loadScenario} from './inputs.js';
import type {RunOptions} from './options.js';
import {isAboutEdge} from './rehearsal-header.js';
import {emptyValue, exitCodes, stopWith, usage} from './usage-problem.js';

const backends = ['mock', 'powershell'];

/** The session asks what now, as in a drill; with `--headless` the scripted operator takes the procedure, and what undoes it. */
export async function run(desk: Desk, named: string, options: RunOptions): Promise<number> {
	const {backend = options.standInFarm ? 'powershell' : 'mock', scenario: scenarioName, ...others} = options;
	const procedure = findProcedure(named);
	if (!backends.includes(backend)) usage('unknownBackend', {value: backend, known: backends});
	if (backend === 'mock' && others.standInFarm) usage('twoModes', {one: '--backend mock', other: '--stand-in-farm'});
	if (procedure.within) usage('runsWithin', {procedure: procedure.id, within: procedure.within});
	if (backend === 'powershell' || others.standInFarm) return (await import('./live/run-live.js')).runLive(desk, procedure, options);
	if (scenarioName === '') emptyValue('--scenario', 'run');

	const {scenario} = loadScenario(scenarioName ?? procedure.scenario);
	const isOfEdge = procedure.id in edgeRuns;
	if (isAboutEdge(scenario) !== isOfEdge) {
		usage('scenarioDoesNotFit', {procedure: procedure.id, scenario: scenario.name, use: procedure.scenario});
	}
	const {deployment} = loadDeployment(others.deployment ?? desk.settings.deployment);
	const pool = findPool(deployment, others.pool);
	const product = notOfferedTo(procedure, deployment, pool);
	if (product) {
		const {id, versions} = procedure;
		stopWith(say('cli.notOffered', {procedure: id, pool, product, versions}), {
			exitCode: exitCodes.refused,
			reason: procedure.otherVersions,
		});
	}
	return drill(desk, scenarioName ?? procedure.scenario, {
		...others,
		...(others.readOnly ? {procedure: procedure.id} : {begunFor: procedure.id}),
	});
}

/** By its id or its letter, as “switchback procedures” lists them. */
function findProcedure(named: string): Procedure {
	const found = procedures.find(({id, letter}) => id.toLowerCase() === named.toLowerCase() || letter === named);
	return found ?? usage('unknownProcedure', {procedure: named, known: procedures.map(({id}) => id)});
}
