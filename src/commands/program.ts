/** The command line: what can be typed, and which file does it. Every command is loaded when it is asked for, so that none is slow. */
import {Command, CommanderError, Option} from 'commander';
import type {Message} from '../machines/message.js';
import {say} from '../machines/message.js';
import type {Desk} from './desk.js';
import type {Streams} from './streams.js';
import {exitCodes, UsageProblem} from './usage-problem.js';
import {version} from './version.js';

/** Answers with the exit code. Whatever goes wrong is said in a sentence on stderr. */
export async function run(words: readonly string[], streams: Streams): Promise<number> {
	let exitCode: number = exitCodes.done;
	const does =
		<Arguments extends readonly unknown[]>(act: (desk: Desk, ...given: Arguments) => Promise<number>) =>
		async (...given: unknown[]) => {
			const {openDesk} = await import('./desk.js');
			exitCode = await act(openDesk(streams), ...(given as unknown as Arguments));
		};
	const program = programOf(streams, does);
	try {
		await program.parseAsync([...words], {from: 'user'});
		return exitCode;
	} catch (error) {
		if (error instanceof CommanderError && error.exitCode === 0) return exitCodes.done;
		const {plainRenderer} = await import('./desk.js');
		const render = plainRenderer();
		const [problem, code, reason] = problemOf(error, words);
		streams.stderr.write(`${render(problem)}${reason ? ` ${render(reason)}` : ''}\n`);
		return code;
	}
}

type Does = <Arguments extends readonly unknown[]>(
	act: (desk: Desk, ...given: Arguments) => Promise<number>,
) => (...given: unknown[]) => Promise<void>;

const json = () => new Option('--json', 'print one JSON value, and nothing else');

/** What is chosen of a rehearsal, and how it is played. */
const rehearsed = (command: Command): Command =>
	command
		.option('--pool <fqdn>', 'the pool that is hit; by default the one with the active Central Management store')
		.option('--deployment <file>', 'a deployment file; by default the bundled Contoso')
		.option('--seed <n>', 'chance of the simulated deployment; 1 by default')
		.option('--speed <n>', 'so many times real time, or max; 60 by default, max headless')
		.option('--headless', 'the scripted operator plays');

const played = (command: Command): Command =>
	command
		.option('--through <what>', 'powershell: its cmdlets are run by a real PowerShell, which reaches only the simulated deployment')
		.option('--break-lock <reason>', 'break the lock that another session left on the deployment; the reason is recorded')
		.option('--linear', 'text that only grows, instead of the full screen')
		.option('--ascii', 'draw with ASCII only')
		.option('--in-process', 'keep everything in one process, which ends with the terminal')
		.addOption(json());

function programOf(streams: Streams, does: Does): Command {
	const program = new Command('switchback');
	program
		.description('A terminal incident console for Lync Server and Skype for Business Server. Without a command: home.')
		.version(version, '--version', 'print the version')
		.helpOption('--help', 'print this')
		.helpCommand(false)
		.exitOverride()
		.configureOutput({writeOut: text => void streams.stdout.write(text), writeErr: () => {}})
		.showSuggestionAfterError(true)
		.allowExcessArguments(false)
		// Options of home are not those of a command.
		.enablePositionalOptions()
		.option('--linear', 'home as numbered choices, instead of the full screen')
		.option('--ascii', 'draw with ASCII only')
		.option('--stand-in-farm', 'what is run live from home reaches a simulated farm: nothing is at stake')
		.option('--speed <n>', 'how fast the time of the stand-in farm goes; 1 by default')
		.action(does<[object]>(async (desk, options) => (await import('./home.js')).home(desk, options)));
	played(
		rehearsed(
			program
				.command('drill')
				.description('rehearse: a scenario by its name, or a file')
				.argument('[scenario]', '“switchback scenarios” lists them', 'site-dark'),
		)
			.option('--read-only', 'walk a procedure by looking only, print what was found, change nothing')
			.option('--procedure <id>', 'which one is looked at, with --read-only; “switchback procedures” lists them'),
	).action(
		does<[string, Record<string, never>]>(async (desk, scenario, options) => (await import('./drill.js')).drill(desk, scenario, options)),
	);
	played(
		rehearsed(
			program
				.command('run')
				.description('run one procedure, and what undoes it: rehearsed, or live')
				.argument('<procedure>', 'its id or its letter; “switchback procedures” lists them')
				.option(
					'--backend <what>',
					'mock, the default: the simulated deployment; powershell: live, on the farm that --deployment describes',
				)
				.option('--stand-in-farm', 'live in every part, with a simulated farm at its end: nothing is at stake')
				.option('--scenario <name>', 'a scenario by its name, or a file; by default the one of the procedure'),
		).option('--read-only', 'walk the procedure by looking only, print what was found, change nothing'),
	).action(
		does<[string, Record<string, never>]>(async (desk, procedure, options) => (await import('./run.js')).run(desk, procedure, options)),
	);
	program
		.command('resume')
		.description('go on with a session that was left')
		.argument('[session]', 'the beginning of its id, or a path; not needed when only one is open')
		.option('--speed <n>', 'so many times real time, or max')
		.option('--headless', 'the scripted operator plays on')
		.option('--through <what>', 'powershell: its cmdlets are run by a real PowerShell, which reaches only the simulated deployment')
		.option('--break-lock <reason>', 'break the lock that another session left on the deployment; the reason is recorded')
		.option('--linear', 'text that only grows, instead of the full screen')
		.option('--ascii', 'draw with ASCII only')
		.option('--in-process', 'keep everything in one process, which ends with the terminal')
		.action(does<[string | undefined, object]>(async (desk, name, options) => (await import('./resume.js')).resume(desk, name, options)));
	program
		.command('observe')
		.description('look on while a session goes on; nothing can be done from there')
		.argument('[session]', 'the beginning of its id, or a path; not needed when only one runs')
		.option('--linear', 'text that only grows, instead of the full screen')
		.option('--ascii', 'draw with ASCII only')
		.action(does<[string | undefined, object]>(async (desk, name, options) => (await import('./resume.js')).observe(desk, name, options)));
	program.command('farm', {hidden: true}).action(does<[]>(async desk => (await import('./live/farm-process.js')).farm(desk)));
	program.command('engine', {hidden: true}).action(does<[]>(async desk => (await import('./engine.js')).engine(desk)));
	program
		.command('replay')
		.description('show a recording again, forwards and backwards')
		.argument('<recording>', 'a path, or the beginning of a session’s id')
		.option('--at <place>', 'the number of an entry, a time of the day, or +MM:SS since the start')
		.option('--print', 'print one frame, and end')
		.option('--size <columnsxrows>', 'of the printed frame; 120x40 by default')
		.option('--ascii', 'draw with ASCII only')
		.action(does<[string, object]>(async (desk, name, options) => (await import('./replay.js')).replay(desk, name, options)));
	program
		.command('verify')
		.description('say whether a recording is unbroken, sealed or not, and whose signature is beside it')
		.argument('<recording>', 'a path, or the beginning of a session’s id')
		.option('--allowed-signers <file>', 'says whose signature counts, as ssh-keygen takes it')
		.addOption(json())
		.action(does<[string, object]>(async (desk, name, options) => (await import('./verify.js')).verify(desk, name, options)));
	program
		.command('seal')
		.description('say whether a session is sealed, and sign its last hash')
		.argument('[session]', 'the beginning of its id, or a path; by default the newest one')
		.option('--sign <key>', 'path of an SSH key, or of the public half of one that the agent has')
		.action(does<[string | undefined, object]>(async (desk, name, options) => (await import('./seal.js')).seal(desk, name, options)));
	program
		.command('approve')
		.description('approve, as a second person, a change that loses data')
		.argument('[session]', 'the beginning of its id, or a path; with --sign also a text that was exported')
		.option('--by <name>', 'consent from a console of the same account')
		.option('--export', 'print the text to be signed from another account, and nothing else')
		.option('--sign <key>', 'sign it; what was exported is printed with its signature')
		.option('--deliver <file>', 'hand a signed text to its session')
		.action(does<[string | undefined, object]>(async (desk, name, options) => (await import('./approve.js')).approve(desk, name, options)));
	program
		.command('topology')
		.description('capture a deployment with cmdlets that only read, as a deployment file')
		.option('--on <fqdn>', 'the computer whose PowerShell is asked; by default this one, another through SSH')
		.option('--local-store', 'ask its local store: with the Central Management store dead, of a Front End that lives')
		.option('--backend <what>', 'powershell, the default, or mock: the simulated deployment')
		.option('--deployment <file>', 'of the simulated deployment; by default the bundled Contoso')
		.option('--scenario <name>', 'what is wrong with the simulated deployment; by default nothing')
		.option('--through <what>', 'powershell: the simulated deployment is asked through a real PowerShell')
		.addOption(json())
		.action(does<[object]>(async (desk, options) => (await import('./topology.js')).topology(desk, options)));
	program
		.command('doctor')
		.description('whether this machine is ready, and what to do where it is not')
		.option('--on <fqdn>', 'the computer whose cmdlets and logon are looked at; by default this one, another through SSH')
		.option('--deployment <file>', 'the deployment that is worked on; by default that of the settings')
		.addOption(json())
		.action(does<[object]>(async (desk, options) => (await import('./doctor.js')).doctor(desk, options)));
	for (const [list, what] of [
		['sessions', 'what is recorded'],
		['scenarios', 'what can be rehearsed'],
		['procedures', 'what can be run'],
	] as const) {
		program
			.command(list)
			.description(what)
			.addOption(json())
			.action(does<[object]>(async (desk, options) => (await import('./lists.js'))[list](desk, options)));
	}
	return program;
}

function problemOf(error: unknown, words: readonly string[]): readonly [problem: Message, exitCode: number, reason?: Message | undefined] {
	if (error instanceof UsageProblem) return [error.problem, error.exitCode, error.reason];
	if (error instanceof CommanderError) return [commanderProblem(error, words), exitCodes.usage];
	return [say('cli.unexpected', {message: error instanceof Error ? error.message : String(error)}), exitCodes.failed];
}

const commandNames = [
	'drill',
	'run',
	'resume',
	'observe',
	'replay',
	'verify',
	'seal',
	'approve',
	'topology',
	'doctor',
	'sessions',
	'scenarios',
	'procedures',
];

/** What it says is parsed back: commander has codes, and puts what was typed into its text only. */
function commanderProblem({code, message}: CommanderError, words: readonly string[]): Message {
	const command = commandNames.find(name => name === words[0]);
	const help = ['switchback', ...(command ? [command] : []), '--help'].join(' ');
	const [, typed = ''] = /'(.*?)'/s.exec(message) ?? [];
	const similar = /Did you mean (?:one of )?(.*?)\?/s.exec(message)?.[1]?.replaceAll(', ', ' or ') ?? 'none';
	switch (code) {
		case 'commander.unknownOption':
			return say('cli.unknownOption', {option: typed, similar, help});
		case 'commander.unknownCommand':
			return say('cli.unknownCommand', {command: typed, similar, help});
		case 'commander.excessArguments':
			// Where no command was meant to take one, the first word was meant as a command.
			return command
				? say('cli.tooMany', {argument: words.filter(word => !word.startsWith('-')).at(-1) ?? '', help})
				: say('cli.unknownCommand', {command: words[0] ?? '', similar, help});
		case 'commander.missingArgument':
			return say('cli.missingArgument', {argument: typed, help});
		case 'commander.optionMissingArgument':
			return say('cli.missingValue', {option: typed.split(' ')[0] ?? typed, help});
		default:
			return say('cli.usage', {problem: message.replace(/^error: /, ''), help});
	}
}
