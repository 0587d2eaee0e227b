/**
 * The files that come with the product, read as an operator's own are. What is built has the result in the place of this reading
 * (`scripts/bundling.js`): it is the same every time, and takes longer than Node's own start.
 */
import {bundledScenarios, contoso} from '../adapters/mock/bundled.js';
import {type ParsedDeployment, parseDeployment} from '../machines/deployment/deployment-file.js';
import {type ParsedScenario, parseScenario} from '../machines/deployment/scenario-file.js';
import {once} from '../machines/once.js';

export type ReadBundled = {readonly contoso: ParsedDeployment; readonly scenarios: Readonly<Record<string, ParsedScenario>>};

export const readBundled = once(
	(): ReadBundled => ({
		contoso: parseDeployment(contoso.text, contoso.file),
		scenarios: Object.fromEntries(bundledScenarios.map(({name, text, file}) => [name, parseScenario(text, file)])),
	}),
);
