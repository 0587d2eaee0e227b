/** The deployment and the scenarios that come with the product, as the text of files: they are read as a user's own are. */
import contosoFile from './deployments/contoso.json' with {type: 'json'};
import backEndDead from './scenarios/back-end-dead.json' with {type: 'json'};
import cmsBlank from './scenarios/cms-blank.json' with {type: 'json'};
import edgeDark from './scenarios/edge-dark.json' with {type: 'json'};
import edgeNextHop from './scenarios/edge-next-hop.json' with {type: 'json'};
import edgeWalled from './scenarios/edge-walled.json' with {type: 'json'};
import maintenance from './scenarios/maintenance.json' with {type: 'json'};
import partnersAstray from './scenarios/partners-astray.json' with {type: 'json'};
import siteDark from './scenarios/site-dark.json' with {type: 'json'};
import storeBlank from './scenarios/store-blank.json' with {type: 'json'};
import storeDead from './scenarios/store-dead.json' with {type: 'json'};
import storeStuck from './scenarios/store-stuck.json' with {type: 'json'};
import swap from './scenarios/swap.json' with {type: 'json'};
import swapDark from './scenarios/swap-dark.json' with {type: 'json'};

export type BundledFile = {readonly file: string; readonly text: string};

export const contoso: BundledFile = {file: 'contoso.json', text: JSON.stringify(contosoFile)};

/** The first is the one that is offered first. */
export const bundledScenarios: readonly (BundledFile & {readonly name: string; readonly title: string})[] = [
	siteDark,
	backEndDead,
	edgeNextHop,
	cmsBlank,
	edgeDark,
	edgeWalled,
	partnersAstray,
	maintenance,
	storeDead,
	storeBlank,
	storeStuck,
	swap,
	swapDark,
].map(scenario => ({name: scenario.name, title: scenario.title, file: `${scenario.name}.json`, text: JSON.stringify(scenario)}));
