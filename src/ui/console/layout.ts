/** Which panes there is room for. Small screens show one at a time behind tabs; more room shows more facts, not more space. */

export type Size = {readonly columns: number; readonly rows: number};

export const smallest: Size = {columns: 60, rows: 15};

/** Heights count the rows of panes without their rules. */
export type Layout =
	| {readonly kind: 'tooSmall'}
	| {readonly kind: 'tabs'; readonly pane: number; readonly log: number}
	| {
			readonly kind: 'side';
			readonly left: number;
			readonly right: number;
			readonly steps: number;
			readonly topology: number;
			readonly body: number;
			readonly log: number;
	  };

/** Banner and its rule, NOW, the rule of the panes, the rule of the log, the footer. */
const framed = 2 + 3 + 1 + 1 + 1;

export function layoutOf({columns, rows}: Size, stepCount: number, hasDialog: boolean): Layout {
	if (columns < smallest.columns || rows < smallest.rows) return {kind: 'tooSmall'};
	if (columns < 110 || rows < 30) {
		// What is being typed needs the room more than the log does.
		const log = rows < 20 || (hasDialog && rows < 30) ? 0 : Math.min(4, Math.floor((rows - 16) / 2));
		return {kind: 'tabs', pane: rows - framed - log + (log === 0 ? 1 : 0), log};
	}
	const left = Math.min(80, Math.max(54, Math.floor(columns * 0.4)));
	const log = Math.max(6, Math.floor(rows * 0.2));
	const body = rows - framed - log;
	// The steps are short lines of which all should be seen; the tree scrolls.
	const steps = Math.min(Math.max(6, stepCount), body - 1 - 8);
	return {kind: 'side', left, right: columns - left - 1, steps, topology: body - steps - 1, body, log};
}
