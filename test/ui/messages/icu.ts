/** What a text in ICU MessageFormat is made of: the arguments that it uses, and how each of its branches ends. */
import {IntlMessageFormat} from 'intl-messageformat';

type Element = ReturnType<IntlMessageFormat['getAst']>[number];
/** `isCertain`: it is needed whatever a select chooses. */
export type Argument = {readonly name: string; readonly kind: 'text' | 'number' | 'choice'; readonly isCertain: boolean};

export const parse = (text: string): readonly Element[] => new IntlMessageFormat(text, 'en', undefined, {ignoreTag: true}).getAst();

/** Numbers of the elements, as the parser gives them. */
const literal = 0;
const number = 2;
const select = 5;
const plural = 6;

const branchesOf = (element: Element): readonly (readonly Element[])[] =>
	'options' in element ? Object.values(element.options).map(({value}) => value) : [];

export function argumentsOf(elements: readonly Element[], isCertain = true): readonly Argument[] {
	return elements.flatMap(element => {
		const inside = branchesOf(element).flatMap(branch => argumentsOf(branch, isCertain && element.type !== select));
		if (element.type === literal || !('value' in element)) return inside;
		const kind = element.type === number || element.type === plural ? 'number' : element.type === select ? 'choice' : 'text';
		return [{name: String(element.value), kind, isCertain}, ...inside];
	});
}

/** The last words of every branch; `{name}` where an argument stands last. */
export function endingsOf(elements: readonly Element[]): readonly string[] {
	const last = elements.at(-1);
	if (!last) return [''];
	const branches = branchesOf(last);
	if (branches.length > 0) return branches.flatMap(endingsOf);
	return [last.type === literal ? last.value : `{${'value' in last ? String(last.value) : '#'}}`];
}
