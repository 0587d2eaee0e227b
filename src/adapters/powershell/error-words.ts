/** The words of an error: its own, those of what lies behind it, which often say more, and what it is about. */
import {cut} from './cut.js';
import type {SaidError} from './wire.js';

/** Of each text behind the first. */
const longestPart = 1_000;
/** As many as a host sends. */
const mostInner = 5;

/** Their words say it all; the simulator has them to the letter. */
const ofPowerShell = /^System\.Management\.Automation\.(?:ParameterBinding\w*|CommandNotFound|PSInvalidOperation|Host\.Host)Exception$/;
/** Of every error for which nobody chose one. */
const saysNothing = ['', 'NotSpecified', 'OperationStopped'];

/** `The operation failed. Because: The store does not answer. (ResourceUnavailable, pool1)` What was said before is not said again. */
export function wordsOf({message, inner, category, target, type, denied}: SaidError): string {
	const parts = [message];
	const isNew = (text: string) => text.trim() !== '' && !parts.some(part => part.includes(text.trim()));
	for (const text of inner.slice(0, mostInner)) if (isNew(text)) parts.push(`Because: ${cut(text.trim(), longestPart)}`);
	const about = ofPowerShell.test(type)
		? []
		: [denied || saysNothing.includes(category) ? '' : category, isNew(target) ? cut(target.trim(), longestPart) : ''].filter(Boolean);
	const sentences = parts.map((part, i) => (i === parts.length - 1 && about.length === 0 ? part : asSentence(part)));
	return [...sentences, about.length > 0 && `(${about.join(', ')})`].filter(Boolean).join(' ');
}

/** What others said ends as they like. */
export const asSentence = (text: string): string => (text === '' || /[.!?:;…)\]"”]$/.test(text) ? text : `${text}.`);
