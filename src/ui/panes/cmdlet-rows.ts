/** A cmdlet line in a pane: broken between parameters, so that a value stands beside the name that it belongs to. What is copied is whole. */
import type {CmdletCall} from '../../machines/cmdlet.js';
import {cmdletParts} from '../../machines/cmdlet-line.js';
import {type Row, span, widthOf, wrapped} from '../row.js';

const indent = 3;
const hang = 4;
/** As wide as a space, and no place to break. */
const unbroken = '\u00a0';

export function cmdletRows(call: CmdletCall, width: number): readonly Row[] {
	const room = width - indent - 1;
	const parts = cmdletParts(call).map(part => (widthOf(part) <= room - hang ? part.replaceAll(' ', unbroken) : part));
	return wrapped(parts.join(' '), room, hang, 'strong').map(spans => [
		span(' '.repeat(indent)),
		...spans.map(each => ({...each, text: each.text.replaceAll(unbroken, ' ')})),
	]);
}
