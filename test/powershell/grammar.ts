/** Reads PowerShell by its grammar, where no PowerShell is: what cannot be parsed, and what Windows PowerShell 3 does not know. */
import {readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {Language, type Node, Parser} from 'web-tree-sitter';

const grammar = fileURLToPath(import.meta.resolve('tree-sitter-powershell/tree-sitter-powershell.wasm'));

await Parser.init();
const parser = new Parser().setLanguage(await Language.load(readFileSync(grammar)));

/** By line, in words; empty when all is well. */
export function problemsIn(text: string): readonly string[] {
	return withTree(asTheGrammarReads(text), root => [
		...inAscii(text),
		...nodesOf(root).flatMap(node => problemOf(node).map(what => said(node, what))),
	]);
}

/** The elements of the one command that a line is, its name first; undefined where it is anything else. */
export function commandIn(line: string): readonly string[] | undefined {
	return withTree(line, root => {
		const nodes = nodesOf(root);
		const commands = nodes.filter(({type}) => type === 'command');
		const [command] = commands;
		if (root.hasError || commands.length !== 1 || command?.text !== line) return undefined;
		return nodes.filter(({type}) => /^(?:command_name|command_parameter)$/.test(type)).map(({text}) => text);
	});
}

/** PowerShell reads a call of a method as an argument; this grammar (0.26.4) reads it in parentheses only. */
const asTheGrammarReads = (text: string): string => text.replace(/(\w-\w+) (\$\w+\.\w+\(\)\.\w+)\)/g, '$1 ($2))');

function withTree<Read>(text: string, read: (root: Node) => Read): Read {
	const tree = parser.parse(text);
	if (!tree) throw new Error('The parser was stopped');
	try {
		return read(tree.rootNode);
	} finally {
		tree.delete();
	}
}

function nodesOf(node: Node): readonly Node[] {
	return [node, ...node.children.flatMap(child => (child ? nodesOf(child) : []))];
}

const said = ({startPosition, text}: Node, what: string) => `line ${startPosition.row + 1}: ${what}: ${text.split('\n')[0]?.slice(0, 80)}`;

/** A script without a mark of its encoding is read as ANSI. */
const inAscii = (text: string) =>
	text.split('\n').flatMap((line, i) => (/[^\0-\x7f]/.test(line) ? [`line ${i + 1}: not ASCII: ${line}`] : []));

const newerStatements: Readonly<Record<string, string>> = {
	class_statement: 'a class',
	enum_statement: 'an enum',
	'&&': 'a chain',
	'||': 'a chain',
};
const newerCommands =
	/^(?:using|Write-Information|Import-PowerShellDataFile|New-TemporaryFile|New-Guid|Get-Error|Join-String|Get-Uptime)$/i;
const newerParameters =
	/^-(?:AsHashtable|AsArray|AsByteStream|EnumsAsStrings|EscapeHandling|NoEnumerate|Parallel|PipelineVariable|InformationAction|InformationVariable|AsUTC)$/i;
const newerVariables = /^\$(?:\{?)(?:IsWindows|IsLinux|IsMacOS|IsCoreCLR|PSStyle|PSNativeCommandUseErrorActionPreference)\}?$/i;
const newerLiterals = /^(?:0b[01]+|\d+(?:\.\d+)?(?:u[a-z]*|n|y|s|us|uy)(?:[kmgtp]b)?)$/i;

function problemOf(node: Node): readonly string[] {
	const {type, text} = node;
	if (type === 'ERROR' || node.isMissing) return ['not to be parsed'];
	const newer = newerStatements[type];
	if (newer && text !== '') return [`newer than PowerShell 3, ${newer}`];
	const isNewer =
		(type === 'command_name' && (newerCommands.test(text) || newerLiterals.test(text))) ||
		(type === 'command_parameter' && newerParameters.test(text)) ||
		(type === 'variable' && newerVariables.test(text)) ||
		(type === 'integer_literal' && newerLiterals.test(text)) ||
		(type === 'expandable_string_literal' && /`[ue]/.test(text)) ||
		(type === 'invokation_expression' && /(?:::new|\.(?:Where|ForEach))\s*\(/i.test(text)) ||
		(type === 'merging_redirection_operator' && /^6>/.test(text));
	return isNewer ? ['newer than PowerShell 3'] : [];
}
