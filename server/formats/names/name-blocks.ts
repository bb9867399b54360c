import { onOneLine } from '../text/on-one-line.ts';
import { STANDARD_PREFIXES, type VersionPrefixes } from './states.ts';

/** The ids in names: of projects, shots, assets and steps. */
export const ID = /^[A-Za-z0-9+-]{1,10}$/;

/** Whether ids and states are the same: letter case is all one. */
export function isSameId(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

/** What says more of a file: `BG`, `walk cycle`. */
export const RESOURCE = /^[A-Za-z0-9+ -]{1,30}$/;

/** The block of a name as a version: its state as it is written, empty for digits alone. */
export interface VersionBlock {
  readonly state: string;
  readonly number: number;
}

/**
 * The block of a name as a version: a prefix of versions and digits like `v001` and `OK12`, in any letter case, or three
 * or more digits alone; else absent, also for digits that no number holds.
 */
export function versionOf(
  block: string | undefined,
  prefixes: VersionPrefixes = STANDARD_PREFIXES,
): VersionBlock | undefined {
  const [digits = ''] = /\d+$/.exec(block ?? '') ?? [];
  if (block === undefined || digits === '') return undefined;
  const lower = block.toLowerCase();
  const prefix = prefixes.find((it) => lower.startsWith(it) && /^\d+$/.test(lower.slice(it.length)));
  if (prefix === undefined && (digits !== block || digits.length < 3)) return undefined;
  const state = block.slice(0, prefix?.length ?? 0);
  const number = Number(block.slice(state.length));
  return Number.isSafeInteger(number) ? { state, number } : undefined;
}

/** What is wrong with a text that is put to the end of a name, and what would be right where that is plain. */
export interface SuffixFault {
  /** Goes on after the suffix in quotes. */
  readonly message: string;
  readonly better: string | undefined;
}

/**
 * What is wrong with a suffix of file names: names are blocks with underscores between them, the last of which must not
 * be taken for a version, and dots are what frame number and extension begin with.
 */
export function suffixFault(suffix: string): SuffixFault | undefined {
  const wrong = /[^A-Za-z0-9_+ -]/u.exec(suffix)?.[0];
  if (wrong !== undefined) {
    const better = suffix
      .trim()
      .replace(/^[^A-Za-z0-9_+ -]+/u, '_')
      .replace(/[^A-Za-z0-9_+ -]+/gu, '-');
    const message = `has "${onOneLine(wrong)}"; names have letters, digits, _, +, - and blanks.`;
    return { message, better: suffixFault(better) === undefined ? better : undefined };
  }
  if (suffix === '') return undefined;
  if (!/^[_-]/.test(suffix)) {
    const better = `_${suffix}`;
    const message = 'is written right after the name before it: begin it with an underscore.';
    return { message, better: suffixFault(better) === undefined ? better : undefined };
  }
  const blocks = suffix.slice(1).split('_');
  const last = blocks.at(-1);
  if (versionOf(last) !== undefined)
    return { message: `ends with "${last}", which is taken for a version.`, better: undefined };
  const bad = blocks.find((block) => !RESOURCE.test(block));
  if (bad === undefined) return undefined;
  if (bad === '') {
    const better = `_${blocks.filter((block) => block !== '').join('_')}`;
    return { message: 'has an underscore with nothing after it.', better: better === '_' ? undefined : better };
  }
  return { message: `has a part of ${bad.length} characters; at most 30 are allowed.`, better: undefined };
}
