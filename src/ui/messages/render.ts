/**
 * Messages become sentences: the text of the id in the operator's language, with its arguments.
 *
 * What came from outside is made safe before it is put into a sentence, and stays verbatim otherwise; only line breaks become spaces,
 * because a sentence is one paragraph. It never throws, whatever a file holds in place of a message: what cannot be said is shown as its
 * id and arguments.
 */
import {type Formatters, IntlMessageFormat} from 'intl-messageformat';
import type {Message} from '../../machines/message.js';
import {once} from '../../machines/once.js';
import {type SafeText, safe} from '../safe-text.js';
import {en} from './en/catalog.js';

export type Language = 'en';
export type RenderOptions = {
	readonly language: Language;
	/** IANA name: times are said in it. */
	readonly timeZone: string;
	/** ISO 8601: when the session began, from which `at` counts. */
	readonly startedAt: string;
	/** What stands before a command that is to be typed; by default the name of the program. */
	readonly calledAs?: string;
};
export type Render = (message: Message) => SafeText;

// What is asked for is a language that we have; asking the locale's data whether it knows it costs the start some 5 ms.
IntlMessageFormat.resolveLocale = locales => new Intl.Locale([locales].flat()[0] ?? 'en');

const catalogs: Readonly<Record<Language, Readonly<Record<string, string>>>> = {en};

/** Names after this many are a number. */
const listedAtMost = 12;
/** An error text of a cmdlet with its remedy at the end, or a sentence inside another, still fits. */
const longestArgument = 2_000;
const longestSentence = 8_000;
/** Let go of together, because a log has ever new ones. */
const mostSaid = 1_000;
/** Stands where there is no message at all. */
const unreadable = '(unreadable)';
/** Further away than this, the time of the day alone says too little. */
const sameDayMs = 12 * 60 * 60_000;

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

export function createRenderer({language, timeZone, startedAt, calledAs = 'switchback'}: RenderOptions): Render {
	const texts = catalogs[language];
	const start = Date.parse(startedAt);
	const parsed = new Map<string, (values: Values) => string>();
	/** What a frame says, the one before it said too, nearly all of it. */
	const said = new Map<string, SafeText>();
	const formatters = sharedFormatters();
	const joined = once(() => new Intl.ListFormat(language, {type: 'conjunction'}));
	const clock = once(() => new Intl.DateTimeFormat(language, {...timeOfDay, timeZone}));
	const calendar = once(() => new Intl.DateTimeFormat(language, {...timeOfDay, day: 'numeric', month: 'short', timeZone}));

	/** @throws where a text is missing or lacks an argument. */
	function format(id: string, values: Values): string {
		const text = parsed.get(id) ?? parse(id);
		parsed.set(id, text);
		return text(values);
	}

	function parse(id: string): (values: Values) => string {
		const text = Object.hasOwn(texts, id) ? texts[id]?.replace(/\bswitchback (?=[a-z-])/g, `${calledAs} `) : undefined;
		if (text === undefined) throw new Error(`No text for ${id}`);
		if (onlyNames.test(text))
			return values => text.replace(namesIn, (_, name: string, isCounted) => given(values, name, isCounted !== undefined));
		const full = new IntlMessageFormat(text, language, undefined, {formatters, ignoreTag: true});
		const counted = countedIn(text);
		return values => {
			for (const name of counted) if (Object.hasOwn(values, name) && typeof values[name] !== 'number') throw new Error(`No number ${name}`);
			return String(full.format(values));
		};
	}

	/** A message may have been read from a file: then its type is a promise that nobody checked. */
	function valueFor(argument: unknown): string | number {
		if (typeof argument === 'string') return spoken(argument);
		if (isNumber(argument)) return argument;
		if (Array.isArray(argument)) return list(argument);
		if (typeof argument !== 'object' || argument === null) throw new Error('No argument');
		if ('at' in argument && isNumber(argument.at)) return time(start + argument.at);
		if ('clock' in argument && isNumber(argument.clock)) return time(argument.clock);
		if ('ms' in argument && isNumber(argument.ms)) return duration(argument.ms);
		throw new Error('No argument');
	}

	const time = (ms: number) => (Math.abs(ms - start) < sameDayMs ? clock() : calendar()).format(ms);

	function list(items: readonly unknown[]): string {
		if (items.length === 0) return format('list.none', {});
		const shown = items.slice(0, listedAtMost).map(item => {
			if (typeof item !== 'string') throw new Error('No list of names');
			return spoken(item);
		});
		const count = items.length - shown.length;
		return joined().format(count > 0 ? [...shown, format('list.more', {count})] : shown);
	}

	function duration(ms: number): string {
		const sign = ms < 0 ? '−' : '';
		const whole = Math.round(Math.abs(ms) / second) * second;
		const [days, hours, minutes, seconds] = [
			Math.floor(whole / day),
			Math.floor((whole % day) / hour),
			Math.floor((whole % hour) / minute),
			(whole % minute) / second,
		];
		if (days > 0) return sign + format(hours > 0 ? 'duration.daysHours' : 'duration.days', {days, hours});
		if (hours > 0) return sign + format(minutes > 0 ? 'duration.hoursMinutes' : 'duration.hours', {hours, minutes});
		if (minutes > 0) return sign + format(seconds > 0 ? 'duration.minutesSeconds' : 'duration.minutes', {minutes, seconds});
		return sign + format('duration.seconds', {seconds});
	}

	function sentenceOf({id, args = {}}: Message): SafeText {
		try {
			const values = Object.fromEntries(Object.entries(args).map(([name, argument]) => [name, valueFor(argument)]));
			// A sentence that is quoted at the end of another brings its own stop.
			return safe(format(id, values).replace(/([.!?])”\./g, '$1”'), longestSentence);
		} catch {
			return safe(`${id} ${JSON.stringify(args)}`, longestSentence);
		}
	}

	return message => {
		if (!isMessage(message)) return safe(unreadable);
		const key = JSON.stringify([message.id, message.args]);
		const sentence = said.get(key) ?? sentenceOf(message);
		if (said.size >= mostSaid) said.clear();
		said.set(key, sentence);
		return sentence;
	};
}

type Values = Record<string, string | number>;

/**
 * A text with names and numbers in it and nothing to be chosen, as most are. It is put together here, because the first use of the
 * locale's data costs the start some 20 ms.
 */
const onlyNames = /^(?:[^{}']|\{\w+(?:, *number)?\})*$/;
const namesIn = /\{(\w+)(, *number)?\}/g;

function given(values: Values, name: string, isCounted: boolean): string {
	const value = values[name];
	if (!Object.hasOwn(values, name)) throw new Error(`No argument ${name}`);
	if (!isCounted) return String(value);
	if (typeof value !== 'number') throw new Error(`No number ${name}`);
	return counted(value);
}

/** `20,000`. */
const counted = (value: number): string =>
	Number.isSafeInteger(value) ? String(value).replace(/\B(?=(?:\d{3})+$)/g, ',') : value.toLocaleString('en');

const timeOfDay = {hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23'} as const;

/** An empty text is said as a dash, so that no sentence has a hole. */
const spoken = (text: string): string =>
	safe(text.replace(/[ \r\n\t]+/g, gap => (/[\r\n\t]/.test(gap) ? ' ' : gap)).trim() || '-', longestArgument);

const isNumber = (value: unknown): value is number => typeof value === 'number' && !Number.isNaN(value);

const isMessage = (value: unknown): value is Message =>
	typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string';

/** The names in a text whose value is counted or said as a number. */
const countedIn = (text: string): ReadonlySet<string> =>
	new Set([...text.matchAll(/\{(\w+), *(?:plural|selectordinal|number)\b/g)].map(([, name = '']) => name));

/** Formatters are dear to make, and the texts of one language use few. */
function sharedFormatters(): Formatters {
	return {
		getNumberFormat: kept((...parameters) => (parameters[1] ? numberFormat(...parameters) : ({format: counted} as Intl.NumberFormat))),
		getDateTimeFormat: kept((...parameters) => new Intl.DateTimeFormat(...parameters)),
		getPluralRules: kept((...parameters) => new Intl.PluralRules(...parameters)),
	};
}

const numberFormat = (...parameters: readonly unknown[]) =>
	new Intl.NumberFormat(...(parameters as ConstructorParameters<typeof Intl.NumberFormat>));

function kept<Parameters extends readonly unknown[], Made>(make: (...parameters: Parameters) => Made): (...parameters: Parameters) => Made {
	const made = new Map<string, Made>();
	return (...parameters) => {
		const key = JSON.stringify(parameters);
		const found = made.get(key) ?? make(...parameters);
		made.set(key, found);
		return found;
	};
}
