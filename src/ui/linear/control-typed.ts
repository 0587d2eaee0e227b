/** `t` at the linear console: who acts is asked for, given, kept, or taken with a reason. */

import {type Message, say} from '../../machines/message.js';
import {mayBeTaken} from '../../machines/session/control.js';
import type {Situation} from '../situation.js';

export type ControlAct = {readonly act: 'ask' | 'give' | 'keep'} | {readonly act: 'take'; readonly reason: string};

/** `rest`: what stands behind the `t`. */
export function controlTyped(rest: string, {hold}: Situation): {readonly said?: Message; readonly control?: ControlAct} {
	const {control} = hold ?? {};
	if (!control) return {said: say('key.dead.oneProcess')};
	const {isMine, asking, holder} = control;
	if (control.isObserver) return {said: say('key.control.observer')};
	if (isMine && !asking) return {said: say('key.control.mine')};
	if (isMine) {
		if (rest === 'yes') return {control: {act: 'give'}};
		if (rest === 'no') return {control: {act: 'keep'}};
		return {said: say('linear.control.give', {who: asking?.who ?? '-', from: asking?.from ?? '-'})};
	}
	const args = {who: holder?.who ?? '-', from: holder?.from ?? '-', idle: {ms: holder?.idleForMs ?? 0}};
	if (!mayBeTaken(control)) return {said: say('key.control.asked', {who: args.who}), control: {act: 'ask'}};
	return rest ? {control: {act: 'take', reason: rest}} : {said: say('linear.control.take', args)};
}
