/** Why a line differs from the page that it is compared with, or must not be shortened. Beside the exact lines. */

export const hints = {
	'hint.misprint':
		'A document of Microsoft prints {printed} for {cmdlet}. The reference has no such parameter; {instead} stand for it here (contradiction {contradiction}).',
	'hint.waitTime':
		'The help of -WaitTime says seconds; its type is a time span, so it is given as hours, minutes and seconds (contradiction 18).',
	'hint.registrar':
		'An older document prints the FQDN of a Front End pool behind EdgeServer:. It is the Edge pool that is changed, and the Front End pool stands behind Registrar: (contradiction 4).',
	'hint.locator':
		'The document finds the store with this cmdlet and -WhatIf. Here it is found by cmdlets that only read: without -WhatIf the same line moves the store (contradiction 23).',
} as const satisfies Record<string, string>;
