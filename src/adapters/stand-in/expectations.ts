/** Which call of the session it is that arrives at the pipe. Nobody tells its id to a cmdlet: computer, name and parameters have to do. */
import type {CmdletCall, Value} from '../../machines/cmdlet.js';
import type {Json} from '../../machines/json.js';
import type {ArrivedCall, PipeListener} from './pipe.js';
import type {Said} from './said.js';

/** Told how to tell the function what it is to do; returns what is called when the function goes. */
export type OnArrival = (tell: (said: Said) => void) => () => void;

type Expected = {readonly call: CmdletCall; readonly arrived: OnArrival};

export type Expectations = {
	readonly expect: (call: CmdletCall, arrived: OnArrival) => {readonly forget: () => void};
	readonly arrived: PipeListener['arrived'];
};

export function createExpectations(): Expectations {
	const expected = new Set<Expected>();
	return {
		expect(call, arrived) {
			const one = {call, arrived};
			expected.add(one);
			return {forget: () => void expected.delete(one)};
		},
		arrived(call, tell) {
			const found = [...expected].find(each => isSame(each.call, call));
			if (!found) {
				// Not as it was sent, or sent by nobody: nothing of it reaches the simulator.
				tell({
					kind: 'failed',
					errorId: 'NotExpected',
					text: `The session has asked for no such call of ${call.cmdlet} on ${call.computer}.`,
				});
				return () => {};
			}
			expected.delete(found);
			return found.arrived(tell);
		},
	};
}

function isSame({name, parameters, runsOn}: CmdletCall, {computer, cmdlet, parameters: bound}: ArrivedCall): boolean {
	if (runsOn.toLowerCase() !== computer.toLowerCase() || name.toLowerCase() !== cmdlet.toLowerCase()) return false;
	const byName = new Map(Object.entries(bound).map(([each, value]) => [each.toLowerCase(), value]));
	return Object.entries(parameters).every(([each, value]) => isBoundFrom(byName.get(each.toLowerCase()), value));
}

/** Undefined under another name of the parameter; of another type where PowerShell had to convert it. */
function isBoundFrom(bound: Json | undefined, value: Value): boolean {
	return bound === undefined || typeof bound !== typeof value || typeof bound === 'object' || bound === value;
}
