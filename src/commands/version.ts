/** The version of the product, as its package says. */
// biome-ignore lint/correctness/useImportExtensions: a JSON file is imported as what it is
import packageFile from '../../package.json' with {type: 'json'};

export const {version} = packageFile;
