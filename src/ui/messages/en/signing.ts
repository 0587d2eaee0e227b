/** What is said about signatures, and about the program that makes and checks them. */

export const signing = {
	'signing.missing':
		'{executable} cannot be started here. Nothing was signed or checked. Install OpenSSH, or put it where programs are found.',
	'signing.tooOld': 'The ssh-keygen of this host cannot do this. Nothing was signed or checked. Install OpenSSH 8.2 or a newer one.',
	'signing.tooSlow': 'ssh-keygen did not end within {limit}, and was stopped. Nothing was signed or checked. Try it again.',
	'signing.passphrase': `{asked, select,
		yes {The passphrase that was typed does not open {key}. Nothing was signed. Try it again.}
		other {{key} has a passphrase, and nobody can be asked for it here. Nothing was signed. Load the key with ssh-add, or do it at a terminal.}
	}`,
	'signing.keyTooOpen': 'Others than you may read {key}, so ssh-keygen does not use it. Nothing was signed. Make it yours alone (0600).',
	'signing.noPrivateKey': 'The private half of {key} is neither beside it nor in the agent. Nothing was signed. Load it with ssh-add.',
	'signing.noKey':
		'{key} is no key that ssh-keygen can read. Nothing was signed. Name a private key, or the public half of one that the agent has.',
	'signing.notSigned': 'ssh-keygen did not sign with {key}: “{text}”. Nothing was signed. Mend that and try it again.',
	'signing.noSignature': 'The signature {path} cannot be read. Nothing was checked. Make it readable for this account.',
	'signing.noAllowedSigners':
		'The file of allowed signers {path} cannot be read. Nothing was checked. Correct the path, or make it readable.',
	'signing.notChecked': 'ssh-keygen could not check the signature: “{text}”. Mend that and ask again.',
	'signing.otherText': 'Something else was signed, or it was changed since.',
	'signing.otherPurpose': 'It was signed for another purpose.',
	'signing.notASignature': 'It is no signature of ssh-keygen.',

	// Seals.
	'seal.notSealed': '{path} is not sealed: its session is not closed. Nothing was signed. Go on with it and close it first.',
	'seal.broken': '{path} is broken at line {line}, so it is not signed.',
	'seal.what':
		'A seal is the last entry of a session that was closed. Nothing can be added behind it unseen; who wrote it, only a signature says.',
	'seal.is': `{path}: {entries, plural, one {# entry} other {# entries}}, {sealed, select,
		yes {sealed, {signed, select, yes {with a signature beside it; “switchback verify” checks it} other {not signed; --sign KEY signs it}}}
		other {not sealed: its session is not closed}
	}.`,
	'seal.signed': '{path} is signed. The signature is {signature}; keep it with the recording. “switchback verify” checks both.',
	'seal.nothing': 'Nothing is recorded yet. “switchback drill” starts a session.',

	// What a verification says of a signature.
	'signature.signedBy': 'Signed by {signers}, with the key {fingerprint}.',
	'signature.keyNotChecked': 'Signed, by a key that is not checked: {fingerprint}.',
	'signature.notAllowed': 'SIGNED BY A STRANGER: the allowed signers do not have the key {fingerprint} for this.',
	'signature.doesNotFit': 'THE SIGNATURE DOES NOT FIT.',
	'signature.notChecked': 'There is a signature, and it was NOT CHECKED.',
} as const satisfies Record<string, string>;
