/**
 * The PowerShell type that a parameter is declared with. Types that exist outside of a farm are what they are; of those that do not, names
 * and enumerations are made anew, so that they refuse what the product's would; the identities are taken as texts.
 */
import {shortName} from '../../src/adapters/mock/convert.js';
import {enumerations} from '../../src/adapters/mock/enumerations.js';

const real: Readonly<Record<string, string>> = {
	SwitchParameter: 'switch',
	Boolean: 'bool',
	String: 'string',
	'String[]': 'string[]',
	'Byte[]': 'byte[]',
	Int32: 'int',
	UInt16: 'System.UInt16',
	UInt32: 'System.UInt32',
	TimeSpan: 'System.TimeSpan',
	Guid: 'System.Guid',
	Hashtable: 'System.Collections.Hashtable',
	PSObject: 'System.Management.Automation.PSObject',
	PSCredential: 'System.Management.Automation.PSCredential',
	X509Certificate2: 'System.Security.Cryptography.X509Certificates.X509Certificate2',
	Fqdn: 'Microsoft.Rtc.Management.Deploy.Fqdn',
	// What another cmdlet has put out.
	NTService: 'System.Management.Automation.PSObject',
};

/** Their namespaces are not published. */
export const standInEnumerations = Object.entries(enumerations);

export function powerShellType(declared: string): string {
	if (declared.includes('PSListModifier')) return 'System.Management.Automation.PSObject';
	const type = shortName(declared);
	return real[type] ?? (standInEnumerations.some(([name]) => name === type) ? type : 'string');
}
