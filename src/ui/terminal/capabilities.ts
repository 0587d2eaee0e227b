/**
 * What this terminal can show: asked of the environment first, and then of the terminal itself, which alone knows whether it draws our
 * glyphs one cell wide or two.
 */
import {createTheme} from '../theme.js';
import type {CursorReport} from './key-events.js';

export type Capabilities = {
	/** Nothing but lines: no place for a full screen. */
	readonly isDumb: boolean;
	readonly hasColor: boolean;
	/** Draw with ASCII only. */
	readonly isAscii: boolean;
};

export type Surroundings = {
	readonly environment: Readonly<Record<string, string | undefined>>;
	readonly platform: string;
	/** `--ascii` */
	readonly wantsAscii: boolean;
};

export function capabilitiesOf({environment, platform, wantsAscii}: Surroundings): Capabilities {
	const isWindows = platform === 'win32';
	const {TERM, COLORTERM} = environment;
	const isDumb = TERM === 'dumb' || TERM === 'unknown' || (!TERM && !isWindows);
	return {
		isDumb,
		hasColor: wantsColor(environment) ?? (!isDumb && (Boolean(COLORTERM) || !isMonochrome.test(TERM ?? ''))),
		isAscii: wantsAscii || isDumb || !(isWindows || hasUtf8Locale(environment)),
	};
}

/** What has a say in `hasColor`, and in `isAscii`. */
export const decidesColor = ['NO_COLOR', 'FORCE_COLOR', 'COLORTERM', 'TERM'] as const;
export const decidesSigns = ['LC_ALL', 'LC_CTYPE', 'LANG'] as const;

const isMonochrome = /^(?:vt\d+|ansi-m|cons25-m)|-m(?:ono)?$/;

/** See no-color.org and force-color.org: NO_COLOR is a wish of the operator's, and goes before FORCE_COLOR. */
function wantsColor({NO_COLOR, FORCE_COLOR}: Surroundings['environment']): boolean | undefined {
	if (NO_COLOR) return false;
	if (FORCE_COLOR === undefined) return undefined;
	return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false';
}

function hasUtf8Locale({LC_ALL, LC_CTYPE, LANG}: Surroundings['environment']): boolean {
	return /utf-?8/i.test(LC_ALL || LC_CTYPE || LANG || '');
}

/** `silent`: the terminal does not say where its cursor is. */
export type GlyphWidth = 'narrow' | 'wide' | 'silent';

const measuredGlyphs = [...new Set(Object.values(createTheme({isAscii: false, hasColor: false}).glyphs))].join('');

/**
 * Writes all glyphs in a row, asks where the cursor has come to, and erases them. What comes from a terminal that does not read UTF-8 is
 * wider, too: there each byte is a sign.
 */
export async function measureGlyphs(
	write: (bytes: string) => void,
	nextReport: (timeoutMs: number) => Promise<CursorReport | undefined>,
	timeoutMs = 200,
): Promise<GlyphWidth> {
	const report = nextReport(timeoutMs);
	write(`\x1b[H${measuredGlyphs}\x1b[6n\x1b[H\x1b[K`);
	const {row, column} = (await report) ?? {};
	if (row === undefined) return 'silent';
	return row === 1 && column === [...measuredGlyphs].length + 1 ? 'narrow' : 'wide';
}

/** The terminal's word goes before that of the environment, and the operator's before both. */
export function withMeasured(
	capabilities: Capabilities,
	measured: GlyphWidth,
	{wantsAscii}: Pick<Surroundings, 'wantsAscii'>,
): Capabilities {
	if (wantsAscii || capabilities.isDumb || measured === 'silent') return capabilities;
	return {...capabilities, isAscii: measured === 'wide'};
}
