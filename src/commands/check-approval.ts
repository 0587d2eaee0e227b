/** Checks the signature of an approval, on the side of the engine: what a console says about it is not believed. */
import {checkSignature} from '../adapters/signing/check.js';
import {say} from '../machines/message.js';
import {approvalNamespace, type CheckApproval} from '../machines/step/approval.js';
import {withPassingFile} from '../storage/passing-file.js';

/** `directory`: where the signature stands while it is checked; this account's alone. */
export const createApprovalCheck =
	(directory: string): CheckApproval =>
	async ({text, signature, allowedSigners}) => {
		const checked = await withPassingFile(directory, signature, path =>
			checkSignature({text, signature: path, namespace: approvalNamespace, allowedSigners}),
		);
		if ('problem' in checked) return {why: checked.problem};
		switch (checked.says) {
			case 'signedBy':
				return checked;
			case 'doesNotFit':
				return {why: checked.why};
			default:
				return {why: say('refusal.unknownSigner', {fingerprint: checked.fingerprint})};
		}
	};
