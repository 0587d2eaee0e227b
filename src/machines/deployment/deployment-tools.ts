/** What is done in Topology Builder, the Deployment Wizard and a firewall, as data: no cmdlet does it, and `Publish-CsTopology` alone cannot. */

/**
 * FQDN of the one Edge pool that has federation enabled (port 5061) once this is published. All others have it cleared: on two Edge pools
 * it cannot be [PS-MOVEUSER], so what would say so cannot be written down here.
 */
export type Publication = {readonly federationOn: string};

/** FQDN of the Edge pool that each of these Front End pools, by FQDN, is associated with for media, once this is published. */
export type Association = {readonly mediaEdges: Readonly<Record<string, string>>};

/** What a firewall lets through from now on, by FQDN of a pool or `outside`. */
export type FirewallOpening = {
	readonly firewallOpens: readonly {readonly from: string; readonly to: string; readonly ports: readonly number[]}[];
};

/** FQDN of the Edge server on which “Setup or Remove Lync Server Components” is run again: its services take what was published. */
export type WizardRun = {readonly wizardOn: string};
