/** That a second person has approved a change, and what shows it. */

/** From the same account it is a consent that proves nothing. A signature was checked against the allowed signers of the deployment. */
export type Proof = 'sameAccount' | {readonly signer: string; readonly fingerprint: string};
export type Approval = {readonly by: string; readonly proof: Proof};
