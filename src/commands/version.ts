/** The version of the product, as its package says. */
import packageFile from '../../package.json' with {type: 'json'};

export const {version} = packageFile;
