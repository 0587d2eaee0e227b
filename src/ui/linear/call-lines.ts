/**
 * Calls as they run: changes from their beginning to their end, with their streams; reads only where they say no. A text that is the
 * simulator's own, because no source publishes the product's, is marked (model).
 */
import {isCmdletCall} from '../../machines/ask.js';
import type {CmdletCall} from '../../machines/cmdlet.js';
import {firstLabel} from '../../machines/deployment/deployment.js';
import type {EntryOf} from '../../machines/journal/journal-entry.js';
import {say} from '../../machines/message.js';
import {safe} from '../safe-text.js';
import type {Situation} from '../situation.js';
import {type Line, line} from './line.js';

/** A line of progress at least this far from the one before. */
const progressStep = 20;
/** An error record with its whole stack is read elsewhere. */
const longestText = 1_000;
const mostLines = 12;

type Running = {readonly what: CmdletCall; readonly beganAt: number; percent: number};

export function createCallTeller() {
	const running = new Map<string, Running>();
	const isPreview = ({what}: Running) => what.parameters.WhatIf === true;

	return {
		began({call, what}: EntryOf<'callBegan'>, situation: Situation): readonly Line[] {
			if (!isCmdletCall(what)) return [];
			const began: Running = {what, beganAt: situation.at, percent: Number.NEGATIVE_INFINITY};
			running.set(call, began);
			if (!what.changesState && !isPreview(began)) return [];
			return [said(began, situation, say('linear.call', {how: isPreview(began) ? 'preview' : 'began', cmdlet: nameOf(what)}))];
		},

		stream({call, stream, text, percent, isModel}: EntryOf<'stream'>, situation: Situation): readonly Line[] {
			const of = running.get(call);
			if (!of || (!of.what.changesState && !isPreview(of))) return [];
			if (stream === 'progress' && percent !== undefined) {
				if (percent - of.percent < progressStep && percent < 100) return [];
				if (percent === of.percent) return [];
				of.percent = percent;
			}
			const share = percent === undefined ? '' : ` ${percent} %`;
			return linesOf(text).map(each => said(of, situation, undefined, `${stream}${share}: ${each}${mark(isModel)}`));
		},

		ended({call, end}: EntryOf<'callEnded'>, situation: Situation): readonly Line[] {
			const of = running.get(call);
			running.delete(call);
			if (!of) return [];
			const {changesState} = of.what;
			const cmdlet = nameOf(of.what);
			const took = {ms: situation.at - of.beganAt};
			if (end.ok) return changesState ? [said(of, situation, say('linear.call', {how: 'ended', cmdlet, took}))] : [];
			const how = 'reason' in end ? end.reason : 'interrupted';
			const [first = '', ...rest] = linesOf('message' in end ? end.message : '');
			const model = mark('isModel' in end ? end.isModel : undefined);
			const head = situation.render(say('linear.call', {how, cmdlet, took}));
			return [said(of, situation, undefined, `${head} ${first}${model}`), ...rest.map(each => line(each, 4))];
		},
	};
}

/** With what it is about: of two in a row, each has to be told from the other. */
export function nameOf({name, parameters, changesState}: CmdletCall): string {
	const about = parameters.ComputerName ?? parameters.Identity ?? parameters.PoolFqdn;
	return changesState && typeof about === 'string' ? `${name} ${about}` : name;
}

const mark = (isModel: true | undefined) => (isModel ? ' (model)' : '');

function said({what}: Running, {brief, times, at}: Situation, message?: Parameters<Situation['render']>[0], text = ''): Line {
	return line(`${times.clock(at)}  ${safe(firstLabel(what.runsOn))}  ${message ? brief(message) : text}`, 2);
}

function linesOf(text: string): readonly string[] {
	const lines = text.slice(0, longestText).split(/\r\n|\r|\n/);
	return lines
		.map(each => each.trim())
		.filter(Boolean)
		.slice(0, mostLines)
		.map(each => safe(each));
}
