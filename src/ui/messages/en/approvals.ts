/** What is said of a second person: how they approve, who did and what shows it, and why an approval is not taken. */

export const approvals = {
	'approval.consented': 'Approved by {by}, from this account. That proves nothing: whoever has the account can type any name.',
	'approval.signed': 'Approved by {by}, proven by a signature with the key {fingerprint}.',

	'approval.byConsent':
		'On this account: switchback approve {session} --by NAME. It is written down, and proves nothing: it is the same account.',
	'approval.bySignature':
		'From another account: give them what switchback approve {session} --export prints; they sign it with approve FILE --sign KEY; hand in what that prints with --deliver FILE. It is checked against {allowedSigners}.',

	'approve.nothing': 'In {path} nothing waits for the approval of a second person.',
	'approve.which': 'Several sessions are open: {sessions}. Name the one that is meant.',
	'approve.outOfReach': 'The session of {path} runs in the process of its own console, and this one cannot reach it. Nothing was approved.',

	'refusal.nothingToApprove': 'Nothing waits for the approval of a second person. Nothing was changed.',
	'refusal.noApproval': 'This is no signed approval of Switchback. Nothing was changed. Deliver the text with its signature behind it.',
	'refusal.approvalOfAnotherSession':
		'This approval is for another session. Nothing was changed. Export the text of this one and have it signed.',
	'refusal.approvalOfAnotherQuestion':
		'This approval is for another question, or for one that is not open any more. Nothing was changed. What is asked now has to be approved anew.',
	'refusal.approvalOfAnotherCall': 'This approval is for another cmdlet line than the one that is asked now. Nothing was changed.',
	'refusal.approvalChanged':
		'The text of this approval was changed after it was exported. Nothing was changed here. Export it and have it signed anew.',
	'refusal.signatureNeeded':
		'This deployment takes signed approvals only, and a consent from the same account proves nothing. Nothing was changed.',
	'refusal.nobodyMaySign':
		'This deployment names nobody whose signature would count. Nothing was changed. Approve it from a console of this account.',
	'refusal.unknownSigner': 'The key {fingerprint} is nobody’s who may approve here. Nothing was changed.',
	'refusal.approverUnnamed': 'An approval needs the name of who gives it, with at most 200 characters. Nothing was changed.',
	'refusal.ownApproval': '{by} asked for this change and cannot approve it too. Nothing was changed. Another person has to.',
} as const satisfies Record<string, string>;
